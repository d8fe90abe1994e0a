import {
  type ConnectionHealth,
  type ConnectionInfo,
  connectionDraft,
  connectionHealth,
  connectionInfo,
  connectionSync,
  me,
  SextantError,
} from "@sextant/contracts";
import { z } from "zod";
import { connectTo, hasLake, lakeDir, lakeInfo, syncLake } from "../odoo/index.ts";
import type { Caller } from "../platform/access/caller.ts";
import type { Config } from "../platform/config.ts";
import { type Operation, operation } from "../platform/http/operation.ts";
import { checkConnection } from "./check-connection.ts";
import type { ConnectionsHere } from "./connections-here.ts";
import type { KeptConnections } from "./kept-connections.ts";
import type { SyncRuns } from "./sync-runs.ts";
import type { Directory, Entry } from "./types.ts";

const done = z.object({ done: z.literal(true) });
const DONE = { done: true } as const;
const UNKNOWN = "No connection has this id. It may have been removed.";

/** What the person at this machine may do with connections beyond looking at them. */
export interface ConnectionsOfThisMachine {
  readonly here: ConnectionsHere;
  readonly kept: KeptConnections;
  readonly runs: SyncRuns;
  readonly config: Config;
  /** Closes what is open of a connection that was changed, so that the next question opens it anew. */
  readonly reopen: (entry: Entry) => void;
}

/**
 * Routes of connections: which there are, how each is, and on one's own machine adding, testing, changing, removing and copying them.
 *
 * @param own Null where people sign in: there an Odoo is connected from its own settings.
 */
export function connectionOperations(directory: Directory, own: ConnectionsOfThisMachine | null): readonly Operation[] {
  const looked = new Map<string, ConnectionHealth>();
  const keyOf = ({ tenant, id }: Entry) => `${tenant}\n${id}`;
  const find = async (caller: Caller, id: string | undefined): Promise<Entry> => {
    const entry = (await directory.list(caller)).find((one) => one.id === id);
    if (entry) return entry;
    throw new SextantError("not_found", UNKNOWN);
  };
  const infoOf = async (entry: Entry): Promise<ConnectionInfo> => {
    const { tenant, ...shown } = entry;
    return {
      ...shown,
      health: looked.get(keyOf(entry)) ?? null,
      copy: own ? await copyOf(own, entry) : null,
      sync: own?.runs.state(entry.id) ?? null,
    };
  };
  return [
    operation({
      method: "get",
      path: "/api/me",
      summary: "Who uses the console, what he may do, and among which Odoos he chooses",
      access: "signed-in",
      reply: { schema: me },
      async handle({ caller }) {
        const entries = await directory.list(caller);
        return {
          person: caller.session === null ? null : { id: caller.userId, login: caller.login },
          permissions: [...caller.permissions],
          connections: entries.map(({ id, name, paused }) => ({ id, name, paused })),
          connection: entries.find(({ tenant }) => tenant === caller.tenant)?.id ?? "",
        };
      },
    }),
    operation({
      method: "get",
      path: "/api/connections",
      summary: "The Odoos that Sextant reads, as they were when last looked at",
      access: "manage-connection",
      reply: { schema: z.object({ connections: z.array(connectionInfo), mayAdd: z.boolean() }) },
      handle: async ({ caller }) => ({
        connections: await Promise.all((await directory.list(caller)).map(infoOf)),
        mayAdd: own !== null,
      }),
    }),
    operation({
      method: "get",
      path: "/api/connections/:id/health",
      summary: "Looks at an Odoo now: reached, version, transport, module, key",
      access: "manage-connection",
      reply: { schema: connectionHealth },
      async handle({ caller, params, signal }) {
        const entry = await find(caller, params.id);
        if (entry.kind === "demo")
          throw new SextantError("bad_usage", "The demo company is part of Sextant: there is no Odoo to look at.");
        const health = await checkConnection(
          async (within) => {
            const client = await directory.connect(caller, entry, within);
            if (client) return client;
            throw new SextantError("not_configured", "No Odoo is configured: these books are a copy.");
          },
          { paired: () => directory.paired(caller, entry), signal },
        );
        looked.set(keyOf(entry), health);
        return health;
      },
    }),
    ...(own ? operationsHere(own, find) : []),
  ];
}

/** The synced copy of an entry; null where there is none, or it cannot be read. */
async function copyOf(
  { config }: Pick<ConnectionsOfThisMachine, "config">,
  entry: Entry,
): Promise<ConnectionInfo["copy"]> {
  if (entry.kind === "demo" || entry.url === null || entry.database === null) return null;
  const place = { data: config.data, odoo: { url: entry.url, database: entry.database, key: "" } };
  if (!hasLake(place)) return null;
  const { syncedAt, items } = await lakeInfo(lakeDir(place));
  return { syncedAt, items };
}

function operationsHere(
  { kept, runs, config, reopen, here }: ConnectionsOfThisMachine,
  find: (caller: Caller, id: string | undefined) => Promise<Entry>,
): readonly Operation[] {
  /** A kept one: what the environment configures is changed there. */
  const keptOf = async (caller: Caller, id: string | undefined): Promise<Entry> => {
    const entry = await find(caller, id);
    if (entry.kind === "kept") return entry;
    throw new SextantError(
      "bad_usage",
      `"${entry.name}" comes from the environment (SEXTANT_ODOO_URL and what belongs to it). Change it there and restart.`,
    );
  };
  /** @throws SextantError with the reason when Odoo does not let this login and key in. */
  const test = async (draft: Parameters<KeptConnections["settingsOf"]>[0], signal: AbortSignal) => {
    const settings = kept.settingsOf(draft);
    const health = await checkConnection((within) => connectTo(settings, within), { signal });
    if (health.error === null && health.login !== null && health.login !== draft.login)
      throw new SextantError("bad_usage", `The key is ${health.login}'s, not ${draft.login}'s. Correct the login.`);
    return health;
  };
  const tested = async (draft: Parameters<KeptConnections["settingsOf"]>[0], signal: AbortSignal): Promise<void> => {
    const { error } = await test(draft, signal);
    if (error) throw new SextantError(error.code, error.message);
  };
  return [
    operation({
      method: "post",
      path: "/api/connections/test",
      summary: "Tries an Odoo before it is kept",
      access: "manage-connection",
      body: connectionDraft.omit({ name: true }),
      reply: { schema: connectionHealth },
      handle: ({ body, signal }) => test(body, signal),
    }),
    operation({
      method: "post",
      path: "/api/connections",
      summary: "Keeps another Odoo, if it lets this login and key in",
      access: "manage-connection",
      body: connectionDraft,
      reply: { status: 201, schema: z.object({ id: z.string() }) },
      async handle({ body, signal }) {
        const { first } = here;
        if (first.url === kept.address(body.url) && first.database === body.database)
          throw new SextantError("bad_usage", `${body.database} is the configured Odoo already.`);
        await tested(body, signal);
        return { id: await kept.add(body) };
      },
    }),
    operation({
      method: "post",
      path: "/api/connections/:id/change",
      summary: "Renames, pauses or resumes a connection, or has its synced copy read",
      access: "manage-connection",
      body: z.strictObject({
        name: connectionDraft.shape.name.optional(),
        paused: z.boolean().optional(),
        source: z.enum(["live", "lake"]).optional(),
      }),
      reply: { schema: done },
      async handle({ caller, params, body }) {
        const entry = await keptOf(caller, params.id);
        if (body.source === "lake" && !(await copyOf({ config }, entry)))
          throw new SextantError("bad_usage", "There is no synced copy yet. Sync first.");
        await kept.change(entry.id, body);
        if (body.paused === true) await runs.cancel(entry.id);
        reopen(entry);
        return DONE;
      },
    }),
    operation({
      method: "post",
      path: "/api/connections/:id/key",
      summary: "Gives a connection another key, if Odoo lets it in",
      access: "manage-connection",
      body: connectionDraft.pick({ login: true, key: true }),
      reply: { schema: done },
      async handle({ caller, params, body, signal }) {
        const entry = await keptOf(caller, params.id);
        await tested({ ...body, url: entry.url ?? "", database: entry.database ?? "" }, signal);
        await kept.rekey(entry.id, body);
        reopen(entry);
        return DONE;
      },
    }),
    operation({
      method: "post",
      path: "/api/connections/:id/remove",
      summary: "Forgets a connection and its key",
      access: "manage-connection",
      body: z.strictObject({ name: z.string().describe("Its name, typed again") }),
      reply: { schema: done },
      async handle({ caller, params, body }) {
        const entry = await keptOf(caller, params.id);
        if (body.name !== entry.name)
          throw new SextantError("bad_usage", `This connection is called "${entry.name}". Type its name to confirm.`);
        await runs.cancel(entry.id);
        await kept.remove(entry.id);
        reopen(entry);
        return DONE;
      },
    }),
    operation({
      method: "post",
      path: "/api/connections/:id/sync",
      summary: "Begins to copy the ledger of an Odoo, or what changed in it",
      access: "manage-connection",
      reply: { status: 202, schema: connectionSync },
      async handle({ caller, params }) {
        const entry = await find(caller, params.id);
        if (entry.paused) throw new SextantError("not_configured", `"${entry.name}" is paused. Resume it first.`);
        const odoo =
          entry.kind === "kept" ? await kept.open(entry.id) : entry.kind === "configured" ? config.odoo : null;
        if (odoo === null) throw new SextantError("bad_usage", "The demo company has nothing to copy.");
        return runs.start(entry.id, async (signal, onProgress) => {
          const client = await connectTo(odoo, signal);
          try {
            await syncLake({ client, dir: lakeDir({ data: config.data, odoo }), signal, onProgress });
          } finally {
            await client.close();
          }
          if (entry.source === "lake") reopen(entry);
        });
      },
    }),
    operation({
      method: "post",
      path: "/api/connections/:id/cancel-sync",
      summary: "Stops the copying; the earlier copy stays",
      access: "manage-connection",
      reply: { schema: z.object({ cancelled: z.boolean() }) },
      handle: async ({ caller, params }) => ({ cancelled: await runs.cancel((await find(caller, params.id)).id) }),
    }),
  ];
}
