import { z } from "zod";
import { errorBody } from "./error.ts";

/** What a look at an Odoo found, with the key that is kept for it. */
export const connectionHealth = z.object({
  checkedAt: z.string(),
  /** Null when Odoo let the person in; otherwise what happened and what to do. */
  error: errorBody.nullable(),
  /** e.g. `19.0`; null while Odoo was not reached. */
  version: z.string().nullable(),
  transport: z.string().nullable(),
  /** Whom the key belongs to, by Odoo. */
  login: z.string().nullable(),
  /** Of the module `sextant` there: `paired` with this server, `installed` only, `absent`, or not known. */
  module: z.enum(["paired", "installed", "absent", "unknown"]),
  /** When the key stops working. Odoo does not say which of a person's keys is used: with several of them it is the first to expire. */
  keyExpires: z.object({ at: z.string(), among: z.number().int() }).nullable(),
});
export type ConnectionHealth = z.infer<typeof connectionHealth>;

/** A copy of the ledger being made, or how the last one of this run of the server ended. */
export const connectionSync = z.object({
  state: z.enum(["running", "done", "cancelled", "failed"]),
  startedAt: z.string(),
  phase: z.string(),
  done: z.number().optional(),
  of: z.number().optional(),
  error: errorBody.nullable(),
});
export type ConnectionSync = z.infer<typeof connectionSync>;

/** An Odoo database that Sextant reads. */
export const connectionInfo = z.object({
  id: z.string(),
  name: z.string(),
  /** `configured` by the environment, `kept` by the page Connections, `paired` from Odoo where people sign in, or the embedded `demo` company. */
  kind: z.enum(["configured", "kept", "paired", "demo"]),
  url: z.string().nullable(),
  database: z.string().nullable(),
  /** Live, or the synced copy. */
  source: z.enum(["live", "lake", "demo"]),
  paused: z.boolean(),
  /** Of the last look since the server started; null before. */
  health: connectionHealth.nullable(),
  /** The synced copy, where there is one. */
  copy: z.object({ syncedAt: z.string(), items: z.number().int() }).nullable(),
  sync: connectionSync.nullable(),
});
export type ConnectionInfo = z.infer<typeof connectionInfo>;

const address = z.string().trim().min(1).max(300);

/** What is needed to read another Odoo. */
export const connectionDraft = z.strictObject({
  name: z.string().trim().min(1).max(80),
  url: address,
  database: z.string().trim().min(1).max(100),
  login: z.string().trim().min(1).max(200),
  key: z.string().trim().min(1).max(200),
});
export type ConnectionDraft = z.infer<typeof connectionDraft>;

/** Who uses the console, what he may do, and among which Odoos he chooses. */
export const me = z.object({
  /** Null where nobody signs in: the server is for the person at this machine. */
  person: z.object({ id: z.number().int(), login: z.string() }).nullable(),
  permissions: z.array(z.string()),
  connections: z.array(z.object({ id: z.string(), name: z.string(), paused: z.boolean() })),
  /** Which of them requests are about. */
  connection: z.string(),
});
export type Me = z.infer<typeof me>;

/** Header that says which connection a request is about; without it the first. */
export const CONNECTION_HEADER = "sextant-connection";
