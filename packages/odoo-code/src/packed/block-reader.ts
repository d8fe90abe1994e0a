import { isInPassing } from "./in-passing.ts";
import { type LaterParts, partsLater, readLater } from "./later-parts.ts";
import { HEAD, MAGIC, SPECIAL, TAG } from "./tags.ts";

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
/** Longer strings are decoded again when they are asked for again. */
const KEPT_TEXT = 100;

const NONE: readonly number[] = [];
/** So many searches are remembered. */
const SEARCHES = 4;

const SECTION = { textLengths: 0, texts: 1, shapes: 2, partLengths: 3, parts: 4 } as const;

/** A place in a block from which numbers are read one after the other. */
export interface Cursor {
  at: number;
}

/**
 * Reads a block that a {@link BlockWriter} made. Nothing is decoded before it is asked for; what is decoded is let go when nobody holds it any more,
 * and is one and the same object as long as somebody does.
 */
export class BlockReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #starts: readonly number[];
  readonly #count: number;
  /** Where each string, and each part, ends; worked out when first needed. */
  #textEnds: Uint32Array | undefined;
  #partEnds: Uint32Array | undefined;
  /** Keys of each shape; its place in the bytes until somebody asks for them. */
  readonly #shapes: (readonly string[] | number)[];
  readonly #kept: (string | undefined)[] = [];
  readonly #decoded = new Map<number, WeakRef<object>>();
  /** All strings, one after the other; made when first searched. */
  #texts: Buffer | undefined;
  /** The last searches: who looks for a name asks several questions with it, and with a few others between. */
  readonly #searched = new Map<string, readonly number[]>();
  readonly root: number;
  /** Number of strings in the table. */
  readonly texts: number;

  /** @throws RangeError for bytes that are no block. */
  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const head = (index: number) => this.#view.getUint32(index * 4, true);
    if (head(0) !== MAGIC) throw new RangeError("These bytes are no block of facts.");
    this.root = head(1);
    this.texts = head(2);
    this.#count = head(4);
    this.#starts = [5, 6, 7, 8, 9].map(head);
    if (head(5) !== HEAD * 4 || head(9) > bytes.length) throw new RangeError("A block of facts is cut off.");
    const cursor = { at: head(7) };
    this.#shapes = Array.from({ length: head(3) }, () => {
      const { at } = cursor;
      for (let left = this.varint(cursor); left > 0; left -= 1) this.varint(cursor);
      return at;
    });
  }

  /** The value of a part: one object as long as somebody holds it. */
  part(place: number): object {
    const known = this.#decoded.get(place)?.deref();
    if (known !== undefined) return known;
    const value = this.fresh(place);
    if (!isInPassing()) this.#decoded.set(place, new WeakRef(value));
    return value;
  }

  /** The value of a part, an object of its own. */
  fresh(place: number): object {
    const value = this.#value(this.cursor(place));
    if (typeof value !== "object" || value === null) throw new RangeError("A part of a block is no object.");
    return value;
  }

  /** Start of a part. */
  cursor(place: number): Cursor {
    this.#partEnds ??= this.#ends(SECTION.partLengths, this.#count);
    return { at: this.#start(SECTION.parts) + (place === 0 ? 0 : (this.#partEnds[place - 1] ?? 0)) };
  }

  varint(cursor: Cursor): number {
    const bytes = this.#bytes;
    let byte = bytes[cursor.at++] ?? 0;
    if (byte < 128) return byte;
    let value = byte & 127;
    let scale = 128;
    do {
      byte = bytes[cursor.at++] ?? 0;
      value += (byte & 127) * scale;
      scale *= 128;
    } while (byte > 127);
    return value;
  }

  signed(cursor: Cursor): number {
    const value = this.varint(cursor);
    return value % 2 === 1 ? -(value + 1) / 2 : value / 2;
  }

  /** A string of the table. */
  text(place: number): string {
    const kept = this.#kept[place];
    if (kept !== undefined) return kept;
    const texts = this.#start(SECTION.texts);
    const text = textOf(this.#bytes, texts + (place === 0 ? 0 : this.#end(place - 1)), texts + this.#end(place));
    if (text.length <= KEPT_TEXT) this.#kept[place] = text;
    return text;
  }

  /** Places of the strings that contain a text. */
  textsWith(text: string): readonly number[] {
    const known = this.#searched.get(text);
    if (known !== undefined) return known;
    const found = this.#search(text);
    const places = found.length === 0 ? NONE : found;
    this.#searched.set(text, places);
    const [oldest = ""] = this.#searched.keys();
    if (this.#searched.size > SEARCHES) this.#searched.delete(oldest);
    return places;
  }

  /** The engine's own search is quick from the first call on; a loop is not, before it is compiled. */
  #search(text: string): number[] {
    const found: number[] = [];
    if (text === "") return found;
    const wanted = Buffer.from(text);
    const start = this.#start(SECTION.texts);
    this.#texts ??= Buffer.from(
      this.#bytes.buffer,
      this.#bytes.byteOffset + start,
      this.#start(SECTION.shapes) - start,
    );
    let place = 0;
    for (let at = this.#texts.indexOf(wanted); at >= 0; at = this.#texts.indexOf(wanted, at + 1)) {
      place = this.#placeAt(at, place);
      if (at + wanted.length <= this.#end(place) && found.at(-1) !== place) found.push(place);
    }
    return found;
  }

  #end(place: number): number {
    this.#textEnds ??= this.#ends(SECTION.textLengths, this.texts);
    return this.#textEnds[place] ?? 0;
  }

  #start(section: number): number {
    return this.#starts[section] ?? 0;
  }

  #ends(section: number, count: number): Uint32Array {
    const ends = new Uint32Array(count);
    const cursor = { at: this.#start(section) };
    let end = 0;
    for (let place = 0; place < count; place += 1) {
      end += this.varint(cursor);
      ends[place] = end;
    }
    return ends;
  }

  /** The string that an offset of the texts lies in, not before `from`. */
  #placeAt(offset: number, from: number): number {
    let [low, high] = [from, this.texts - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#end(middle) > offset) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  #value(cursor: Cursor): unknown {
    const first = this.varint(cursor);
    const payload = Math.floor(first / 8);
    switch (first % 8) {
      case TAG.text:
        return this.text(payload);
      case TAG.whole:
        return payload;
      case TAG.list: {
        // As long as it will be: a list that grows takes the room of many items for the first.
        const list = new Array<unknown>(payload);
        for (let place = 0; place < payload; place += 1) list[place] = this.#value(cursor);
        return list;
      }
      case TAG.object:
        return this.#object(payload, cursor);
      case TAG.numbers: {
        const list = new Array<number>(payload);
        let value = 0;
        for (let place = 0; place < payload; place += 1) {
          value += this.signed(cursor);
          list[place] = value;
        }
        return list;
      }
      case TAG.special:
        return this.#special(payload, cursor);
      default:
        return this.part(payload);
    }
  }

  #object(shape: number, cursor: Cursor): object {
    const object: Record<string, unknown> = {};
    let later: LaterParts | undefined;
    const keys = this.#keysOf(shape);
    for (const key of keys) {
      const first = this.#bytes[cursor.at] ?? 0;
      if ((first & 7) === TAG.apart) {
        later ??= partsLater(object, this, keys);
        readLater(object, later, key, Math.floor(this.varint(cursor) / 8));
      } else if (key === "__proto__") define(object, key, this.#value(cursor));
      else object[key] = this.#value(cursor);
    }
    return object;
  }

  #keysOf(shape: number): readonly string[] {
    const known = this.#shapes[shape];
    if (typeof known === "object") return known;
    const cursor = { at: known ?? this.#bytes.length };
    const keys = Array.from({ length: this.varint(cursor) }, () => this.text(this.varint(cursor)));
    if (known !== undefined) this.#shapes[shape] = keys;
    return keys;
  }

  #special(kind: number, cursor: Cursor): unknown {
    if (kind === SPECIAL.double) {
      cursor.at += 8;
      return this.#view.getFloat64(cursor.at - 8, true);
    }
    return kind === SPECIAL.null ? null : kind === SPECIAL.true;
  }
}

function define(object: object, key: string, value: unknown): void {
  Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
}

/** ASCII, as most is, becomes one flat string: letters added to each other would be a chain of small ones, which takes ten times the memory. */
function textOf(bytes: Uint8Array, start: number, end: number): string {
  if (end - start > 64) return decoder.decode(bytes.subarray(start, end));
  const codes = new Array<number>(end - start);
  for (let at = start; at < end; at += 1) {
    const code = bytes[at] ?? 0;
    if (code > 127) return decoder.decode(bytes.subarray(start, end));
    codes[at - start] = code;
  }
  return String.fromCharCode(...codes);
}
