import { SextantError } from "@sextant/contracts";
import { connectTo } from "../odoo/index.ts";
import type { Config, OdooSettings } from "../platform/config.ts";
import type { KeptConnections } from "./kept-connections.ts";
import { tenantHere } from "./tenant-here.ts";
import type { Directory, Entry } from "./types.ts";

/** The Odoos of the person at this machine: the configured one or the demo company first, then those that he has added. */
export class ConnectionsHere implements Directory {
  readonly #config: Config;
  readonly #kept: KeptConnections;
  readonly first: Entry;

  constructor(config: Config, kept: KeptConnections) {
    this.#config = config;
    this.#kept = kept;
    const { odoo, source } = config;
    const demo = { id: "demo", name: "Demo company", kind: "demo", url: null, database: null, source: "demo" } as const;
    this.first =
      odoo && source !== "demo"
        ? {
            id: "configured",
            name: odoo.database,
            kind: "configured",
            url: odoo.url,
            database: odoo.database,
            source,
            paused: false,
            tenant: tenantHere(config),
          }
        : { ...demo, source: source === "lake" ? "lake" : "demo", paused: false, tenant: tenantHere(config) };
  }

  async list(): Promise<readonly Entry[]> {
    const kept = await this.#kept.list();
    return [this.first, ...kept.filter(({ tenant }) => tenant !== this.first.tenant)];
  }

  /** The entry with an id; the first where none is named. The database is not asked for it. */
  async find(id: string | undefined): Promise<Entry> {
    if (id === undefined || id === this.first.id) return this.first;
    const entry = (await this.#kept.list()).find((one) => one.id === id);
    if (entry) return entry;
    throw new SextantError("not_found", "No connection has this id. It may have been removed.");
  }

  /** The configuration as it would be if this entry were the configured Odoo. */
  async configOf(entry: Entry): Promise<Config> {
    if (entry.kind !== "kept") return this.#config;
    if (entry.paused)
      throw new SextantError(
        "not_configured",
        `The connection "${entry.name}" is paused. Resume it on the page Connections.`,
      );
    return {
      ...this.#config,
      odoo: await this.#kept.open(entry.id),
      source: entry.source === "lake" ? "lake" : "live",
    };
  }

  async connect(_caller: unknown, entry: Entry, signal: AbortSignal) {
    const odoo: OdooSettings | null = entry.kind === "kept" ? await this.#kept.open(entry.id) : this.#config.odoo;
    return entry.kind === "demo" || odoo === null ? null : connectTo(odoo, signal);
  }

  async paired(): Promise<null> {
    return null;
  }
}
