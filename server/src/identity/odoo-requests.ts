import { createHash, randomBytes } from "node:crypto";
import { BRIDGE_VERSION, otherBridgeVersion, SextantError } from "@sextant/contracts";
import type { ConnectionOptions, OdooClient } from "@sextant/odoo-client";
import { portOf } from "../platform/egress/guard.ts";
import { send, sendForJson } from "../platform/egress/send.ts";
import type { IdentityParts } from "./parts.ts";
import { signText } from "./signing-keys.ts";
import type { Connection, SessionKind } from "./types.ts";

const ROOT = "/sextant/v1";

type Known = Pick<Connection, "url" | "database">;

/**
 * What the module at an address says of itself; nothing of it is believed yet.
 *
 * @throws SextantError `no_database` where there is an Odoo without this database, or this database without the module, and what `send` throws.
 */
export async function askWellKnown({ guard }: IdentityParts, { url, database }: Known): Promise<unknown> {
  const asked = { method: "GET", url: `${url}${ROOT}/.well-known`, headers: { "x-odoo-database": database } } as const;
  const reply = await send(guard, asked);
  if (reply.status === 404 || reply.status === 303)
    throw new SextantError(
      "no_database",
      `${url} serves no database "${database}" with the module Sextant. Check the name, and that the module is installed there.`,
    );
  if (reply.status !== 200) return null;
  try {
    return JSON.parse(reply.text);
  } catch {
    return null;
  }
}

/** A request to Odoo that this server signs: over method, path, body, time and a nonce. */
export async function askSigned(
  parts: IdentityParts,
  { url, database }: Known,
  name: string,
  body: object,
): Promise<{ readonly status: number; readonly json: unknown }> {
  const keys = await parts.keys();
  const text = JSON.stringify(body);
  const stamp = String(Math.floor(parts.now().getTime() / 1000));
  const nonce = randomBytes(16).toString("base64url");
  const path = `${ROOT}/${name}`;
  const digest = createHash("sha256").update(text).digest("hex");
  return sendForJson(parts.guard, {
    method: "POST",
    url: `${url}${path}`,
    headers: {
      "content-type": "application/json",
      "x-odoo-database": database,
      "sextant-timestamp": stamp,
      "sextant-nonce": nonce,
      "sextant-signature": signText(keys.private, ["POST", path, digest, stamp, nonce].join("\n")),
    },
    body: text,
  });
}

/** A request of one of the module's own routes with a key of a person. */
export function askAs(
  { guard }: Pick<IdentityParts, "guard">,
  { url, database }: Known,
  key: string,
  name: string,
  body: object,
): Promise<{ readonly status: number; readonly json: unknown }> {
  return sendForJson(guard, {
    method: "POST",
    url: `${url}${ROOT}/${name}`,
    headers: { "content-type": "application/json", "x-odoo-database": database, authorization: `bearer ${key}` },
    body: JSON.stringify(body),
  });
}

/** How a person's credential is used: a key of the bridge opens the bridge alone, a personal key Odoo's own API. */
export function connectionOptions(
  parts: Pick<IdentityParts, "guard" | "keys">,
  { url, database }: Known,
  { kind, login, secret }: { readonly kind: SessionKind; readonly login: string; readonly secret: string },
): ConnectionOptions {
  const checked = parts.guard.check(url);
  const shared = { url, database, login, secret, lookup: parts.guard.lookup(portOf(checked)) };
  if (kind !== "bridge") return shared;
  return {
    ...shared,
    transport: "bridge",
    bridge: {
      approve: async (sha256, key, userId) =>
        signText((await parts.keys()).private, ["approval", sha256, key, String(userId)].join("\n")),
    },
  };
}

export interface Standing {
  readonly role: string;
  readonly groupsHash: string;
}

/** Groups of the module in Odoo, and the roles of Sextant that they mean. */
const ROLE_OF: Readonly<Record<string, string>> = {
  user: "member",
  approver: "member",
  administrator: "administrator",
};

/**
 * What a person may do here by what he is in Odoo, asked with his own key. Without the module, everybody who may use Odoo's API is a member.
 *
 * @throws SextantError `authentication`, `access` when Odoo does not let him in any more; `module_version`.
 */
export async function standingOf(client: OdooClient, signal?: AbortSignal): Promise<Standing> {
  try {
    const said = (await client.call("read", "sextant.bridge", "about", {}, signal ? { signal } : {})) as {
      version?: unknown;
      role?: unknown;
      groups_hash?: unknown;
    };
    if (client.info.transport === "bridge" && said.version !== BRIDGE_VERSION)
      throw otherBridgeVersion(Number(said.version));
    const role = ROLE_OF[String(said.role)] ?? (client.info.transport === "bridge" ? "" : "reader");
    return { role, groupsHash: String(said.groups_hash ?? "") };
  } catch (error) {
    const known = error instanceof SextantError && ["unknown_method", "business"].includes(error.code);
    if (!known || client.info.transport === "bridge") throw error;
    return { role: "member", groupsHash: "" };
  }
}
