import { existsSync } from "node:fs";
import { join } from "node:path";
import { SextantError } from "@sextant/contracts";
import type { LedgerSource } from "@sextant/ledger";
import { connect, type OdooClient } from "@sextant/odoo-client";
import type { Config, OdooSettings } from "../platform/config.ts";
import { projectFile } from "../platform/project-file.ts";
import { openLake } from "./lake-when-used.ts";
import { openLive } from "./live/index.ts";
import type { OpenBooks } from "./records/record-source.ts";

/** Folder of the saved demo company. */
export const demoCompanyDir = () => projectFile("server", "demo-company");

/** Folder of the lake: one per Odoo and database. */
export function lakeDir({ data, odoo }: Pick<Config, "data" | "odoo">): string {
  const name = odoo ? `${new URL(odoo.url).host}${new URL(odoo.url).pathname}/${odoo.database}` : "loaded";
  return join(data, "lake", name.replace(/[^\w.-]+/g, "_"));
}

/** Connects to the configured Odoo as its user. */
export function connectTo(odoo: OdooSettings, signal?: AbortSignal): Promise<OdooClient> {
  return connect(
    {
      url: odoo.url,
      database: odoo.database,
      secret: odoo.key,
      ...(odoo.login === undefined ? {} : { login: odoo.login }),
      ...(odoo.lookup === undefined ? {} : { lookup: odoo.lookup }),
    },
    signal,
  );
}

/** The configured Odoo, or a sentence on how to configure it. */
export function requireOdoo({ odoo }: Pick<Config, "odoo">): OdooSettings {
  if (odoo) return odoo;
  throw new SextantError(
    "not_configured",
    "No Odoo is configured. Set SEXTANT_ODOO_URL, SEXTANT_ODOO_DATABASE and SEXTANT_ODOO_KEY (in the environment or in a file .env).",
  );
}

/** Opens the books that the configuration names: the live Odoo, its lake, or the demo company. */
export async function openBooks(config: Config, signal?: AbortSignal): Promise<LedgerSource & Partial<OpenBooks>> {
  switch (config.source) {
    case "demo":
      return openLake(demoCompanyDir());
    case "lake":
      return openLake(lakeDir(config));
    case "live": {
      const client = await connectTo(requireOdoo(config), signal);
      return openLive(client);
    }
  }
}

/** Books that open at the first need and, after a failure, again at the next: an Odoo that was down does not need a restart here. */
export class Books {
  readonly #config: Config;
  #opening: ReturnType<typeof openBooks> | undefined;

  constructor(config: Config) {
    this.#config = config;
  }

  open(): ReturnType<typeof openBooks> {
    this.#opening ??= openBooks(this.#config).catch((error: unknown) => {
      this.#opening = undefined;
      throw error;
    });
    return this.#opening;
  }

  async close(): Promise<void> {
    const opening = this.#opening;
    this.#opening = undefined;
    await (await opening?.catch(() => undefined))?.close();
  }
}

/** Whether a lake has been synced for this configuration. */
export function hasLake(config: Pick<Config, "data" | "odoo">): boolean {
  return existsSync(join(lakeDir(config), "manifest.json"));
}
