import { type Currency, formatMinor } from "@sextant/ledger";
import type { CallOptions, Group, OdooClient, Value } from "@sextant/odoo-client";
import type { Currencies } from "./columns.ts";
import { ITEMS, type LedgerTable, PARTIALS } from "./ledger-table.ts";
import type { Partition, Stage } from "./stage.ts";

/** One group of one table: which figures must be equal in Odoo and in the stage. */
interface Figures {
  readonly partition: Partition;
  readonly values: Readonly<Record<string, number>>;
}

/**
 * Partitions whose count, greatest id or sums differ between Odoo, asked in one call and so in one transaction, and the stage. A change
 * that leaves all of them alone moves no figure; a deletion always changes the count.
 */
export async function differences(
  client: OdooClient,
  stage: Stage,
  table: LedgerTable,
  currencies: Currencies,
  options: CallOptions,
): Promise<Partition[]> {
  const [odoo, lake] =
    table.name === "items"
      ? [await odooItems(client, currencies, options), await lakeItems(stage, currencies)]
      : [await odooPartials(client, currencies, options), await lakePartials(stage, currencies)];
  const different = new Map<string, Partition>();
  for (const key of new Set([...odoo.keys(), ...lake.keys()])) {
    const left = odoo.get(key);
    const right = lake.get(key);
    const partition = (left ?? right)?.partition;
    if (partition === undefined || (left && right && equal(left.values, right.values))) continue;
    different.set(`${partition.company}/${partition.month}`, partition);
  }
  return [...different.values()];
}

const ITEM_SUMS = {
  balance: "balance:sum",
  debit: "debit:sum",
  credit: "credit:sum",
  residual: "amount_residual:sum",
  amountCurrency: "amount_currency:sum",
  residualCurrency: "amount_residual_currency:sum",
} as const;

async function odooItems(client: OdooClient, currencies: Currencies, options: CallOptions) {
  const groups = await client.aggregate(
    {
      model: ITEMS.model,
      domain: ITEMS.domain,
      groupBy: ["company_id", "date:month", "parent_state", "currency_id"],
      aggregates: ["__count", "id:max", ...Object.values(ITEM_SUMS)],
    },
    options,
  );
  return byKey(
    groups.map(({ keys, aggregates }) => {
      const partition = partitionOf(keys.company_id, keys["date:month"]);
      const posted = keys.parent_state === "posted";
      const currency = currencyIdOf(keys.currency_id, partition, currencies);
      const key = `${partition.company}/${partition.month}/${posted}/${currency}`;
      return [key, { partition, values: figures(aggregates, ITEM_SUMS) }];
    }),
  );
}

async function lakeItems(stage: Stage, currencies: Currencies): Promise<Map<string, Figures>> {
  const rows = await stage.rows("sums-items");
  return new Map(
    rows.map((row) => {
      const partition = { company: Number(row.company), month: String(row.month) };
      const company = currencies.ofCompany(partition.company);
      const own = currencies.ofCurrency(Number(row.currency));
      const key = `${partition.company}/${partition.month}/${row.posted}/${own.id}`;
      const values = {
        count: Number(row.count),
        maxId: Number(row.maxId),
        balance: toNumber(row.balance, company),
        debit: toNumber(row.debit, company),
        credit: toNumber(row.credit, company),
        residual: toNumber(row.residual, company),
        amountCurrency: toNumber(row.amountCurrency, own),
        residualCurrency: toNumber(row.residualCurrency, own),
      };
      return [key, { partition, values }];
    }),
  );
}

const PARTIAL_SUMS = {
  amount: "amount:sum",
  debitAmountCurrency: "debit_amount_currency:sum",
  creditAmountCurrency: "credit_amount_currency:sum",
} as const;

async function odooPartials(client: OdooClient, currencies: Currencies, options: CallOptions) {
  const groups = await client.aggregate(
    {
      model: PARTIALS.model,
      domain: PARTIALS.domain,
      groupBy: ["company_id", "max_date:month", "debit_currency_id", "credit_currency_id"],
      aggregates: ["__count", "id:max", ...Object.values(PARTIAL_SUMS)],
    },
    options,
  );
  return byKey(
    groups.map(({ keys, aggregates }) => {
      const partition = partitionOf(keys.company_id, keys["max_date:month"]);
      const debit = currencyIdOf(keys.debit_currency_id, partition, currencies);
      const sides = `${debit}/${currencyIdOf(keys.credit_currency_id, partition, currencies)}`;
      const key = `${partition.company}/${partition.month}/${sides}`;
      return [key, { partition, values: figures(aggregates, PARTIAL_SUMS) }];
    }),
  );
}

async function lakePartials(stage: Stage, currencies: Currencies): Promise<Map<string, Figures>> {
  const rows = await stage.rows("sums-partials");
  return new Map(
    rows.map((row) => {
      const partition = { company: Number(row.company), month: String(row.month) };
      const company = currencies.ofCompany(partition.company);
      const debit = currencies.ofCurrency(Number(row.debitCurrency));
      const credit = currencies.ofCurrency(Number(row.creditCurrency));
      const values = {
        count: Number(row.count),
        maxId: Number(row.maxId),
        amount: toNumber(row.amount, company),
        debitAmountCurrency: toNumber(row.debitAmountCurrency, debit),
        creditAmountCurrency: toNumber(row.creditAmountCurrency, credit),
      };
      return [`${partition.company}/${partition.month}/${debit.id}/${credit.id}`, { partition, values }];
    }),
  );
}

function partitionOf(company: Value | undefined, month: Value | undefined): Partition {
  return { company: Number(company ?? 0), month: String(month) };
}

/** Old versions leave the currency empty where it is the company's; the stage does not. */
function currencyIdOf(id: Value | undefined, { company }: Partition, currencies: Currencies): number {
  return typeof id === "number" ? id : currencies.ofCompany(company).id;
}

/** Groups by key; two groups that mean the same are added up. */
function byKey(entries: readonly (readonly [string, Figures])[]): Map<string, Figures> {
  const map = new Map<string, Figures>();
  for (const [key, { partition, values }] of entries) {
    const known = map.get(key)?.values;
    const merged = Object.entries(values).map(([name, value]) => {
      const other = known?.[name];
      if (other === undefined) return [name, value];
      return [name, name === "maxId" ? Math.max(value, other) : value + other];
    });
    map.set(key, { partition, values: Object.fromEntries(merged) });
  }
  return map;
}

function figures(aggregates: Group["aggregates"], sums: Readonly<Record<string, string>>): Record<string, number> {
  const values: Record<string, number> = {
    count: Number(aggregates.__count),
    maxId: Number(aggregates["id:max"] ?? 0),
  };
  for (const [name, spec] of Object.entries(sums)) values[name] = Number(aggregates[spec] ?? 0);
  return values;
}

/**
 * The exact sum as the nearest double. Odoo sends its own exact sum in that form, so two sums are compared as doubles, which for
 * amounts below 2^53 minor units is a comparison to the last cent.
 */
function toNumber(minor: unknown, currency: Currency): number {
  return Number(formatMinor(BigInt(minor as bigint), currency));
}

function equal(a: Figures["values"], b: Figures["values"]): boolean {
  return Object.entries(a).every(([name, value]) => Object.is(value + 0, (b[name] ?? Number.NaN) + 0));
}
