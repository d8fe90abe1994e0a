import { listValue } from "@duckdb/node-api";
import { isSextantError, SextantError } from "@sextant/contracts";
import type { Company, LedgerSource, PartnerName, ReadOptions } from "@sextant/ledger";
import type { OpenBooks, RecordSource } from "../records/record-source.ts";
import { lakeRecords } from "./lake-records.ts";
import { type LakeState, openState, stampOf } from "./lake-state.ts";
import { LINKED_MODEL } from "./manifest.ts";
import { readAged } from "./queries/aged.ts";
import { readItemsPage } from "./queries/items.ts";
import { readOpenItems } from "./queries/open-items.ts";
import { proveCell } from "./queries/prove.ts";
import { ReadingContext } from "./queries/reading-context.ts";
import { readTotals } from "./queries/totals.ts";
import { sqlText } from "./sql-text.ts";

/**
 * The books of a lake or of a snapshot folder, read-only. A sync that ends while the source is open is seen by the next reading; each
 * reading is of one state.
 *
 * @throws SextantError `no_lake`, `lake_damaged`
 */
export async function openLake(dir: string): Promise<OpenBooks> {
  return new LakeSource(dir, await openState(dir));
}

class LakeSource implements OpenBooks {
  readonly kind = "lake";
  readonly #dir: string;
  #state: LakeState;
  /** States still used by a reading, and how many readings that are. */
  readonly #uses = new Map<LakeState, number>();
  #renewing: Promise<void> | undefined;
  #closed = false;

  constructor(dir: string, state: LakeState) {
    this.#dir = dir;
    this.#state = state;
  }

  get origin(): string {
    return this.#state.manifest.origin.label;
  }
  get readAs(): string {
    return this.#state.manifest.readAs;
  }
  readAt(): string {
    return this.#state.manifest.syncedAt;
  }
  get odooUrl(): string | null {
    return this.#state.manifest.origin.url;
  }
  recordLink(model: string) {
    const { link } = this.#state.manifest.origin;
    const named = (text: string) => text.replaceAll(LINKED_MODEL, model);
    return link === null ? null : { before: named(link.before), after: named(link.after) };
  }

  companies(options: ReadOptions = {}) {
    return this.#read(options, async ({ manifest }) => manifest.companies as readonly Company[]);
  }

  accounts(companyId: number, options: ReadOptions = {}) {
    return this.#of(companyId, options, (context) => context.accounts());
  }

  extent(companyId: number, options: ReadOptions = {}) {
    return this.#of(companyId, options, async (context) => {
      const [row] = await context.rows("extent", { companies: listValue([...context.company.branchIds]) });
      return row?.first == null ? null : { first: String(row.first), last: String(row.last) };
    });
  }

  findPartners(text: string, limit: number, options: ReadOptions = {}) {
    return this.#read(options, async ({ engine }): Promise<readonly PartnerName[]> => {
      const rows = await engine.rows(
        sqlText("find-partners"),
        { text: text.trim(), limit },
        { signal: options.signal },
      );
      return rows.map(({ id, name }) => ({ id: Number(id), name: String(name) }));
    });
  }

  totals(query: Parameters<LedgerSource["totals"]>[0], options: ReadOptions = {}) {
    return this.#of(query.companyId, options, (context) => readTotals(context, query));
  }
  aged(query: Parameters<LedgerSource["aged"]>[0], options: ReadOptions = {}) {
    return this.#of(query.companyId, options, (context) => readAged(context, query));
  }
  openItems(query: Parameters<LedgerSource["openItems"]>[0], options: ReadOptions = {}) {
    return this.#of(query.companyId, options, (context) => readOpenItems(context, query));
  }
  items(
    source: Parameters<LedgerSource["items"]>[0],
    page: Parameters<LedgerSource["items"]>[1],
    options: ReadOptions = {},
  ) {
    return this.#of(source.selector.companyId, options, (context) => readItemsPage(context, source, page));
  }
  prove(source: Parameters<LedgerSource["prove"]>[0], options: ReadOptions = {}) {
    return this.#of(source.selector.companyId, options, (context) => proveCell(context, source));
  }

  /** Journal items alone: the lake holds nothing else that could be added up. */
  get records(): RecordSource {
    return this.#records;
  }

  async close(): Promise<void> {
    this.#closed = true;
    if (!this.#uses.has(this.#state)) this.#state.engine.close();
  }

  readonly #records: RecordSource = lakeRecords(this, (companyId, options, read) => this.#of(companyId, options, read));

  #of<T>(companyId: number, options: ReadOptions, read: (context: ReadingContext) => Promise<T>): Promise<T> {
    return this.#read(options, (state) => {
      const company = (state.manifest.companies as readonly Company[]).find(({ id }) => id === companyId);
      if (company !== undefined) return read(new ReadingContext(state, company, options));
      const known = state.manifest.companies.map(({ id, name }) => `${name} (${id})`).join(", ");
      throw new SextantError(
        "company_not_visible",
        `The lake holds no company ${companyId}. "${state.manifest.readAs}", who synced it, could see: ${known}.`,
      );
    });
  }

  /** Reads from the latest state. When a sync removes the files under a reading, the reading is done again on the new state. */
  async #read<T>(options: ReadOptions, read: (state: LakeState) => Promise<T>): Promise<T> {
    for (let attempt = 0; ; attempt++) {
      await this.#renew();
      const state = this.#state;
      this.#uses.set(state, (this.#uses.get(state) ?? 0) + 1);
      try {
        return await read(state);
      } catch (error) {
        if (isSextantError(error)) throw error;
        const replaced = (await stampOf(this.#dir)) !== state.stamp;
        if (replaced && attempt < 3 && !options.signal?.aborted) continue;
        throw damaged(this.#dir, error);
      } finally {
        this.#release(state);
      }
    }
  }

  async #renew(): Promise<void> {
    if (this.#closed) throw new SextantError("internal", "The lake was closed before this reading.");
    if (this.#renewing === undefined) {
      if ((await stampOf(this.#dir)) === this.#state.stamp) return;
      this.#renewing ??= this.#openLatest().finally(() => {
        this.#renewing = undefined;
      });
    }
    await this.#renewing;
  }

  async #openLatest(): Promise<void> {
    const old = this.#state;
    this.#state = await openState(this.#dir);
    if (!this.#uses.has(old)) old.engine.close();
  }

  #release(state: LakeState): void {
    const left = (this.#uses.get(state) ?? 1) - 1;
    if (left > 0) {
      this.#uses.set(state, left);
      return;
    }
    this.#uses.delete(state);
    if (this.#closed || state !== this.#state) state.engine.close();
  }
}

/** A file that was whole when the lake was opened cannot be read any more. */
function damaged(dir: string, cause: unknown): SextantError {
  const message = cause instanceof Error ? (cause.message.split("\n")[0] ?? "") : String(cause);
  if (!/IO Error|Invalid Input Error.*(parquet|magic)|No files found|TProtocolException|corrupt/i.test(message))
    throw cause;
  return new SextantError("lake_damaged", `The lake in ${dir} cannot be read (${message}). Run: sextant sync --full.`, {
    cause,
  });
}
