import { connect, type OdooClient } from "@sextant/odoo-client";
import { type OpenBooks, openLive } from "../../../server/src/odoo/index.ts";
import { SUBJECTS_IN_SQL } from "../../contract/semantics-sql.ts";
import { openOracle } from "../../odoo/oracle/oracle.ts";
import type { RunningOdoo, TestUser } from "../../odoo/real-odoo.ts";
import type { BooksOracle } from "../oracle/books-oracle.ts";
import type { Place } from "./place.ts";

interface Opened {
  readonly client: OdooClient;
  readonly books: OpenBooks;
}

/** A running Odoo as a place: read live as each user, and known by SQL on its tables. */
export async function odooPlace(
  odoo: RunningOdoo,
  users: Readonly<Record<string, TestUser>>,
  closing: () => Promise<void> = async () => undefined,
  oracle: BooksOracle = openOracle(odoo),
): Promise<Place> {
  const opened = new Map<string, Promise<Opened>>();
  const openAs = (as: string) => {
    const known = opened.get(as) ?? enter(odoo, users, as);
    opened.set(as, known);
    return known;
  };
  return {
    open: async (as) => (await openAs(as)).books,
    client: async (as) => (await openAs(as)).client,
    oracle,
    async partner(name) {
      const [row] = await odoo.sql("select id from res_partner where name = $1", [name]);
      if (row === undefined) throw new Error(`no partner is called ${name}`);
      return Number(row.id);
    },
    async records({ subject: name, measure, by, sql }, company) {
      const subject = SUBJECTS_IN_SQL[name];
      const [expression = "", where = "true", unit = "null::integer"] = subject?.measures[measure] ?? [];
      if (subject === undefined || expression === "") throw new Error(`no SQL for ${measure} of ${name}`);
      const { books } = await openAs("admin");
      const local = (text: string) =>
        text.replace(/\{(.*?)\}/g, `($1 at time zone 'UTC' at time zone '${books.records.zone}')`);
      const keys = by.map((asked) => {
        const [dimension = "", grain] = asked.split(":");
        const column = local(subject.dimensions[dimension] ?? "");
        if (column === "") throw new Error(`no SQL for ${dimension} of ${name}`);
        return grain === undefined ? `(${column})::text` : `date_trunc('${grain}', ${column})::date::text`;
      });
      const grouped = [...keys, `(${unit})::text`];
      const owned = `(r.company_id = ${company}${subject.shared ? " or r.company_id is null" : ""})`;
      const rows = await odoo.sql(
        `select array[${grouped.join(", ")}] as keys, (${local(expression)})::text as value from ${local(subject.from)} ` +
          `where ${owned} and ${where} and ${local(sql)} group by ${grouped.join(", ")}`,
      );
      return rows.map(({ keys: found, value }) => ({
        keys: JSON.stringify((found as readonly unknown[]).slice(0, by.length)),
        value: Number(value ?? 0).toFixed(4),
      }));
    },
    async close() {
      await oracle.close();
      await Promise.all([...opened.values()].map(async (one) => (await one.catch(() => null))?.books.close()));
      await closing();
    },
  };
}

async function enter(odoo: RunningOdoo, users: Readonly<Record<string, TestUser>>, as: string): Promise<Opened> {
  const user = users[as];
  if (user === undefined) throw new Error(`no user is called ${as}`);
  const client = await connect({ url: odoo.url, database: odoo.database, login: user.login, secret: user.key });
  return { client, books: openLive(client) };
}
