import { listValue } from "@duckdb/node-api";
import { SextantError } from "@sextant/contracts";
import {
  ACCOUNT_TYPES,
  type Account,
  type AccountType,
  type Company,
  type Currency,
  formatMinor,
  type ReadOptions,
  type Watermark,
} from "@sextant/ledger";
import type { Parameters, ResultRow } from "../engine.ts";
import type { LakeState } from "../lake-state.ts";
import { listsOf } from "../parameters.ts";
import { sqlText } from "../sql-text.ts";

/** One reading of one company's books in one state of the lake. */
export class ReadingContext {
  readonly state: LakeState;
  readonly company: Company;
  readonly options: ReadOptions;

  constructor(state: LakeState, company: Company, options: ReadOptions) {
    this.state = state;
    this.company = company;
    this.options = options;
  }

  rows(sql: string, parameters: Parameters, parts: Record<string, string> = {}): Promise<ResultRow[]> {
    const { signal } = this.options;
    return this.state.engine.rows(sqlText(sql, parts), parameters, { signal, types: listsOf(parameters) });
  }

  get currencies(): ReadonlyMap<number, Currency> {
    return new Map(this.state.manifest.currencies.map((currency) => [currency.id, currency]));
  }

  /** State of the company's posted ledger at the last sync. */
  get watermark(): Watermark {
    const own = this.state.manifest.ledger.filter(({ companyId }) => this.company.branchIds.includes(companyId));
    return {
      count: own.reduce((sum, { count }) => sum + count, 0),
      maxId: own.reduce((max, { maxId }) => Math.max(max, maxId), 0),
      lastWrite:
        own
          .map(({ lastWrite }) => lastWrite)
          .sort()
          .at(-1) ?? "",
      balance: own.reduce((sum, { balance }) => sum + BigInt(balance), 0n),
    };
  }

  /** @throws SextantError `hidden_items` when the entries do not sum to zero: the user who synced saw only part of them. */
  assertWhole(): void {
    const { balance, count } = this.watermark;
    if (balance === 0n) return;
    const { name, currency } = this.company;
    throw new SextantError(
      "hidden_items",
      `The ${count} journal items of ${name} that "${this.state.manifest.readAs}" could see at the last sync sum to ${formatMinor(balance, currency)} ${currency.code} and not to zero: record rules in Odoo hide part of the entries, so every total would be wrong. Sync as a user who sees whole entries.`,
      { details: { company: this.company.id } },
    );
  }

  /** @throws SextantError `unknown_account_type` */
  async accounts(): Promise<readonly Account[]> {
    const rows = await this.rows("accounts", { company: this.company.id });
    return rows.map((row) => ({
      id: Number(row.id),
      code: String(row.code),
      name: String(row.name),
      type: typeOf(row),
      nonTrade: row.nonTrade === true,
      active: row.active === true,
    }));
  }

  async partnerNames(ids: Iterable<number>): Promise<ReadonlyMap<number, string>> {
    const wanted = [...new Set(ids)].filter((id) => id !== 0);
    const rows = await this.rows("partner-names", { ids: listValue(wanted) });
    return new Map(rows.map(({ id, name }) => [Number(id), String(name)]));
  }
}

function typeOf({ type, code, name }: ResultRow): AccountType {
  const known = ACCOUNT_TYPES.find((each) => each === type);
  if (known !== undefined) return known;
  throw new SextantError(
    "unknown_account_type",
    `Account ${String(code)} ${String(name)} has the type "${String(type)}", which Sextant does not know. Update Sextant, or correct the account.`,
  );
}
