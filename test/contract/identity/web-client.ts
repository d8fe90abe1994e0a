import { createHash, randomBytes } from "node:crypto";
import type { RunningOdoo } from "../../odoo/real-odoo.ts";

export interface Reply {
  readonly status: number;
  readonly json: Record<string, unknown>;
}

/** A browser in Odoo: signed in by login and password, with its cookie. */
export interface WebClient {
  readonly cookie: string;
  /** A JSON-RPC route; throws with Odoo's message. */
  route(path: string, params: object, headers?: Record<string, string>): Promise<unknown>;
  call(model: string, method: string, args: readonly unknown[], kwargs?: object): Promise<unknown>;
  /** A one-time code and its verifier. */
  code(): Promise<{ readonly code: string; readonly pkce_verifier: string }>;
}

export async function signInToOdoo(odoo: RunningOdoo, login: string, password: string): Promise<WebClient> {
  let cookie = "";
  const route: WebClient["route"] = async (path, params, headers = {}) => {
    const response = await fetch(`${odoo.url}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", cookie, ...headers },
      body: JSON.stringify({ jsonrpc: "2.0", method: "call", id: 1, params }),
    });
    const set = response.headers.getSetCookie().find((one) => one.startsWith("session_id="));
    if (set) cookie = set.split(";")[0] ?? "";
    const { result, error } = (await response.json()) as { result?: unknown; error?: { data?: { message?: string } } };
    if (error) throw new Error(error.data?.message ?? "failed");
    return result;
  };
  await route("/web/session/authenticate", { db: odoo.database, login, password });
  return {
    get cookie() {
      return cookie;
    },
    route,
    call: (model, method, args, kwargs = {}) =>
      route(`/web/dataset/call_kw/${model}/${method}`, { model, method, args, kwargs }),
    async code() {
      const verifier = randomBytes(32).toString("base64url");
      const challenge = createHash("sha256").update(verifier).digest("base64url");
      const { code } = (await route("/sextant/v1/code", { challenge })) as { code: string };
      return { code, pkce_verifier: verifier };
    },
  };
}

/** Connects Odoo to the server as its administrator does: address, code, and the password once more. */
export async function connectOdoo(
  admin: WebClient,
  password: string,
  server: string,
  code: string,
  lang = "en_US",
): Promise<unknown> {
  const id = (await admin.call("sextant.connect", "create", [{ server_url: server, pairing_code: code }])) as number;
  const asked = (await admin.call("sextant.connect", "action_connect", [[id]], { context: { lang } })) as {
    res_model?: string;
    res_id?: number;
  };
  if (asked.res_model !== "res.users.identitycheck") return asked;
  return admin.call("res.users.identitycheck", "run_check", [[asked.res_id]], { context: { password } });
}
