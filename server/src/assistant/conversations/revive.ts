import { type ConversationEvent, conversationEvent } from "@sextant/contracts";
import type { Exchange } from "../agents/types.ts";
import { storedPlan } from "../planner/stored-plan.ts";
import type { Plan } from "../planner/types.ts";
import type { EventRow } from "./kept-conversations.ts";
import type { NumberedEvent } from "./types.ts";

/** What a conversation goes on from after a restart. */
export interface Revived {
  readonly events: readonly NumberedEvent[];
  /** Above every id that a reader can have seen of the run before: some of it may not have been kept. */
  readonly nextId: number;
  readonly previous: Plan | undefined;
  readonly history: readonly Exchange[];
  /** True when the server stopped before the latest question was answered. */
  readonly interrupted: boolean;
}

/** More events than one run of the server numbers in a conversation. */
const RUN = 1_000_000;

/** A conversation from its rows. Rows that this Sextant cannot read are left out. */
export function revive(rows: readonly EventRow[]): Revived {
  const events = rows.flatMap(({ seq, body }): NumberedEvent[] => {
    const { success, data } = conversationEvent.safeParse(body);
    return success ? [{ id: seq, event: data }] : [];
  });
  const plans = rows.flatMap(({ plan }) => storedPlan(plan) ?? []);
  const last = rows.at(-1)?.seq ?? 0;
  const ended = events.at(-1)?.event.type === "done" || events.length === 0;
  return {
    events,
    nextId: (Math.floor(last / RUN) + 1) * RUN + 1,
    previous: plans.at(-1),
    history: exchangesOf(events.map(({ event }) => event)),
    interrupted: !ended,
  };
}

function exchangesOf(events: readonly ConversationEvent[]): Exchange[] {
  const exchanges: Exchange[] = [];
  let question: string | null = null;
  for (const event of events) {
    if (event.type === "question") question = event.text;
    else if (event.type === "answer" && question !== null) exchanges.push({ question, answer: event.result.answer });
  }
  return exchanges;
}
