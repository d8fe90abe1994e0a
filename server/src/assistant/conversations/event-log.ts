import type { ConversationEvent } from "@sextant/contracts";
import type { NumberedEvent } from "./types.ts";

/** Answers whose full report is there for replay; older ones have text, figures and proof but not the table. */
const FULL_ANSWERS = 10;

/**
 * The events of one conversation, at most `limit` of them. When it is full the oldest go; of progress only the latest of a run is
 * kept, because a replay has no use for the rest.
 */
export class EventLog {
  readonly #limit: number;
  #events: NumberedEvent[] = [];
  #nextId = 1;

  /** @param earlier Events of an earlier run of the server; ids go on at `nextId`. */
  constructor(limit: number, earlier: readonly NumberedEvent[] = [], nextId = 1) {
    this.#limit = limit;
    this.#events = earlier.slice(-limit);
    this.#nextId = nextId;
    this.#lighten();
  }

  append(event: ConversationEvent): NumberedEvent {
    const numbered = { id: this.#nextId++, event };
    if (event.type === "progress" && this.#events.at(-1)?.event.type === "progress") this.#events.pop();
    this.#events.push(numbered);
    if (this.#events.length > this.#limit) this.#events.splice(0, this.#events.length - this.#limit);
    if (event.type === "answer") this.#lighten();
    return numbered;
  }

  /** Events with an id above `lastId`, oldest first. Those already dropped are missing without a mark: ids show the gap. */
  after(lastId: number): readonly NumberedEvent[] {
    return this.#events.filter(({ id }) => id > lastId);
  }

  #lighten(): void {
    const answers = this.#events.filter(({ event }) => event.type === "answer");
    const old = new Set(answers.slice(0, -FULL_ANSWERS).map(({ id }) => id));
    if (old.size === 0) return;
    this.#events = this.#events.map((numbered) =>
      old.has(numbered.id) ? { id: numbered.id, event: withoutTable(numbered.event) } : numbered,
    );
  }
}

/** An answer without the report behind it: text, figures and proof remain. */
export function withoutTable(event: ConversationEvent): ConversationEvent {
  if (event.type !== "answer" || event.result.result === undefined) return event;
  const { result: _table, ...light } = event.result;
  return { type: "answer", result: light };
}
