import { connection, type SqlRow, sql } from "./sql.ts";

/** A database for Sextant on the PostgreSQL beside Odoo: made in no time, where the embedded one takes seconds. */
export interface OwnDatabase {
  /** For `DATABASE_URL`. */
  readonly url: string;
  /** One statement, past row-level security. */
  sql(text: string, params?: readonly unknown[]): Promise<SqlRow[]>;
  drop(): Promise<void>;
}

let made = 0;

/** Makes one, of a name that no other has. */
export async function ownDatabase(purpose: string): Promise<OwnDatabase> {
  made += 1;
  const name = `sextant_${purpose}_${process.pid}_${made}`;
  await sql("postgres", `create database ${name}`);
  const { host, port, user, password } = connection(name);
  const url = new URL(`postgresql://${host}:${port}/${name}`);
  url.username = String(user);
  url.password = String(password);
  return {
    url: url.href,
    sql: (text, params) => sql(name, text, params),
    async drop() {
      await sql("postgres", `drop database if exists ${name} with (force)`);
    },
  };
}
