import type { ErrorBody } from "@sextant/contracts";
import { useCallback, useEffect, useRef, useState } from "react";
import { request } from "../api/request.ts";
import { errorBodyFrom, RequestError } from "../api/request-error.ts";
import { applyEvent, type Turn } from "./conversation-state.ts";
import { followConversation } from "./follow-conversation.ts";

/** What the page knows of a conversation. */
export interface Conversation {
  readonly turns: readonly Turn[];
  /** A question on its way to the server, not yet echoed by it. */
  readonly sending: string | null;
  /** Why a question could not be sent, or (`question` null) the answers no longer be followed. */
  readonly failure: { readonly question: string | null; readonly error: ErrorBody } | null;
  readonly reconnecting: boolean;
  /** Why what is said is not kept at the moment. */
  readonly notKept: ErrorBody | null;
  /** @param company meant where the question names none. */
  ask(question: string, company: number | null): Promise<void>;
  cancel(): Promise<void>;
  /** Follows the answers again after that was given up. */
  reconnect(): void;
}

/** False when the server no longer knows the conversation: it was restarted, and the question needs a new one. */
async function post(id: string, question: string, company: number | null): Promise<boolean> {
  const body = { question, ...(company === null ? {} : { company }) };
  try {
    await request(`/api/conversations/${id}/questions`, { method: "POST", body });
    return true;
  } catch (error) {
    if (error instanceof RequestError && error.body.code === "not_found") return false;
    throw error;
  }
}

async function open(): Promise<string> {
  const reply = await request("/api/conversations", { method: "POST", body: {} });
  return ((await reply.json()) as { id: string }).id;
}

/**
 * Follows one conversation on the server: replays it from the beginning, then stays connected.
 *
 * @param id the conversation of the page's address; null before the first question.
 * @param onStart called with the id of a conversation that a question opened.
 */
export function useConversation(id: string | null, onStart: (id: string) => void): Conversation {
  const [turns, setTurns] = useState<readonly Turn[]>([]);
  const [sending, setSending] = useState<string | null>(null);
  const [failure, setFailure] = useState<Conversation["failure"]>(null);
  const [reconnecting, setReconnecting] = useState(false);
  const [notKept, setNotKept] = useState<ErrorBody | null>(null);
  /** Grows to connect again after the stream was given up. */
  const [attempt, setAttempt] = useState(0);
  const following = useRef(false);
  const place = useRef<{ id: string | null; after: string | null }>({ id: null, after: null });

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt must connect again.
  useEffect(() => {
    if (place.current.id !== id) {
      // Another conversation was chosen, or this one was opened by the question on its way.
      if (place.current.id !== null || id === null) setSending(null);
      place.current = { id, after: null };
      setTurns([]);
      setFailure(null);
    }
    if (id === null) return;
    const controller = new AbortController();
    following.current = true;
    void followConversation({
      id,
      after: place.current.after,
      signal: controller.signal,
      onReconnecting: setReconnecting,
      onEvent: (event, after) => {
        if (event.type === "keeping") {
          setNotKept(event.error);
          return;
        }
        place.current = { id, after };
        if (event.type === "question") setSending(null);
        setTurns((current) => applyEvent(current, event));
      },
    }).then((error) => {
      if (error === null) return;
      following.current = false;
      setReconnecting(false);
      // A question that could not be sent is still to be asked again, in a new conversation if need be.
      setFailure((failed) => (failed !== null && failed.question !== null ? failed : { question: null, error }));
    });
    return () => controller.abort();
  }, [id, attempt]);

  const reconnect = useCallback(() => {
    setFailure(null);
    setAttempt((n) => n + 1);
  }, []);

  const ask = useCallback(
    async (question: string, company: number | null) => {
      setSending(question);
      setFailure(null);
      try {
        if (id !== null && (await post(id, question, company))) {
          if (!following.current) setAttempt((n) => n + 1);
          return;
        }
        const opened = await open();
        onStart(opened);
        await post(opened, question, company);
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

  return { turns, sending, failure, reconnecting, notKept, ask, cancel, reconnect };
}
