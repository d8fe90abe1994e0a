import { BIGINT, BOOLEAN, DATE, DuckDBDateValue, type DuckDBType, INTEGER, TIMESTAMP, VARCHAR } from "@duckdb/node-api";
import type { Account, Partial } from "@sextant/ledger";
import { EUR, JPY, KWD, USD } from "../../../../../packages/ledger/src/testing/company.ts";
import { accountsOf, type RandomLedger, type Row } from "../../../../../packages/ledger/src/testing/random-ledger.ts";
import type { Column } from "../columns.ts";
import { settleFile } from "../lake-files.ts";
import { commitManifest, type LakeFile, type Manifest, SCHEMA, TABLES } from "../manifest.ts";
import { sqlLiteral, sqlText } from "../sql-text.ts";
import { Stage } from "../stage.ts";

const day = (date: string | null) => (date === null ? null : new DuckDBDateValue(Date.parse(date) / 86_400_000));
const column = <Source>(name: string, type: DuckDBType, read: Column<Source>["read"]): Column<Source> => ({
  name,
  type,
  read,
});
const magnitude = (amount: bigint) => (amount < 0n ? -amount : amount);

const ITEMS: readonly Column<Row>[] = [
  column("id", INTEGER, ({ id }) => id),
  column("move_id", INTEGER, ({ moveId }) => moveId),
  column("entry", VARCHAR, ({ moveId }) => `M/${moveId}`),
  column("label", VARCHAR, () => null),
  column("ref", VARCHAR, () => null),
  column("journal_id", INTEGER, () => 1),
  column("account_id", INTEGER, ({ accountId }) => accountId),
  column("partner_id", INTEGER, ({ partnerId }) => partnerId),
  column("company_id", INTEGER, ({ companyId }) => companyId),
  column("currency_id", INTEGER, ({ currencyId }) => currencyId),
  column("date", DATE, ({ date }) => day(date)),
  column("due", DATE, ({ due }) => day(due)),
  column("balance", BIGINT, ({ balance }) => balance),
  column("debit", BIGINT, ({ balance }) => (balance > 0n ? balance : 0n)),
  column("credit", BIGINT, ({ balance }) => (balance < 0n ? -balance : 0n)),
  column("amount_currency", BIGINT, ({ amountCurrency }) => amountCurrency),
  column("residual", BIGINT, ({ storedResidual }) => storedResidual),
  column("residual_currency", BIGINT, ({ storedResidualCurrency }) => storedResidualCurrency),
  column("posted", BOOLEAN, ({ state }) => state === "posted"),
  column("display_type", VARCHAR, ({ display }) => display),
  column("written", TIMESTAMP, () => null),
];

const PARTIALS: readonly Column<Partial>[] = [
  column("id", INTEGER, ({ id }) => id),
  column("debit_item", INTEGER, ({ debitItemId }) => debitItemId),
  column("credit_item", INTEGER, ({ creditItemId }) => creditItemId),
  column("company_id", INTEGER, () => 1),
  column("max_date", DATE, ({ maxDate }) => day(maxDate)),
  column("amount", BIGINT, ({ amount }) => magnitude(amount)),
  column("debit_amount_currency", BIGINT, ({ debitAmountCurrency }) => debitAmountCurrency),
  column("credit_amount_currency", BIGINT, ({ creditAmountCurrency }) => creditAmountCurrency),
  column("debit_currency_id", INTEGER, () => 1),
  column("credit_currency_id", INTEGER, () => 1),
  column("exchange_move_id", INTEGER, () => null),
  column("written", TIMESTAMP, () => null),
];

const accountColumns = (companyId: number): readonly Column<Account>[] => [
  column("company_id", INTEGER, () => companyId),
  column("id", INTEGER, ({ id }) => id),
  column("code", VARCHAR, ({ code }) => code),
  column("name", VARCHAR, ({ name }) => name),
  column("type", VARCHAR, ({ type }) => type),
  column("non_trade", BOOLEAN, ({ nonTrade }) => nonTrade),
  column("active", BOOLEAN, ({ active }) => active),
];

const partnerColumns = (commercial: ReadonlyMap<number, number>): readonly Column<readonly [number, string]>[] => [
  column("id", INTEGER, ([id]) => id),
  column("name", VARCHAR, ([, name]) => name),
  column("commercial_id", INTEGER, ([id]) => commercial.get(id) ?? id),
];

const NAMES: ReadonlyMap<number, string> = new Map([
  [11, "Azure Interior"],
  [12, "Azure Interior, Jane"],
  [13, "John Smith"],
  [14, "John Smith"],
]);

/** Writes a generated ledger as a lake, one file per table, past Odoo and past the sync. */
export async function writeLakeOf(ledger: RandomLedger, dir: string): Promise<void> {
  const { companies, partials, commercialPartners } = ledger;
  // What the sync leaves behind in Odoo.
  const rows = ledger.rows.filter(({ state, display }) => state !== "cancel" && !display.startsWith("line_"));
  const stage = await Stage.open(dir, null);
  try {
    await stage.append("items", ITEMS, [rows]);
    await stage.append("partials", PARTIALS, [partials]);
    for (const company of companies) {
      await stage.append("accounts", accountColumns(company.id), [accountsOf(company)]);
    }
    await stage.append("partners", partnerColumns(commercialPartners), [[...NAMES]]);
    const files: LakeFile[] = [];
    for (const table of TABLES) {
      const scratch = stage.scratch(`${table}.part`);
      const sql = sqlText("write-table", { relation: table, order: "1, 2", level: "1", file: sqlLiteral(scratch) });
      const count = Number((await stage.engine.rows(sql))[0]?.count ?? 0);
      files.push(await settleFile(dir, scratch, { table, companyId: null, month: null, rows: count, prefix: table }));
    }
    const state = await stage.rows("ledger-state");
    await commitManifest(dir, {
      schema: SCHEMA,
      kind: "snapshot",
      origin: { label: "generated", url: null, database: null, version: null, link: null },
      readAs: "nobody",
      startedAt: "2026-01-01T00:00:00Z",
      syncedAt: "2026-01-01T00:00:00Z",
      companies: structuredClone(companies) as Manifest["companies"],
      currencies: [USD, EUR, JPY, KWD],
      ledger: state.map(({ company, count, maxId, balance }) => ({
        companyId: Number(company),
        count: Number(count),
        maxId: Number(maxId),
        lastWrite: "",
        balance: String(balance),
      })),
      partners: { count: NAMES.size, lastWrite: "" },
      files,
    });
  } finally {
    await stage.discard();
  }
}
