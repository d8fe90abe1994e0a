import { isSextantError, type Proposal, SextantError } from "@sextant/contracts";
import { type ConnectionOptions, connect, type OdooClient } from "@sextant/odoo-client";
import type { Request, Response } from "express";
import type { Caller } from "../platform/access/caller.ts";
import { permissionsOf } from "../platform/access/role.ts";
import { appendAudit } from "../platform/audit/audit.ts";
import { signAuditHead } from "../platform/audit/export.ts";
import type { TenantId } from "../platform/database/database.ts";
import type { Identified } from "../platform/http/operation.ts";
import { noteRole } from "./admit-person.ts";
import { findConnection, listConnections } from "./connections.ts";
import { readCredential } from "./credentials.ts";
import { signedOut } from "./errors.ts";
import { askAs, connectionOptions, standingOf } from "./odoo-requests.ts";
import type { IdentityParts } from "./parts.ts";
import { keepPerson, roleOf } from "./people.ts";
import { personClients } from "./person-pool.ts";
import { BUCKETS, forgetOldBuckets, takeTokens } from "./rate-limits.ts";
import { endSession, findSession } from "./sessions.ts";
import { verifyAccess } from "./tokens.ts";
import { INSTALLATION, type SignedIn } from "./types.ts";
import { SessionWatch } from "./watch-sessions.ts";

const HOUR_MS = 3_600_000;
const ORIGINS_MS = 60_000;
/** Rights in Odoo are asked for anew after so long, at the latest. */
const STANDING_MS = 300_000;
/** While a stream is open; it ends within five seconds of a revocation. */
const WATCH_MS = 2_500;

/** Refusals of Odoo that mean: this key opens nothing any more. */
const ENDED: readonly string[] = ["authentication", "access"];

/** Who is signed in, as whom Odoo is opened, and when that ends. */
export class Identity {
  readonly #parts: IdentityParts;
  readonly #clients = personClients();
  readonly #watch: SessionWatch;
  readonly #asked = new Map<string, number>();
  readonly #timers: NodeJS.Timeout[] = [];
  #origins: ReadonlySet<string> = new Set();

  constructor(parts: IdentityParts, watchMs = WATCH_MS) {
    this.#parts = parts;
    this.#watch = new SessionWatch({ everyMs: watchMs, goesOn: (tenant, id) => this.#goesOn(tenant, id) });
  }

  /** Reads what is connected, and begins to keep house. */
  async start(onError: (error: unknown) => void): Promise<void> {
    await this.readOrigins();
    const every = (ms: number, work: () => Promise<unknown>) =>
      this.#timers.push(setInterval(() => void work().catch(onError), ms).unref());
    every(ORIGINS_MS, () => this.readOrigins());
    every(HOUR_MS, () => this.#hourly());
  }

  /** Whether pages of an origin may call: those of the connected Odoos, and no others. */
  readonly isOrigin = (origin: string): boolean => this.#origins.has(origin);

  async readOrigins(): Promise<void> {
    const connections = await listConnections(this.#parts.database);
    this.#origins = new Set(connections.map(({ url }) => new URL(url).origin));
  }

  /** Who calls by the access token of a request; null when it shows none. */
  readonly identify = async (request: Request, response: Response): Promise<Identified | null> => {
    const token = /^bearer (\S+)$/i.exec(request.headers.authorization ?? "")?.[1];
    if (token === undefined) return null;
    const { database, keys, now } = this.#parts;
    const named = await verifyAccess(await keys(), token, now());
    if (!named) throw signedOut();
    const { tenant, sid } = named;
    const signedIn = await database.transaction(tenant, (session) => findSession(session, tenant, sid, now()));
    if (!signedIn) throw signedOut();
    const { userId } = signedIn.person;
    await takeTokens(
      database,
      tenant,
      [
        [`person:${userId}`, BUCKETS.person],
        ["tenant", BUCKETS.tenant],
      ],
      now(),
    );
    const person = await this.#standing(signedIn);
    const held = this.#watch.hold(tenant, sid);
    response.once("close", held.release);
    const caller: Caller = {
      tenant,
      userId,
      login: person.login,
      permissions: permissionsOf(roleOf(person)),
      session: sid,
    };
    return { caller, ended: held.ended, note: (what, facts) => this.note(caller, what, facts) };
  };

  /** Adds what a person did to the audit of his tenant. */
  note({ tenant, userId, login }: Caller, what: string, facts: Readonly<Record<string, unknown>>): Promise<void> {
    const { database, now } = this.#parts;
    return database.transaction(tenant, (session) =>
      appendAudit(session, { at: now().toISOString(), actor: { id: userId, login }, what, facts }),
    );
  }

  /** The connection to Odoo that is kept for the caller, for small questions. */
  async client(caller: Caller): Promise<OdooClient> {
    return this.#client(await this.#signedIn(caller));
  }

  /** Another connection to Odoo as the caller; whoever asks for it closes it. */
  async connect(caller: Caller, signal?: AbortSignal): Promise<OdooClient> {
    return connect(await this.#options(await this.#signedIn(caller)), signal);
  }

  /** Tells the module in the caller's Odoo of proposals: those who may approve hear of them there. */
  async announce(caller: Caller, proposals: readonly Proposal[]): Promise<void> {
    const { kind, credential } = await this.#signedIn(caller);
    if (kind !== "bridge") {
      await (await this.client(caller)).call("write", "sextant.proposal", "mirror", { named: { proposals } });
      return;
    }
    const { database, vault, now } = this.#parts;
    const connection = await findConnection(database, caller.tenant);
    const key = await database.transaction(caller.tenant, (session) =>
      readCredential(session, vault, caller.tenant, credential, now()),
    );
    if (connection && key !== null) await askAs(this.#parts, connection, key, "announce", { proposals });
  }

  /** Ends a session, and what waits in it. */
  async end(tenant: TenantId, id: string, why: string): Promise<void> {
    const { database, now } = this.#parts;
    await database.transaction(tenant, (session) => endSession(session, tenant, id, why, now()));
    this.forget(tenant, id);
  }

  /** Closes what is open for a session that has ended. */
  forget(tenant: TenantId, id: string): void {
    this.#watch.end(tenant, id);
    this.#clients.drop(`${tenant}\n${id}`);
    this.#asked.delete(`${tenant}\n${id}`);
  }

  async close(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    this.#watch.close();
    await this.#clients.close();
  }

  async #signedIn({ tenant, session }: Caller): Promise<SignedIn> {
    const { database, now } = this.#parts;
    const signedIn = session && (await database.transaction(tenant, (one) => findSession(one, tenant, session, now())));
    if (!signedIn) throw signedOut();
    return signedIn;
  }

  /** The connection that asks whether a person is still who he was. */
  #client(signedIn: SignedIn): Promise<OdooClient> {
    const key = `${signedIn.person.tenant}\n${signedIn.id}`;
    return this.#clients.get(key, async () => connect(await this.#options(signedIn)));
  }

  async #options({ kind, credential, person: { tenant, login } }: SignedIn): Promise<ConnectionOptions> {
    const { database, vault, now } = this.#parts;
    const connection = await findConnection(database, tenant);
    const secret = await database.transaction(tenant, (session) =>
      readCredential(session, vault, tenant, credential, now()),
    );
    if (!connection || secret === null) throw signedOut();
    return connectionOptions(this.#parts, connection, { kind, login, secret });
  }

  /** The person as he stands in Odoo, asked anew from time to time. */
  async #standing(signedIn: SignedIn, force = false): Promise<SignedIn["person"]> {
    const { person, id } = signedIn;
    const { database, now } = this.#parts;
    const key = `${person.tenant}\n${id}`;
    const last = this.#asked.get(key);
    const since = last === undefined ? null : now().getTime() - last;
    // A clock that was set back makes it negative: asked anew.
    if (!force && since !== null && since >= 0 && since < STANDING_MS) return person;
    this.#asked.set(key, now().getTime());
    // Freshly signed in: Odoo was asked a moment ago.
    if (!force && last === undefined) return person;
    try {
      const { role, groupsHash } = await standingOf(await this.#client(signedIn));
      if (role === person.role && groupsHash === person.groupsHash) return person;
      const changed = { ...person, role, groupsHash };
      await database.transaction(person.tenant, async (session) =>
        noteRole(session, changed, (await keepPerson(session, changed, now())).before, now()),
      );
      return changed;
    } catch (error) {
      if (!isSextantError(error)) throw error;
      if (ENDED.includes(error.code)) {
        await this.end(person.tenant, id, "refused_by_odoo");
        throw signedOut();
      }
      // An Odoo that does not answer is no reason to send anybody away: it is asked for everything anyway.
      return person;
    }
  }

  async #goesOn(tenant: TenantId, id: string): Promise<boolean> {
    const { database, now } = this.#parts;
    const signedIn = await database.transaction(tenant, (session) => findSession(session, tenant, id, now()));
    if (!signedIn) return false;
    try {
      return permissionsOf(roleOf(await this.#standing(signedIn, true))).size > 0;
    } catch (error) {
      if (error instanceof SextantError && error.code === "signed_out") return false;
      throw error;
    }
  }

  async #hourly(): Promise<void> {
    const { database, keys, now } = this.#parts;
    const { audit } = await keys();
    for (const { tenant } of await listConnections(database)) {
      await database.transaction(tenant, (session) => signAuditHead(session, tenant, audit, now()));
      await forgetOldBuckets(database, tenant, now());
      await database.query(tenant, "delete from session where coalesce(ended_at, expires_at) < $1", [
        new Date(now().getTime() - 30 * 24 * HOUR_MS),
      ]);
    }
    await forgetOldBuckets(database, INSTALLATION, now());
  }
}
