import { ByteWriter } from "./byte-writer.ts";
import type { Plan } from "./plan.ts";
import { HEAD, MAGIC, SPECIAL, TAG } from "./tags.ts";

const NO_PLAN: Plan = {};
const encoder = new TextEncoder();

/** A list of keys, and the lists that begin with it. Its place in the table is negative until an object has these keys and no more. */
class Shape {
  place = -1;
  /** The key that followed last, with its list: most often it follows again. */
  #key: string | null = null;
  #next: Shape | null = null;
  /** Made with the second key that follows: most lists have one way on, if any. */
  #longer: Map<string, Shape> | null = null;

  with(key: string): Shape {
    if (this.#key === key && this.#next !== null) return this.#next;
    if (this.#longer === null && this.#key !== null && this.#next !== null)
      this.#longer = new Map([[this.#key, this.#next]]);
    let next = this.#longer?.get(key);
    if (next === undefined) {
      next = new Shape();
      this.#longer?.set(key, next);
    }
    this.#key = key;
    this.#next = next;
    return next;
  }
}

/** Packs plain data into one block of bytes: every string and every list of keys once, parts that are read on demand apart. */
export class BlockWriter {
  readonly #strings = new Map<string, number>();
  readonly #shapes = new Shape();
  #shapeCount = 0;
  readonly #shapeKeys = new ByteWriter();
  readonly #parts = new ByteWriter();
  readonly #lengths = new ByteWriter();
  #count = 0;
  /** Parts by the object they were made of: what stands at two places is packed once. */
  readonly #known = new Map<object, number>();
  /** One writer per depth of parts inside parts. */
  readonly #writers: ByteWriter[] = [];
  #depth = 0;

  /** Place of a string in the table. */
  text(value: string): number {
    let place = this.#strings.get(value);
    if (place === undefined) {
      place = this.#strings.size;
      this.#strings.set(value, place);
    }
    return place;
  }

  /** Packs a value as a part; gives its place. */
  part(value: object, plan: Plan = NO_PLAN): number {
    const known = this.#known.get(value);
    if (known !== undefined) return known;
    const place = this.raw((to) => this.#value(to, value, plan));
    this.#known.set(value, place);
    return place;
  }

  /** Lets go of what the parts so far were made of: the same objects would be packed once more. */
  forgetParts(): void {
    this.#known.clear();
  }

  /** A part whose bytes the caller writes. */
  raw(write: (to: ByteWriter) => void): number {
    const to = this.#writers[this.#depth] ?? new ByteWriter();
    this.#writers[this.#depth] = to;
    to.length = 0;
    this.#depth += 1;
    write(to);
    this.#depth -= 1;
    this.#lengths.varint(to.length);
    this.#parts.append(to);
    return this.#count++;
  }

  /** The block; `root` is the part that reading begins with. */
  finish(root: number): Uint8Array<ArrayBuffer> {
    const { texts, lengths } = this.#encoded();
    const sections = [lengths.written(), texts].concat(
      [this.#shapeKeys, this.#lengths, this.#parts].map((section) => section.written()),
    );
    const head = [MAGIC, root, this.#strings.size, this.#shapeCount, this.#count];
    let end = HEAD * 4;
    for (const section of sections) {
      head.push(end);
      end += section.length;
    }
    const block = new Uint8Array(end);
    let to = 0;
    for (const bytes of [numbers(head), ...sections]) {
      block.set(bytes, to);
      to += bytes.length;
    }
    return block;
  }

  /** All strings one after the other, and the length of each in bytes. */
  #encoded(): { readonly texts: Uint8Array; readonly lengths: ByteWriter } {
    const strings = [...this.#strings.keys()];
    const joined = strings.join("");
    const texts = encoder.encode(joined);
    const lengths = new ByteWriter();
    const plain = texts.length === joined.length;
    let sum = 0;
    for (const text of strings) {
      const length = plain || isPlain(text) ? text.length : encoder.encode(text).length;
      lengths.varint(length);
      sum += length;
    }
    if (sum === texts.length) return { texts, lengths };
    // Halves of one character that met where strings were joined have become that character.
    const apart = new ByteWriter();
    for (const text of strings) apart.bytes(encoder.encode(text));
    return { texts: apart.written(), lengths };
  }

  #value(to: ByteWriter, value: unknown, plan: Plan): void {
    if (typeof value === "string") to.varint(this.text(value) * 8 + TAG.text);
    else if (typeof value === "number") number(to, value);
    else if (typeof value === "boolean") special(to, value ? "true" : "false");
    else if (Array.isArray(value)) this.#list(to, value, plan);
    else if (typeof value === "object" && value !== null) this.#object(to, value as Record<string, unknown>, plan);
    else special(to, "null");
  }

  #list(to: ByteWriter, list: readonly unknown[], plan: Plan): void {
    const { 0: first, 1: second, length } = list;
    // Most lists are spans.
    if (length === 2 && isWhole(first) && isWhole(second)) {
      to.varint(2 * 8 + TAG.numbers);
      to.signed(first);
      to.signed(second - first);
      return;
    }
    if (list.length > 0 && list.every(isWhole)) {
      to.varint(list.length * 8 + TAG.numbers);
      let before = 0;
      for (const item of list) {
        to.signed(item - before);
        before = item;
      }
      return;
    }
    to.varint(list.length * 8 + TAG.list);
    const inner: Plan = plan.below === undefined ? NO_PLAN : { below: plan.below };
    for (const item of list)
      if (plan.items && typeof item === "object" && item !== null)
        to.varint(this.part(item as object, inner) * 8 + TAG.item);
      else this.#value(to, item, inner);
  }

  #object(to: ByteWriter, object: Record<string, unknown>, plan: Plan): void {
    to.varint(this.#shapeOf(object) * 8 + TAG.object);
    const { below } = plan;
    // No list of keys is made: the engine walks over the members of an object in place.
    for (const key in object) {
      const value = object[key];
      if (value === undefined) continue;
      const own = below !== undefined && Object.hasOwn(below, key) ? below[key] : undefined;
      if (own?.apart && typeof value === "object" && value !== null && !isEmpty(value))
        to.varint(this.part(value, own) * 8 + TAG.apart);
      else this.#value(to, value, own ?? NO_PLAN);
    }
  }

  /** Place of the list of an object's keys. */
  #shapeOf(object: Record<string, unknown>): number {
    let shape = this.#shapes;
    for (const key in object) if (object[key] !== undefined) shape = shape.with(key);
    if (shape.place < 0) {
      const places = Object.keys(object).flatMap((key) => (object[key] === undefined ? [] : [this.text(key)]));
      shape.place = this.#shapeCount++;
      this.#shapeKeys.varint(places.length);
      for (const place of places) this.#shapeKeys.varint(place);
    }
    return shape.place;
  }
}

function isEmpty(value: object): boolean {
  if (Array.isArray(value)) return value.length === 0;
  for (const _key in value) return false;
  return true;
}

function isPlain(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 127) return false;
  return true;
}

function isWhole(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 && value < 2 ** 50;
}

function number(to: ByteWriter, value: number): void {
  if (isWhole(value) && !Object.is(value, -0)) to.varint(value * 8 + TAG.whole);
  else {
    special(to, "double");
    to.double(value);
  }
}

function special(to: ByteWriter, name: keyof typeof SPECIAL): void {
  to.varint(SPECIAL[name] * 8 + TAG.special);
}

function numbers(values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(values.length * 4);
  const view = new DataView(bytes.buffer);
  values.forEach((value, index) => {
    view.setUint32(index * 4, value, true);
  });
  return bytes;
}
