import { SextantError } from "@sextant/contracts";
import { type Failure, failureError } from "../errors/failure.ts";
import type { Endpoint } from "./endpoint.ts";
import type { Transport, WireCall } from "./transport.ts";

/** Result of one service call: Odoo's value, or what it says in its place. */
export type Answer = { readonly value: unknown } | { readonly failure: Failure };

export interface ServiceRequest {
  readonly service: "common" | "object";
  readonly method: string;
  readonly args: readonly unknown[];
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
  readonly fresh: boolean;
}

export interface Credentials {
  readonly login: string;
  readonly secret: string;
}

/** Methods whose domain has had several names; by position it is the same in every version. */
const DOMAIN_FIRST = new Set(["search", "search_count"]);

/** Whoever knows how to put one service call on the wire gets a transport: sign-in, `execute_kw` and the errors are the same. */
export function executeKw(
  name: "json-rpc" | "xml-rpc",
  endpoint: Endpoint,
  { login, secret }: Credentials,
  ask: (request: ServiceRequest) => Promise<Answer>,
): Transport {
  let user: number | undefined;

  async function signIn(signal?: AbortSignal): Promise<number> {
    const call = { model: "common", method: "authenticate" };
    const { database } = endpoint;
    const answer = await ask({
      service: "common",
      method: "authenticate",
      args: [database, login, secret, {}],
      timeoutMs: 30_000,
      signal,
      fresh: false,
    });
    if ("failure" in answer) {
      const { exception, message } = answer.failure;
      // Only our own database name is looked for: the words around it come in the language of PostgreSQL.
      if (exception.endsWith("OperationalError") && message.includes(`"${database}"`))
        throw new SextantError(
          "no_database",
          `Odoo at ${endpoint.url} does not serve the database "${database}". Check the database name and the URL.`,
        );
      throw failureError(answer.failure, call);
    }
    // A refused login is no fault: the answer is false.
    if (answer.value === false || answer.value === null)
      throw failureError({ code: "authentication", exception: "", message: "" }, call);
    if (typeof answer.value !== "number" || !Number.isSafeInteger(answer.value) || answer.value < 1)
      throw new SextantError("bad_reply", "Odoo did not say who the login belongs to. Check the URL and proxies.");
    user = answer.value;
    return user;
  }

  return {
    name,
    signIn,
    async call(call: WireCall) {
      const uid = user ?? (await signIn(call.signal));
      const { domain, ...rest } = call.named;
      const first = DOMAIN_FIRST.has(call.method) && domain !== undefined;
      const positional = [
        ...(call.ids === undefined ? [] : [call.ids]),
        ...(first ? [domain] : []),
        ...call.positional,
      ];
      const named = { ...(first ? rest : call.named), context: call.context };
      const answer = await ask({
        service: "object",
        method: "execute_kw",
        args: [endpoint.database, uid, secret, call.model, call.method, positional, named],
        timeoutMs: call.timeoutMs,
        signal: call.signal,
        fresh: call.kind === "write",
      });
      if ("failure" in answer) throw failureError(answer.failure, call);
      return answer.value;
    },
    close: () => endpoint.close(),
  };
}
