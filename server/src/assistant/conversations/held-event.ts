import { deflateRawSync, inflateRawSync } from "node:zlib";
import { type ConversationEvent, conversationEvent } from "@sextant/contracts";

/**
 * An event as it is held in memory: an answer, which is large and read again by few, as its compressed JSON. The log of a conversation and what
 * waits to be written hold the same one.
 */
export type HeldEvent = ConversationEvent | Buffer;

export const isAnswer = (held: HeldEvent): held is Buffer => Buffer.isBuffer(held);

export const holdEvent = (event: ConversationEvent): HeldEvent =>
  event.type === "answer" ? exactly(deflateRawSync(JSON.stringify(event))) : event;

/** A copy of its own: what the compressor returns keeps a whole chunk of 16 KB. */
function exactly(bytes: Buffer): Buffer {
  const copy = Buffer.allocUnsafeSlow(bytes.byteLength);
  bytes.copy(copy);
  return copy;
}

/** Its JSON, as it was told. */
export const jsonOf = (held: HeldEvent): string =>
  isAnswer(held) ? inflateRawSync(held).toString() : JSON.stringify(held);

export const eventOf = (held: HeldEvent): ConversationEvent =>
  isAnswer(held) ? conversationEvent.parse(JSON.parse(jsonOf(held))) : held;

/** Bytes that it takes; of small ones none. */
export const weightOf = (held: HeldEvent): number => (isAnswer(held) ? held.byteLength : 0);

/** An answer without the report behind it: text, figures and proof remain. */
export function withoutTable(event: ConversationEvent): ConversationEvent {
  if (event.type !== "answer" || event.result.result === undefined) return event;
  const { result: _table, ...light } = event.result;
  return { type: "answer", result: light };
}
