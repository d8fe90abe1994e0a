import type { ConversationEvent } from "@sextant/contracts";

/** An event and its id, which grows by one within a conversation and serves as Last-Event-ID. */
export interface NumberedEvent {
  readonly id: number;
  readonly event: ConversationEvent;
}

/** Answers whose full report is kept for replay; older ones keep text, figures and proof but not the table. */
const FULL_ANSWERS = 10;

/**
 * The events of one conversation, at most `limit` of them. When it is full the oldest go; of progress only the latest of a run is
 * kept, because a replay has no use for the rest.
 */
export class EventLog {
  readonly #limit: number;
  #events: NumberedEvent[] = [];
  #nextId = 1;

  constructor(limit: number) {
    this.#limit = limit;
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
    this.#events = this.#events.map((numbered) => {
      const { id, event } = numbered;
      if (!old.has(id) || event.type !== "answer" || event.result.result === undefined) return numbered;
      const { result: _table, ...light } = event.result;
      return { id, event: { type: "answer", result: light } };
    });
  }
}
