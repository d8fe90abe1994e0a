import type { ConversationEvent } from "@sextant/contracts";
import { eventOf, type HeldEvent, holdEvent, isAnswer, withoutTable } from "./held-event.ts";
import type { NumberedEvent } from "./types.ts";

/** Answers whose full report is there for replay; older ones have text, figures and proof but not the table. */
const FULL_ANSWERS = 10;

interface Logged {
  readonly id: number;
  readonly held: HeldEvent;
  /** An answer whose table is taken out already. */
  readonly light?: true;
}

/**
 * The events of one conversation, at most `limit` of them. When it is full the oldest go; of progress only the latest of a run is
 * kept, because a replay has no use for the rest.
 */
export class EventLog {
  readonly #limit: number;
  #events: Logged[] = [];
  #nextId = 1;

  /** @param earlier Events of an earlier run of the server; ids go on at `nextId`. */
  constructor(limit: number, earlier: readonly NumberedEvent[] = [], nextId = 1) {
    this.#limit = limit;
    this.#events = earlier.slice(-limit).map(({ id, event }) => ({ id, held: holdEvent(event) }));
    this.#nextId = nextId;
    this.#lighten();
  }

  /** Numbers an event. */
  append(event: ConversationEvent): { readonly id: number; readonly held: HeldEvent } {
    const one = { id: this.#nextId++, held: holdEvent(event) };
    const last = this.#events.at(-1)?.held;
    if (event.type === "progress" && last !== undefined && !isAnswer(last) && last.type === "progress")
      this.#events.pop();
    this.#events.push(one);
    if (this.#events.length > this.#limit) this.#events.splice(0, this.#events.length - this.#limit);
    if (event.type === "answer") this.#lighten();
    return one;
  }

  /** Events with an id above `lastId`, oldest first. Those already dropped are missing without a mark: ids show the gap. */
  after(lastId: number): readonly NumberedEvent[] {
    return this.#events.filter(({ id }) => id > lastId).map(({ id, held }) => ({ id, event: eventOf(held) }));
  }

  /** Takes the table out of the answers that have become too old to have one. */
  #lighten(): void {
    const answers = this.#events.filter(({ held }) => isAnswer(held));
    for (const old of answers.slice(0, -FULL_ANSWERS).filter(({ light }) => !light))
      this.#events[this.#events.indexOf(old)] = {
        id: old.id,
        held: holdEvent(withoutTable(eventOf(old.held))),
        light: true,
      };
  }
}
