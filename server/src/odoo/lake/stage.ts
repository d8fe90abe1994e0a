import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { INTEGER, LIST, listValue } from "@duckdb/node-api";
import type { Column } from "./columns.ts";
import { Engine, type Parameters, type ResultRow } from "./engine.ts";
import type { LedgerTable } from "./ledger-table.ts";
import type { Manifest, TableName } from "./manifest.ts";
import { openWriter } from "./row-writer.ts";
import { sqlFiles, sqlText } from "./sql-text.ts";

/** All items pass through while the process stays small: what does not fit goes to the stage's own file. */
const READING = { memory: "48MB", threads: 1 } as const;
/** Sorting and compressing a partition, when nothing is read any more. */
const WRITING = { memory: "64MB", threads: 2 } as const;
/** For a partition that does not fit: a huge month, or very long labels. */
const ROOMY = { memory: "1GB", threads: 1 } as const;

/** A partition: one company (0 = none) and one month, by its first day. */
export interface Partition {
  readonly company: number;
  readonly month: string;
}

/**
 * Where a sync prepares the next state, in a database file of its own beside the lake: stored rows, minus what is gone, under what
 * was read now (`sql/stage.sql`). Nothing of it is visible to a reader.
 */
export class Stage {
  readonly engine: Engine;
  readonly #folder: string;

  private constructor(engine: Engine, folder: string) {
    this.engine = engine;
    this.#folder = folder;
  }

  /** @param stored the state to build on; null starts from nothing. */
  static async open(dir: string, stored: Manifest | null): Promise<Stage> {
    const folder = join(dir, "stage");
    // Only one sync runs at a time, so whatever lies here is the rest of one that died.
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    const engine = await Engine.start({
      file: join(folder, "stage.duckdb"),
      memory: READING.memory,
      spill: join(folder, "spill"),
    });
    const files = (table: TableName) =>
      (stored?.files ?? []).filter((file) => file.table === table).map(({ path }) => join(dir, path));
    await engine.run(sqlText("limits", { ...READING, threads: `${READING.threads}` }));
    await engine.run(sqlText("schema"));
    await engine.run(
      sqlText("stage", {
        storedItems: sqlFiles(files("items"), "no_items"),
        storedPartials: sqlFiles(files("partials"), "no_partials"),
      }),
    );
    return new Stage(engine, folder);
  }

  /** Reading is over: more memory and threads for writing the files. */
  async beginWriting(): Promise<void> {
    await this.#limit(WRITING);
  }

  /** Runs a statement that writes a file; once more with plenty of memory when it does not fit. Returns the number of rows. */
  async write(sql: string, parameters: Parameters = {}): Promise<number> {
    const count = async () => Number((await this.engine.rows(sql, parameters))[0]?.count ?? 0);
    try {
      return await count();
    } catch (error) {
      if (!(error instanceof Error && error.message.startsWith("Out of Memory"))) throw error;
      await this.#limit(ROOMY);
      const rows = await count();
      await this.#limit(WRITING);
      return rows;
    }
  }

  async #limit({ memory, threads }: { readonly memory: string; readonly threads: number }): Promise<void> {
    await this.engine.run(sqlText("limits", { memory, threads: `${threads}` }));
  }

  /** Path for a file in the making. */
  scratch(name: string): string {
    return join(this.#folder, name);
  }

  /** Appends all batches to a table. Returns the number of rows. */
  async append<Source>(
    table: string,
    columns: readonly Column<Source>[],
    batches: AsyncIterable<readonly Source[]> | Iterable<readonly Source[]>,
    signal?: AbortSignal,
    onRows?: (rows: number) => void,
  ): Promise<number> {
    return this.engine.use(signal, async (connection) => {
      const writer = await openWriter(connection, table, columns);
      let rows = 0;
      try {
        for await (const batch of batches) {
          writer.append(batch);
          rows += batch.length;
          onRows?.(rows);
        }
      } finally {
        writer.close();
      }
      return rows;
    });
  }

  /** Takes over what was appended to `incoming_<table>`. */
  async merge({ name }: LedgerTable): Promise<void> {
    await this.engine.run(sqlText("merge", { table: name }));
  }

  async forgetIds({ name }: LedgerTable, ids: readonly number[]): Promise<void> {
    if (ids.length === 0) return;
    await this.engine.run(sqlText("doom-ids"), { ids: listValue(ids) }, { types: { ids: LIST(INTEGER) } });
    await this.engine.run(sqlText("forget", { table: name }));
  }

  async forgetPartition({ name, dateColumn }: LedgerTable, { company, month }: Partition): Promise<void> {
    await this.engine.run(sqlText("doom-partition", { table: name, date: dateColumn }), { company, month });
    await this.engine.run(sqlText("forget", { table: name }));
  }

  async rows(sql: string): Promise<ResultRow[]> {
    return this.engine.rows(sqlText(sql));
  }

  /** Partitions whose file no longer holds what it should. */
  async touched({ name, dateColumn }: LedgerTable): Promise<Partition[]> {
    const rows = await this.engine.rows(sqlText("touched", { table: name, date: dateColumn }));
    return rows.map(({ company, month }) => ({ company: Number(company), month: String(month) }));
  }

  async discard(): Promise<void> {
    this.engine.close();
    await rm(this.#folder, { recursive: true, force: true });
  }
}
