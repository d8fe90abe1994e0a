import { readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { odooHome, savedSetting } from "./home.ts";

/** A row as `pg` returns it, with numeric, int8 and date left as text so that no figure passes through a float or a time zone. */
export type SqlRow = Record<string, string | number | boolean | null | readonly unknown[]>;

const asText = (value: string): string => value;
const DATE = 1082;

/** Connection parameters of the private PostgreSQL for one database. */
export function connection(database: string): pg.ClientConfig {
  const password = readFileSync(join(odooHome(), "pgpass"), "utf8").trim().split(":").at(-1) ?? "";
  const port = Number(process.env.ODOO_PGPORT ?? savedSetting("PGPORT") ?? 5819);
  return {
    host: "127.0.0.1",
    port,
    user: "odoo",
    password,
    database,
    // The planner knows nothing of the sizes of common table expressions; nested loops over them take minutes on the volume database.
    options: "-c enable_nestloop=off -c work_mem=128MB",
    types: {
      getTypeParser: ((oid: number, format?: "text" | "binary") =>
        oid === DATE ? asText : pg.types.getTypeParser(oid, format as "text")) as typeof pg.types.getTypeParser,
    },
  };
}

/**
 * Runs one statement on a database of the private PostgreSQL, past Odoo: the independent view of a test.
 * Numeric, bigint and date values come back as text.
 */
export async function sql(database: string, text: string, params: readonly unknown[] = []): Promise<SqlRow[]> {
  const client = new pg.Client(connection(database));
  await client.connect();
  try {
    return (await client.query(text, [...params])).rows as SqlRow[];
  } finally {
    await client.end();
  }
}
