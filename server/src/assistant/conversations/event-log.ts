import { deflateRawSync, inflateRawSync } from "node:zlib";
import { type ConversationEvent, conversationEvent } from "@sextant/contracts";
import type { NumberedEvent } from "./types.ts";

/** Answers whose full report is there for replay; older ones have text, figures and proof but not the table. */
const FULL_ANSWERS = 10;

/** An event as it is held: an answer, which is large and read again by few, as its compressed JSON. */
interface Held {
  readonly id: number;
  readonly event: ConversationEvent | Buffer;
  /** An answer whose table is taken out already. */
  readonly light?: true;
}

/**
 * The events of one conversation, at most `limit` of them. When it is full the oldest go; of progress only the latest of a run is
 * kept, because a replay has no use for the rest.
 */
export class EventLog {
  readonly #limit: number;
  #events: Held[] = [];
  #nextId = 1;

  /** @param earlier Events of an earlier run of the server; ids go on at `nextId`. */
  constructor(limit: number, earlier: readonly NumberedEvent[] = [], nextId = 1) {
    this.#limit = limit;
    this.#events = earlier.slice(-limit).map(({ id, event }) => ({ id, event: held(event) }));
    this.#nextId = nextId;
    this.#lighten();
  }

  append(event: ConversationEvent): NumberedEvent {
    const id = this.#nextId++;
    const last = this.#events.at(-1)?.event;
    if (event.type === "progress" && last !== undefined && !isAnswer(last) && last.type === "progress")
      this.#events.pop();
    this.#events.push({ id, event: held(event) });
    if (this.#events.length > this.#limit) this.#events.splice(0, this.#events.length - this.#limit);
    if (event.type === "answer") this.#lighten();
    return { id, event };
  }

  /** Events with an id above `lastId`, oldest first. Those already dropped are missing without a mark: ids show the gap. */
  after(lastId: number): readonly NumberedEvent[] {
    return this.#events.filter(({ id }) => id > lastId).map(({ id, event }) => ({ id, event: told(event) }));
  }

  /** Takes the table out of the answers that have become too old to have one. */
  #lighten(): void {
    const answers = this.#events.filter(({ event }) => isAnswer(event));
    for (const old of answers.slice(0, -FULL_ANSWERS).filter(({ light }) => !light))
      this.#events[this.#events.indexOf(old)] = {
        id: old.id,
        event: held(withoutTable(told(old.event))),
        light: true,
      };
  }
}

const isAnswer = (event: Held["event"]): event is Buffer => Buffer.isBuffer(event);

const held = (event: ConversationEvent): Held["event"] =>
  event.type === "answer" ? deflateRawSync(JSON.stringify(event)) : event;

const told = (event: Held["event"]): ConversationEvent =>
  isAnswer(event) ? conversationEvent.parse(JSON.parse(inflateRawSync(event).toString())) : event;

/** An answer without the report behind it: text, figures and proof remain. */
export function withoutTable(event: ConversationEvent): ConversationEvent {
  if (event.type !== "answer" || event.result.result === undefined) return event;
  const { result: _table, ...light } = event.result;
  return { type: "answer", result: light };
}
