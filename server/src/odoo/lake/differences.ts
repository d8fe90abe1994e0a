import { type Currency, formatMinor } from "@sextant/ledger";
import type { CallOptions, OdooClient, Value } from "@sextant/odoo-client";
import type { Currencies } from "./columns.ts";
import { COMPARED_FIGURES, type ComparedFigures } from "./compared-figures.ts";
import type { LedgerTable } from "./ledger-table.ts";
import type { Partition, Stage } from "./stage.ts";

/** The figures of one group of rows; the key tells partition, state and currencies. */
interface Figures {
  readonly key: string;
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
  const compared = COMPARED_FIGURES[table.name];
  const odoo = byKey(await odooFigures(client, table, compared, currencies, options));
  const lake = byKey(await lakeFigures(stage, table, compared, currencies));
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

async function odooFigures(
  client: OdooClient,
  { model, domain }: LedgerTable,
  { month, state, currencies: currencyKeys, sums }: ComparedFigures,
  currencies: Currencies,
  options: CallOptions,
): Promise<Figures[]> {
  const groups = await client.aggregate(
    {
      model,
      domain,
      groupBy: ["company_id", month, ...(state === undefined ? [] : [state]), ...Object.values(currencyKeys)],
      aggregates: ["__count", "id:max", ...Object.values(sums).map(({ odoo }) => odoo)],
    },
    options,
  );
  return groups.map(({ keys, aggregates }) => {
    const partition = { company: Number(keys.company_id ?? 0), month: String(keys[month]) };
    const ids = Object.values(currencyKeys).map((key) => currencyIdOf(keys[key], partition, currencies));
    const values: Record<string, number> = {
      count: Number(aggregates.__count),
      maxId: Number(aggregates["id:max"] ?? 0),
    };
    for (const [name, { odoo }] of Object.entries(sums)) values[name] = Number(aggregates[odoo] ?? 0);
    return { key: keyOf(partition, state === undefined ? null : keys[state] === "posted", ids), partition, values };
  });
}

async function lakeFigures(
  stage: Stage,
  { name: table }: LedgerTable,
  { state, currencies: currencyKeys, sums }: ComparedFigures,
  currencies: Currencies,
): Promise<Figures[]> {
  const rows = await stage.rows(`sums-${table}`);
  return rows.map((row) => {
    const partition = { company: Number(row.company), month: String(row.month) };
    const known = new Map([["company", currencies.ofCompany(partition.company)]]);
    const own = Object.keys(currencyKeys).map((name) => [name, currencies.ofCurrency(Number(row[name]))] as const);
    for (const [name, currency] of own) known.set(name, currency);
    const values: Record<string, number> = { count: Number(row.count), maxId: Number(row.maxId) };
    for (const [name, { currency }] of Object.entries(sums)) values[name] = toNumber(row[name], known.get(currency));
    const ids = own.map(([, { id }]) => id);
    return { key: keyOf(partition, state === undefined ? null : row.posted === true, ids), partition, values };
  });
}

function keyOf({ company, month }: Partition, posted: boolean | null, currencyIds: readonly number[]): string {
  return [company, month, posted, ...currencyIds].join("/");
}

/** Old versions leave the currency empty where it is the company's; the stage does not. */
function currencyIdOf(id: Value | undefined, { company }: Partition, currencies: Currencies): number {
  return typeof id === "number" ? id : currencies.ofCompany(company).id;
}

/** Groups by key; two groups that mean the same are added up. */
function byKey(figures: readonly Figures[]): Map<string, Figures> {
  const map = new Map<string, Figures>();
  for (const { key, partition, values } of figures) {
    const known = map.get(key)?.values;
    const merged = Object.entries(values).map(([name, value]) => {
      const other = known?.[name];
      if (other === undefined) return [name, value];
      return [name, name === "maxId" ? Math.max(value, other) : value + other];
    });
    map.set(key, { key, partition, values: Object.fromEntries(merged) });
  }
  return map;
}

/**
 * The exact sum as the nearest double. Odoo sends its own exact sum in that form, so two sums are compared as doubles, which for
 * amounts below 2^53 minor units is a comparison to the last cent.
 */
function toNumber(minor: unknown, currency: Currency | undefined): number {
  if (currency === undefined) return Number.NaN;
  return Number(formatMinor(BigInt(minor as bigint), currency));
}

function equal(a: Figures["values"], b: Figures["values"]): boolean {
  return Object.entries(a).every(([name, value]) => Object.is(value + 0, (b[name] ?? Number.NaN) + 0));
}
