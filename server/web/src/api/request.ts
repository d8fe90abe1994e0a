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
 * Calls the server of this page.
 *
 * @throws RequestError for a bad status and when no server answers; AbortError when `signal` fires.
 */
export async function request(path: string, options: RequestOptions = {}): Promise<Response> {
  const { method = "GET", body, signal, accept = "application/json", lastEventId } = options;
  const response = await fetch(path, {
    method,
    headers: {
      Accept: accept,
      ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      ...(lastEventId === undefined ? {} : { "Last-Event-ID": lastEventId }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  }).catch((error: unknown) => {
    throw networkError(error);
  });
  if (!response.ok) throw await errorFromResponse(response);
  return response;
}
