import type { AskResult, ConversationEvent, ErrorBody, RunStep } from "@sextant/contracts";
import type { Progress } from "../api/use-report.ts";

/** What an agent has done so far. */
export interface LiveRun {
  readonly agent: string;
  readonly title: string;
  readonly steps: readonly RunStep[];
}

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
  /** Agents at work; the answer holds all that they did. */
  readonly runs: readonly LiveRun[];
  /** Changes that were proposed on the way. */
  readonly proposals: readonly string[];
  readonly answer: AskResult | null;
  readonly error: ErrorBody | null;
}

/** A question of which nothing is known yet. */
export const begin = (question: string): Turn => ({
  question,
  state: "running",
  interpretation: null,
  progress: null,
  draft: "",
  runs: [],
  proposals: [],
  answer: null,
  error: null,
});

function withError(turn: Turn, error: ErrorBody): Turn {
  if (error.code === "aborted") return { ...turn, state: "cancelled", progress: null };
  if (error.code === "interrupted") return { ...turn, state: "interrupted", progress: null };
  return { ...turn, error, progress: null };
}

function withStep(runs: readonly LiveRun[], { agent, title, step }: Extract<ConversationEvent, { type: "step" }>) {
  if (!runs.some((run) => run.agent === agent)) return [...runs, { agent, title, steps: [step] }];
  return runs.map((run) => (run.agent === agent ? { ...run, steps: [...run.steps, step] } : run));
}

function advance(turn: Turn, event: Exclude<ConversationEvent, { type: "question" | "keeping" }>): Turn {
  switch (event.type) {
    case "plan":
      return { ...turn, interpretation: event.interpretation };
    case "progress":
      return { ...turn, progress: event };
    case "step":
      return { ...turn, runs: withStep(turn.runs, event) };
    case "proposal":
      return { ...turn, proposals: [...turn.proposals, event.id] };
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
