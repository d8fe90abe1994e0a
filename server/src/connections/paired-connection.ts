import { type Identity, type IdentityParts, listConnections, whyNotConnected } from "../identity/index.ts";
import type { Caller } from "../platform/access/caller.ts";
import type { Directory, Entry } from "./types.ts";

/** Where people sign in, each reads the Odoo that he comes from: it was paired, and no other is shown to him. */
export class PairedConnection implements Directory {
  readonly #parts: IdentityParts;
  readonly #identity: Identity;

  constructor(parts: IdentityParts, identity: Identity) {
    this.#parts = parts;
    this.#identity = identity;
  }

  async list({ tenant }: Caller): Promise<readonly Entry[]> {
    const own = await this.#own(tenant);
    if (!own) return [];
    const { url, database, dbUuid } = own;
    return [{ id: dbUuid, name: database, kind: "paired", url, database, source: "live", paused: false, tenant }];
  }

  connect(caller: Caller, _entry: Entry, signal: AbortSignal) {
    return this.#identity.connect(caller, signal);
  }

  async paired({ tenant }: Caller): Promise<boolean | null> {
    const own = await this.#own(tenant);
    return own ? (await whyNotConnected(this.#parts, own)) === null : null;
  }

  async #own(tenant: Caller["tenant"]) {
    return (await listConnections(this.#parts.database)).find((one) => one.tenant === tenant);
  }
}
