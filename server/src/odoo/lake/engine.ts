import { DuckDBInstance, type DuckDBType, type DuckDBValue } from "@duckdb/node-api";
import { SextantError } from "@sextant/contracts";

/** Values of the named parameters of a statement. */
export type Parameters = Record<string, DuckDBValue>;
export type ResultRow = Record<string, DuckDBValue>;
export type Connection = Awaited<ReturnType<DuckDBInstance["connect"]>>;

export interface RunOptions {
  readonly signal?: AbortSignal | undefined;
  /** Types of the parameters that do not show it themselves: lists. */
  readonly types?: Record<string, DuckDBType>;
}

export interface EngineOptions {
  /** Database file; in memory when absent. */
  readonly file?: string;
  /** Memory DuckDB may use before it spills to `spill`, e.g. `256MB`. */
  readonly memory: string;
  /** Folder for what does not fit; DuckDB makes it when needed. */
  readonly spill: string;
}

/** One DuckDB in this process. A connection per use, so that an abort interrupts that use only. */
export class Engine {
  readonly #instance: DuckDBInstance;

  private constructor(instance: DuckDBInstance) {
    this.#instance = instance;
  }

  static async start({ file, memory, spill }: EngineOptions): Promise<Engine> {
    const engine = new Engine(
      await DuckDBInstance.create(file ?? ":memory:", {
        memory_limit: memory,
        temp_directory: spill,
        // Nothing is fetched from anywhere: parquet and json are built in.
        autoinstall_known_extensions: "false",
        autoload_known_extensions: "false",
        preserve_insertion_order: "false",
      }),
    );
    // Files are immutable, so their footers need reading only once.
    await engine.run("SET GLOBAL parquet_metadata_cache = true");
    return engine;
  }

  /** Rows of a statement: integers up to 32 bits as numbers, wider ones as bigints. */
  async rows(sql: string, parameters: Parameters = {}, options: RunOptions = {}): Promise<ResultRow[]> {
    return this.use(options.signal, async (connection) =>
      (await connection.runAndReadAll(sql, parameters, options.types)).getRowObjects(),
    );
  }

  async run(sql: string, parameters: Parameters = {}, options: RunOptions = {}): Promise<void> {
    await this.use(options.signal, (connection) => connection.run(sql, parameters, options.types));
  }

  /** Calls `use` with a connection of its own and closes it. */
  async use<T>(signal: AbortSignal | undefined, use: (connection: Connection) => Promise<T>): Promise<T> {
    if (signal?.aborted) throw aborted();
    const connection = await this.#instance.connect();
    const interrupt = () => connection.interrupt();
    signal?.addEventListener("abort", interrupt, { once: true });
    try {
      return await use(connection);
    } catch (error) {
      throw signal?.aborted ? aborted() : error;
    } finally {
      signal?.removeEventListener("abort", interrupt);
      connection.closeSync();
    }
  }

  close(): void {
    this.#instance.closeSync();
  }
}

function aborted(): SextantError {
  return new SextantError("aborted", "The work on the lake was cancelled.");
}
