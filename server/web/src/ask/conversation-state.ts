import type { AskResult, ConversationEvent, ErrorBody } from "@sextant/contracts";
import type { Progress } from "../api/use-report.ts";

/** A question and what became of it. */
export interface Turn {
  readonly question: string;
  /** `interrupted`: the server stopped before it was answered. */
  readonly state: "running" | "done" | "cancelled" | "interrupted";
  /** What was understood, before the answer is there. */
  readonly interpretation: string | null;
  readonly progress: Progress | null;
  /** Sentences of the answer that is being worded; the answer replaces them. */
  readonly draft: string;
  readonly answer: AskResult | null;
  readonly error: ErrorBody | null;
}

const begin = (question: string): Turn => ({
  question,
  state: "running",
  interpretation: null,
  progress: null,
  draft: "",
  answer: null,
  error: null,
});

function withError(turn: Turn, error: ErrorBody): Turn {
  if (error.code === "aborted") return { ...turn, state: "cancelled", progress: null };
  if (error.code === "interrupted") return { ...turn, state: "interrupted", progress: null };
  return { ...turn, error, progress: null };
}

function advance(turn: Turn, event: Exclude<ConversationEvent, { type: "question" | "keeping" }>): Turn {
  switch (event.type) {
    case "plan":
      return { ...turn, interpretation: event.interpretation };
    case "progress":
      return { ...turn, progress: event };
    case "text":
      return { ...turn, draft: `${turn.draft} ${event.text}`.trim() };
    case "answer":
      // A question that is cancelled while it is planned is answered by that, without an error event.
      return event.result.refused?.code === "aborted"
        ? withError(turn, event.result.refused)
        : { ...turn, answer: event.result, progress: null };
    case "error":
      return withError(turn, event.error);
    case "done":
      return turn.state === "running" ? { ...turn, state: "done", progress: null } : turn;
  }
}

/**
 * The thread after one more event. Replaying all events of a conversation rebuilds the thread; an event that belongs to no
 * question is ignored.
 */
export function applyEvent(turns: readonly Turn[], event: ConversationEvent): readonly Turn[] {
  if (event.type === "question") return [...turns, begin(event.text)];
  if (event.type === "keeping") return turns;
  const last = turns.at(-1);
  return last === undefined ? turns : [...turns.slice(0, -1), advance(last, event)];
}
