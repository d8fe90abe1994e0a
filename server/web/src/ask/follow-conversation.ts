import type { ConversationEvent, ErrorBody } from "@sextant/contracts";
import { readEvents } from "../api/read-events.ts";
import { errorBodyFrom, RequestError } from "../api/request-error.ts";

/** Pauses before another try, in milliseconds; after the last the server is taken to be gone. A server that restarts on a busy machine takes a minute. */
const RETRIES: readonly number[] = [500, 1000, 2000, 4000, ...Array.from({ length: 16 }, () => 5000)];
const IDLE = 1000;

interface FollowOptions {
  readonly id: string;
  /** The last event already known; null for none. */
  readonly after: string | null;
  readonly signal: AbortSignal;
  readonly onEvent: (event: ConversationEvent, eventId: string | null) => void;
  /** True while the connection is broken and tried again. */
  readonly onReconnecting: (reconnecting: boolean) => void;
  readonly retries?: readonly number[];
  readonly idle?: number;
}

const wait = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });

/**
 * Passes on the events of a conversation until the signal fires, resuming after the last one whenever the connection breaks.
 *
 * @returns why it was given up: the server refused, or did not answer after several tries; null when the signal fired.
 */
export async function followConversation(options: FollowOptions): Promise<ErrorBody | null> {
  const { id, signal, onEvent, onReconnecting, retries = RETRIES, idle = IDLE } = options;
  let lastEventId = options.after;
  let failures = 0;
  while (!signal.aborted) {
    try {
      const path = `/api/conversations/${encodeURIComponent(id)}/events`;
      for await (const { data, id: eventId } of readEvents(path, { signal, lastEventId })) {
        if (signal.aborted) return null;
        failures = 0;
        // A notice has no id, and must not make the stream begin anew.
        lastEventId = eventId ?? lastEventId;
        onReconnecting(false);
        onEvent(JSON.parse(data) as ConversationEvent, eventId);
      }
      // An orderly end: the server restarts, or a proxy closes streams in which nothing happens.
      await wait(idle, signal);
    } catch (error) {
      if (signal.aborted) return null;
      if (error instanceof RequestError && !error.body.retryable) return error.body;
      const pause = retries[failures];
      if (pause === undefined) return errorBodyFrom(error);
      failures += 1;
      onReconnecting(true);
      await wait(pause, signal);
    }
  }
  return null;
}
