import { randomUUID } from "node:crypto";
import { type ConnectionDraft, SextantError } from "@sextant/contracts";
import { INSTALLATION, keepCredential, readCredential, type Vault } from "../identity/index.ts";
import type { OdooSettings } from "../platform/config.ts";
import { type Database, type SqlRow, tenantOf } from "../platform/database/database.ts";
import { type Guard, portOf } from "../platform/egress/guard.ts";
import type { Entry } from "./types.ts";

const COLUMNS = "id, name, url, database, login, source, paused";
const keyIdOf = (id: string) => `connection:${id}`;
const UNKNOWN = "No connection has this id. It may have been removed.";

export interface KeptParts {
  readonly database: Database;
  readonly vault: Vault;
  readonly guard: Guard;
  /** False while the database was never used: looking must not make one. */
  readonly mayHoldRows: () => boolean;
}

/** What a person may change of a kept connection without another look at Odoo. */
export interface KeptChange {
  readonly name?: string | undefined;
  readonly paused?: boolean | undefined;
  readonly source?: "live" | "lake" | undefined;
}

/** The Odoos that the person at this machine has added, and their sealed keys. */
export class KeptConnections {
  readonly #parts: KeptParts;

  constructor(parts: KeptParts) {
    this.#parts = parts;
  }

  async list(): Promise<readonly Entry[]> {
    if (!this.#parts.mayHoldRows()) return [];
    const rows = await this.#parts.database.query(
      INSTALLATION,
      `select ${COLUMNS} from kept_connection order by created_at, id`,
    );
    return rows.map(entryIn);
  }

  /**
   * The address as it is kept, once it may be contacted.
   *
   * @throws SextantError `address_refused`.
   */
  address(text: string): string {
    const url = this.#parts.guard.check(text.includes("://") ? text : `https://${text}`);
    return `${url.origin}${url.pathname}`.replace(/\/+$/, "");
  }

  /** How a draft is opened, before anything is kept. */
  settingsOf({ url, database, login, key }: Omit<ConnectionDraft, "name">): OdooSettings {
    const address = this.address(url);
    return { url: address, database, login, key, lookup: this.#parts.guard.lookup(portOf(new URL(address))) };
  }

  /** How a kept connection is opened. */
  async open(id: string): Promise<OdooSettings> {
    const { database, vault } = this.#parts;
    const [row, key] = await database.transaction(INSTALLATION, async (session) => {
      const [found] = await session.query(`select ${COLUMNS} from kept_connection where id = $1`, [id]);
      return [found, await readCredential(session, vault, INSTALLATION, keyIdOf(id), new Date())] as const;
    });
    if (!row || key === null) throw new SextantError("not_found", UNKNOWN);
    return this.settingsOf({ url: String(row.url), database: String(row.database), login: String(row.login), key });
  }

  /** Keeps a connection that was tested. */
  async add(draft: ConnectionDraft): Promise<string> {
    const id = randomUUID();
    const { database, vault } = this.#parts;
    const url = this.address(draft.url);
    await database.transaction(INSTALLATION, async (session) => {
      const [same] = await session.query("select name from kept_connection where url = $1 and database = $2", [
        url,
        draft.database,
      ]);
      if (same)
        throw new SextantError(
          "bad_usage",
          `${draft.database} at ${url} is connected as "${same.name}" already. Give that one another key instead.`,
        );
      await session.query(
        "insert into kept_connection (id, name, url, database, login, source, created_at) values ($1, $2, $3, $4, $5, 'live', $6)",
        [id, draft.name, url, draft.database, draft.login, new Date()],
      );
      await keepCredential(session, vault, INSTALLATION, keyOf(id, draft.key));
    });
    return id;
  }

  change(id: string, { name, paused, source }: KeptChange): Promise<void> {
    return this.#update(id, "name = coalesce($2, name), paused = coalesce($3, paused), source = coalesce($4, source)", [
      name ?? null,
      paused ?? null,
      source ?? null,
    ]);
  }

  /** Another key, tested already, in the place of the one before. */
  async rekey(id: string, { login, key }: Pick<ConnectionDraft, "login" | "key">): Promise<void> {
    const { database, vault } = this.#parts;
    await database.transaction(INSTALLATION, async (session) => {
      const [known] = await session.query("update kept_connection set login = $2 where id = $1 returning id", [
        id,
        login,
      ]);
      if (!known) throw new SextantError("not_found", UNKNOWN);
      await keepCredential(session, vault, INSTALLATION, keyOf(id, key));
    });
  }

  /** Forgets a connection and its key. What was asked and proposed there stays under its tenant. */
  async remove(id: string): Promise<void> {
    const gone = await this.#parts.database.transaction(INSTALLATION, async (session) => {
      await session.query("delete from credential where id = $1", [keyIdOf(id)]);
      return session.query("delete from kept_connection where id = $1 returning id", [id]);
    });
    if (gone.length === 0) throw new SextantError("not_found", UNKNOWN);
  }

  async #update(id: string, set: string, values: readonly (string | boolean | null)[]): Promise<void> {
    const changed = this.#parts.mayHoldRows()
      ? await this.#parts.database.query(INSTALLATION, `update kept_connection set ${set} where id = $1 returning id`, [
          id,
          ...values,
        ])
      : [];
    if (changed.length === 0) throw new SextantError("not_found", UNKNOWN);
  }
}

const keyOf = (id: string, secret: string) => ({
  id: keyIdOf(id),
  userId: 0,
  kind: "connection",
  secret,
  expiresAt: null,
});

function entryIn(row: SqlRow): Entry {
  const [url, database] = [String(row.url), String(row.database)];
  return {
    id: String(row.id),
    name: String(row.name),
    kind: "kept",
    url,
    database,
    source: row.source === "lake" ? "lake" : "live",
    paused: row.paused === true,
    tenant: tenantOf({ url, database }),
  };
}
