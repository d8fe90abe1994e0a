import { type Domain, SextantError } from "@sextant/contracts";
import { DISPLAY_ONLY } from "@sextant/ledger";
import type { CallOptions, OdooClient, Row } from "@sextant/odoo-client";
import type { Column, Currencies } from "./columns.ts";
import { differences } from "./differences.ts";
import { ITEMS, type LedgerTable, PARTIALS } from "./ledger-table.ts";
import type { Partition, Stage } from "./stage.ts";
import { belongs, ITEM_FIELDS, itemColumns, PARTIAL_FIELDS, partialColumns } from "./table-columns.ts";

/** Rounds of reading what moved before a sync gives up on a ledger that does not stand still. */
const ROUNDS = 6;

/** Rows of a page: three are on the way at a time, and the process is to stay small. */
const BATCH = 1000;

export type Progress = (phase: string, done?: number, of?: number) => void;

/** Reads Odoo into a stage. All reads are those of the connection's user, over all companies of that user. */
export class StageReader {
  readonly #client: OdooClient;
  readonly #stage: Stage;
  readonly #currencies: Currencies;
  readonly #options: CallOptions;
  readonly #progress: Progress;

  constructor(client: OdooClient, stage: Stage, currencies: Currencies, options: CallOptions, progress: Progress) {
    this.#client = client;
    this.#stage = stage;
    this.#currencies = currencies;
    this.#options = options;
    this.#progress = progress;
  }

  /** Reads a whole table into an empty stage. */
  async readAll(table: LedgerTable): Promise<void> {
    let total: number | undefined;
    const phase = table.name === "items" ? "reading journal items" : "reading reconciliations";
    const rows = this.#stream(table, table.domain, (count) => {
      total = count;
      this.#progress(phase, 0, count);
    });
    await this.#stage.append(table.name, this.#columns(table), rows, this.#options.signal, (done) =>
      this.#progress(phase, done, total),
    );
  }

  /**
   * Brings the stage up to Odoo: reads rows changed since, then compares counts and sums per company and month, reads again what
   * differs, and repeats until nothing does. The reconciliations are compared before and after the items, so that both are of one state.
   *
   * @param since lowest `write_date` of rows that may be news (`YYYY-MM-DD HH:MM:SS`, UTC).
   * @returns the rounds it took.
   * @throws SextantError `ledger_changed` when the ledger moved in every round.
   */
  async catchUp(since: string): Promise<number> {
    let different: readonly Partition[] = [];
    for (let round = 1; round <= ROUNDS; round++) {
      this.#progress("reading changes");
      for (const table of [ITEMS, PARTIALS]) await this.#readChanges(table, since);
      this.#progress("comparing with Odoo");
      let repaired = false;
      for (const table of [PARTIALS, ITEMS, PARTIALS]) {
        different = await this.#differences(table);
        if (different.length === 0) continue;
        for (const partition of different) await this.#readPartition(table, partition);
        repaired = true;
        break;
      }
      if (!repaired) return round;
    }
    const where = different.map(({ company, month }) => `company ${company} in ${month.slice(0, 7)}`).join(", ");
    throw new SextantError(
      "ledger_changed",
      `After ${ROUNDS} rounds the lake still differs from Odoo (${where}). The last state of the lake is kept; run the sync again.`,
    );
  }

  async #readChanges(table: LedgerTable, since: string): Promise<void> {
    // Without the table's domain: an entry that was cancelled must be seen to go.
    const changed = this.#stream(table, [["write_date", ">=", since]]);
    const gone: number[] = [];
    const kept = sift(
      changed,
      (row) => belongs(row, table.name, DISPLAY_ONLY),
      (row) => gone.push(row.id),
    );
    await this.#take(table, kept);
    await this.#stage.forgetIds(table, gone);
  }

  async #readPartition(table: LedgerTable, partition: Partition): Promise<void> {
    this.#progress(`reading ${partition.month.slice(0, 7)} again`);
    await this.#stage.forgetPartition(table, partition);
    const { company, month } = partition;
    const domain: Domain = [
      ...table.domain,
      ["company_id", "=", company === 0 ? false : company],
      [table.dateField, ">=", month],
      [table.dateField, "<", nextMonth(month)],
    ];
    await this.#take(table, this.#stream(table, domain));
  }

  async #take(table: LedgerTable, rows: AsyncIterable<readonly Row[]>): Promise<void> {
    const { signal } = this.#options;
    const count = await this.#stage.append(`incoming_${table.name}`, this.#columns(table), rows, signal);
    if (count > 0) await this.#stage.merge(table);
  }

  #differences(table: LedgerTable): Promise<Partition[]> {
    return differences(this.#client, this.#stage, table, this.#currencies, this.#options);
  }

  #columns({ name }: LedgerTable): readonly Column[] {
    return name === "items" ? itemColumns(this.#currencies) : partialColumns(this.#currencies);
  }

  #stream({ name, model }: LedgerTable, domain: Domain, onTotal?: (rows: number) => void) {
    const fields = name === "items" ? ITEM_FIELDS : PARTIAL_FIELDS;
    const query = { model, domain, fields, batch: BATCH, columns: true, ...(onTotal ? { onTotal } : {}) };
    return this.#client.stream(query, this.#options);
  }
}

async function* sift(
  batches: AsyncIterable<readonly Row[]>,
  keep: (row: Row) => boolean,
  onOther: (row: Row) => void,
): AsyncGenerator<readonly Row[]> {
  for await (const batch of batches) {
    const kept: Row[] = [];
    for (const row of batch) {
      if (keep(row)) kept.push(row);
      else onOther(row);
    }
    yield kept;
  }
}

function nextMonth(month: string): string {
  const [year = 0, number = 0] = month.split("-").map(Number);
  return number === 12 ? `${year + 1}-01-01` : `${year}-${String(number + 1).padStart(2, "0")}-01`;
}
