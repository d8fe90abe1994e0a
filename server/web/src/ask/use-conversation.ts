import type { ConversationEvent, ErrorBody } from "@sextant/contracts";
import { useCallback, useEffect, useRef, useState } from "react";
import { readEvents } from "../api/read-events.ts";
import { request } from "../api/request.ts";
import { errorBodyFrom, RequestError } from "../api/request-error.ts";
import { applyEvent, type Turn } from "./conversation-state.ts";

const RETRY_MS = [500, 1000, 2000, 4000];
const IDLE_MS = 2000;

/** What the page knows of a conversation. */
export interface Conversation {
  readonly turns: readonly Turn[];
  /** A question on its way to the server, not yet echoed by it. */
  readonly sending: string | null;
  /** Why the server could not be asked, or its answers no longer be followed. */
  readonly failure: { readonly question: string | null; readonly error: ErrorBody } | null;
  readonly reconnecting: boolean;
  ask(question: string): Promise<void>;
  cancel(): Promise<void>;
}

const wait = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });

/** False when the server no longer knows the conversation: it was restarted, and the question needs a new one. */
async function post(id: string, question: string): Promise<boolean> {
  try {
    await request(`/api/conversations/${id}/questions`, { method: "POST", body: { question } });
    return true;
  } catch (error) {
    if (error instanceof RequestError && error.body.code === "not_found") return false;
    throw error;
  }
}

/**
 * Follows one conversation on the server: replays it from the beginning, then stays connected, resuming after the last event
 * that arrived when the connection breaks.
 *
 * @param id the conversation of the page's address; null before the first question.
 * @param onStart called with the id of a conversation that the first question opened.
 */
export function useConversation(id: string | null, onStart: (id: string) => void): Conversation {
  const [turns, setTurns] = useState<readonly Turn[]>([]);
  const [sending, setSending] = useState<string | null>(null);
  const [failure, setFailure] = useState<Conversation["failure"]>(null);
  const [reconnecting, setReconnecting] = useState(false);
  /** Grows to connect again after the stream was given up. */
  const [attempt, setAttempt] = useState(0);
  const connected = useRef(false);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt must connect again.
  useEffect(() => {
    setTurns([]);
    if (id === null) return;
    const controller = new AbortController();
    const { signal } = controller;
    let lastEventId: string | null = null;
    const follow = async () => {
      for (let failures = 0; !signal.aborted; ) {
        try {
          connected.current = true;
          for await (const { data, id: eventId } of readEvents(`/api/conversations/${id}/events`, {
            signal,
            lastEventId,
          })) {
            failures = 0;
            lastEventId = eventId;
            const event = JSON.parse(data) as ConversationEvent;
            if (event.type === "question") setSending(null);
            setReconnecting(false);
            setTurns((current) => applyEvent(current, event));
          }
          // An orderly end: a proxy closes streams in which nothing happens.
          await wait(IDLE_MS, signal);
          continue;
        } catch (error) {
          if (signal.aborted) return;
          if (error instanceof RequestError && !error.body.retryable) {
            setFailure({ question: null, error: error.body });
            break;
          }
        }
        const pause = RETRY_MS[failures];
        if (signal.aborted) return;
        if (pause === undefined) {
          setFailure({ question: null, error: errorBodyFrom(new TypeError()) });
          break;
        }
        failures += 1;
        setReconnecting(true);
        await wait(pause, signal);
      }
      connected.current = false;
      setReconnecting(false);
    };
    void follow();
    return () => controller.abort();
  }, [id, attempt]);

  const ask = useCallback(
    async (question: string) => {
      setSending(question);
      setFailure(null);
      try {
        if (id !== null && (await post(id, question))) {
          if (!connected.current) setAttempt((n) => n + 1);
          return;
        }
        const opened = (await (await request("/api/conversations", { method: "POST", body: {} })).json()) as {
          id: string;
        };
        onStart(opened.id);
        await request(`/api/conversations/${opened.id}/questions`, { method: "POST", body: { question } });
      } catch (error) {
        setSending(null);
        setFailure({ question, error: errorBodyFrom(error) });
      }
    },
    [id, onStart],
  );

  const cancel = useCallback(async () => {
    if (id === null) return;
    try {
      await request(`/api/conversations/${id}/cancel`, { method: "POST" });
    } catch (error) {
      setFailure({ question: null, error: errorBodyFrom(error) });
    }
  }, [id]);

  return { turns, sending, failure, reconnecting, ask, cancel };
}
