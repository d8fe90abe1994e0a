import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "@sextant/odoo-client";
import { type OpenBooks, openLake, openLive, syncLake } from "../../server/src/odoo/index.ts";
import type { Template } from "../odoo/home.ts";
import { type Oracle, openOracle } from "../odoo/oracle/oracle.ts";
import { type RunningOdoo, sharedOdoo } from "../odoo/real-odoo.ts";
import { volumeLake } from "./kept-lake.ts";

/** The books of one database by both sources, and the oracle that knows what they must say. */
export interface Books {
  readonly odoo: RunningOdoo;
  readonly live: OpenBooks;
  readonly lake: OpenBooks;
  readonly oracle: Oracle;
  close(): Promise<void>;
}

/** Opens the shared Odoo of a template live, and a lake that is synced from it: now, or, of the million items, by this version of the code. */
export async function openBooks(template: Exclude<Template, "demo14">): Promise<Books> {
  const odoo = await sharedOdoo(template);
  const client = await connect({ url: odoo.url, database: odoo.database, login: odoo.login, secret: odoo.key });
  const sync = (dir: string) => syncLake({ client, dir });
  const kept = template === "volume" ? await volumeLake(sync) : null;
  const folder = kept ?? (await mkdtemp(join(tmpdir(), "sextant-books-")));
  if (kept === null) await sync(folder);
  const [live, lake, oracle] = [openLive(client), await openLake(folder), openOracle(odoo)];
  return {
    odoo,
    live,
    lake,
    oracle,
    async close() {
      await Promise.all([live.close(), lake.close(), oracle.close()]);
      if (kept === null) await rm(folder, { recursive: true, force: true });
    },
  };
}
