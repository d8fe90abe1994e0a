import { type CellSource, type JournalItemView, SextantError } from "@sextant/contracts";
import { type Account, formatMinor, type ItemsPage, type Minor, residualAt, selectorDomain } from "@sextant/ledger";
import type { Row } from "@sextant/odoo-client";
import { readAccounts } from "./accounts.ts";
import { type ControlPopulation, populationDomainOf } from "./control-population.ts";
import { type NamedItem, streamItems } from "./ledger-rows.ts";
import type { CompanyContext } from "./live-context.ts";
import { readPartialsOf } from "./open-items.ts";
import { readPartnerNames } from "./partners.ts";
import { dateOf, idOf, minorOf, textOf } from "./values.ts";

const FIELDS = [
  "date",
  "date_maturity",
  "move_id",
  "move_name",
  "journal_id",
  "account_id",
  "partner_id",
  "name",
  "debit",
  "credit",
  "balance",
  "currency_id",
  "company_currency_id",
  "amount_currency",
];

/** The population and own items of a cell. */
export function cellPopulation({ company }: CompanyContext, { selector }: CellSource): ControlPopulation {
  const { partnerId, due, currencyId, ...rest } = selector;
  return {
    company,
    selector: rest,
    narrow: {
      ...(partnerId === undefined ? {} : { partnerId }),
      ...(due === undefined ? {} : { due }),
      ...(currencyId === undefined ? {} : { currencyId }),
    },
  };
}

/** As-of date of a residual. @throws SextantError `bad_usage` when the cell names none. */
export function residualDate({ asOf, selector }: CellSource): string {
  const date = asOf ?? selector.parts.map(({ to }) => to).find((to) => to !== undefined);
  if (date !== undefined) return date;
  throw new SextantError("bad_usage", "A residual needs an as-of date; name one in the cell.");
}

/** A page of the items behind a cell, by ascending id. */
export async function readItemsPage(
  context: CompanyContext,
  source: CellSource,
  { after = 0, limit }: { readonly after?: number; readonly limit: number },
): Promise<ItemsPage> {
  const { client, company, scope } = context;
  const domain = [["id", ">", after], ...selectorDomain(source.selector, company.branchIds)];
  const rows = await client.search({ model: "account.move.line", domain, fields: FIELDS, limit: limit + 1 }, scope);
  const page = rows.slice(0, limit);
  const [accounts, journals, partners, residuals] = await Promise.all([
    readAccounts(context),
    readJournalNames(context, page),
    readPartnerNames(client, ids(page, "partner_id"), context.wideScope),
    source.measure === "residual" ? residualsOf(context, source, page) : null,
  ]);
  const chart = new Map(accounts.map((account) => [account.id, account]));
  const names = { chart, journals, partners, residuals };
  const last = page.at(-1);
  return {
    items: page.map((row) => viewOf(row, context, source, names)),
    next: rows.length > limit && last ? last.id : null,
  };
}

const ids = (rows: readonly Row[], field: string): readonly number[] =>
  rows.flatMap((row) => idOf(row[field] ?? null) ?? []);

async function readJournalNames(
  { client, scope }: CompanyContext,
  page: readonly Row[],
): Promise<ReadonlyMap<number, string>> {
  const journalIds = [...new Set(ids(page, "journal_id"))];
  const rows = await client.search(
    { model: "account.journal", domain: [["id", "in", journalIds]], fields: ["name"], limit: journalIds.length + 1 },
    scope,
  );
  return new Map(rows.map((row) => [row.id, textOf(row.name ?? null)]));
}

async function residualsOf(
  context: CompanyContext,
  source: CellSource,
  page: readonly Row[],
): Promise<ReadonlyMap<number, Minor>> {
  const wanted = page.map(({ id }) => id);
  const partials = await readPartialsOf(context, wanted);
  const touched = new Set([...wanted, ...[...partials.values()].flatMap((p) => [p.debitItemId, p.creditItemId])]);
  const domain = [["id", "in", [...touched]], ...populationDomainOf(cellPopulation(context, source))];
  const items: NamedItem[] = [];
  for await (const rows of streamItems(context, domain, "Reading matched items")) items.push(...rows);
  const residuals = residualAt(items, partials.values(), residualDate(source));
  return new Map(residuals.map(({ item, forward }) => [item.id, forward]));
}

interface Names {
  readonly chart: ReadonlyMap<number, Account>;
  readonly journals: ReadonlyMap<number, string>;
  readonly partners: ReadonlyMap<number, string>;
  readonly residuals: ReadonlyMap<number, Minor> | null;
}

function viewOf(
  row: Row,
  { company, currencies }: CompanyContext,
  { measure, sign }: CellSource,
  { chart, journals, partners, residuals }: Names,
): JournalItemView {
  const own = company.currency;
  const currency = currencies.get(idOf(row.currency_id ?? null) ?? 0) ?? own;
  const amounts = {
    debit: minorOf(row.debit ?? null, own),
    credit: minorOf(row.credit ?? null, own),
    balance: minorOf(row.balance ?? null, own),
    residual: residuals?.get(row.id) ?? 0n,
  };
  const accountId = idOf(row.account_id ?? null) ?? 0;
  const account = chart.get(accountId);
  const partnerId = idOf(row.partner_id ?? null);
  return {
    id: row.id,
    date: dateOf(row.date ?? null) ?? "",
    due: dateOf(row.date_maturity ?? null),
    entry: textOf(row.move_name ?? null),
    moveId: idOf(row.move_id ?? null) ?? 0,
    journal: journals.get(idOf(row.journal_id ?? null) ?? 0) ?? "",
    account: { id: accountId, code: account?.code ?? "", name: account?.name ?? "" },
    partner: partnerId === null ? null : { id: partnerId, name: partners.get(partnerId) ?? `Partner ${partnerId}` },
    label: textOf(row.name ?? null),
    debit: formatMinor(amounts.debit, own),
    credit: formatMinor(amounts.credit, own),
    balance: formatMinor(amounts.balance, own),
    ...(residuals ? { residual: formatMinor(amounts.residual, own) } : {}),
    currency: currency.code,
    amountCurrency: formatMinor(minorOf(row.amount_currency ?? null, currency), currency),
    amount: formatMinor(sign === 1 ? amounts[measure] : -amounts[measure], own),
  };
}
