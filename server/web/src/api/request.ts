import { connectionHeader } from "../connections/chosen-connection.ts";
import { session, type Tokens } from "../sign-in/session.ts";
import { onHost } from "./base-path.ts";
import { errorFromResponse, networkError } from "./request-error.ts";

interface RequestOptions {
  readonly method?: "GET" | "POST";
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
  readonly accept?: string;
  /** Resume a stream of events after this one. */
  readonly lastEventId?: string;
}

/**
 * Calls the server of this page, as who is signed in; an access token whose time is over is renewed.
 *
 * @throws RequestError for a bad status and when no server answers; AbortError when `signal` fires.
 */
export async function request(path: string, options: RequestOptions = {}): Promise<Response> {
  const response = await send(path, options);
  if (response.ok) return response;
  const error = await errorFromResponse(response);
  if (error.body.code !== "signed_out" || !(await session.renew(refresh))) throw error;
  const again = await send(path, options);
  if (!again.ok) throw await errorFromResponse(again);
  return again;
}

async function refresh(token: string): Promise<Tokens> {
  const response = await send("/v1/auth/refresh", { method: "POST", body: { refresh_token: token } });
  if (!response.ok) throw await errorFromResponse(response);
  return response.json();
}

async function send(path: string, options: RequestOptions): Promise<Response> {
  const { method = "GET", body, signal, accept = "application/json", lastEventId } = options;
  return fetch(onHost(path), {
    method,
    headers: {
      ...session.header(),
      ...connectionHeader(),
      Accept: accept,
      ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      ...(lastEventId === undefined ? {} : { "Last-Event-ID": lastEventId }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  }).catch((error: unknown) => {
    throw networkError(error);
  });
}
