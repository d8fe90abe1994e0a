import { DuckDBDataChunk, type DuckDBValue } from "@duckdb/node-api";
import type { Column } from "./columns.ts";
import type { Connection } from "./engine.ts";

/** Rows of one DuckDB vector. */
const CHUNK = 2048;
/** Chunks handed over at once: DuckDB's own buffer is larger and lies outside its memory limit. */
const HANDED_OVER = 30;

/**
 * Appends rows to a table column by column, without an object per row of its own. The columns must be those of the table, in order.
 *
 * @returns `append` for each batch, and `close`, which makes the rows visible.
 */
export async function openWriter<Source>(connection: Connection, table: string, columns: readonly Column<Source>[]) {
  const appender = await connection.createAppender(table);
  const types = columns.map(({ type }) => type);
  const values: DuckDBValue[][] = columns.map(() => []);
  // One chunk for all rows: a chunk's memory lies outside the JavaScript heap, which would not hurry to collect a thousand of them.
  const chunk = DuckDBDataChunk.create(types);
  let chunks = 0;
  return {
    append(rows: readonly Source[]): void {
      for (let start = 0; start < rows.length; start += CHUNK) {
        const slice = rows.slice(start, start + CHUNK);
        chunk.reset();
        chunk.rowCount = slice.length;
        columns.forEach(({ read }, index) => {
          const column = values[index] ?? [];
          column.length = slice.length;
          slice.forEach((row, at) => {
            column[at] = read(row);
          });
          chunk.setColumnValues(index, column);
        });
        appender.appendDataChunk(chunk);
        if (++chunks % HANDED_OVER === 0) appender.flushSync();
      }
    },
    close(): void {
      appender.closeSync();
    },
  };
}
