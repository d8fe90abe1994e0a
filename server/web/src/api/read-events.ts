import { createEventParser, type ServerEvent } from "./event-parser.ts";
import { request } from "./request.ts";
import { networkError } from "./request-error.ts";

interface ReadEventsOptions {
  readonly signal: AbortSignal;
  /** Resume after this event. */
  readonly lastEventId?: string | null;
}

/**
 * Reads server-sent events over `fetch` rather than `EventSource`, which hides the server's error and cannot be given an id to
 * resume after.
 *
 * @throws as {@link request}, before the first event or when the connection breaks.
 */
export async function* readEvents(path: string, options: ReadEventsOptions): AsyncGenerator<ServerEvent> {
  const { signal, lastEventId } = options;
  const response = await request(path, {
    signal,
    accept: "text/event-stream",
    ...(lastEventId ? { lastEventId } : {}),
  });
  if (!response.body) return;
  const parse = createEventParser();
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  try {
    for (;;) {
      const { value, done } = await reader.read().catch((error: unknown) => {
        throw networkError(error);
      });
      if (done) return;
      yield* parse(value);
    }
  } finally {
    // The reader may leave before the end; the connection must not stay open behind it.
    await reader.cancel().catch(() => undefined);
  }
}
