import { badXml, decodeText } from "./decode-text.ts";
import { xmlBase64, xmlBoolean, xmlDateTime, xmlDouble, xmlInteger } from "./scalars.ts";

/** A reply: the value, or the value of the fault. */
export interface Scanned {
  readonly fault: boolean;
  readonly value: unknown;
}

export interface ScanLimits {
  readonly depth?: number;
  /** Values in the whole reply. */
  readonly nodes?: number;
}

export interface Scan {
  /** Reads about `nodes` values more; the result when the reply is complete. */
  step(nodes: number): Scanned | undefined;
}

/** Structs inherit from nothing that a key could reach or change, and stay fast (unlike `Object.create(null)`). */
const Struct = function Struct(this: object) {} as unknown as { new (): Record<string, unknown>; prototype: object };
Struct.prototype = Object.freeze(Object.create(null)) as object;

interface Frame {
  readonly array: unknown[] | undefined;
  readonly struct: Record<string, unknown> | undefined;
  /** Names of the members of the struct before this one at the same place: rows repeat them. */
  readonly names: string[];
  name: string;
  member: number;
}

const SCALARS: Readonly<Record<string, (text: string, at: number) => unknown>> = {
  int: xmlInteger,
  i1: xmlInteger,
  i2: xmlInteger,
  i4: xmlInteger,
  i8: xmlInteger,
  "ex:i8": xmlInteger,
  biginteger: xmlInteger,
  double: xmlDouble,
  float: xmlDouble,
  boolean: xmlBoolean,
  "dateTime.iso8601": xmlDateTime,
  base64: xmlBase64,
};

/**
 * Reads an XML-RPC reply in one pass over the text: that grammar and nothing else. No attributes, comments, processing instructions,
 * DOCTYPE or foreign elements; bounded in depth and number of values; linear in the length of the text. Stepwise, so that a large
 * reply can be read in slices between which the event loop runs.
 *
 * `i8`, `nil` and self-closing forms, which intermediaries write, are understood. CR is kept: JSON keeps it too.
 *
 * @throws SextantError `bad_reply`
 */
export function openScan(text: string, limits: ScanLimits = {}): Scan {
  const { depth: maxDepth = 200, nodes: maxNodes = 20_000_000 } = limits;
  const stack: Frame[] = [];
  let at = 0;
  let nodes = 0;
  let started = false;
  let fault = false;
  let root: unknown;
  let hasRoot = false;

  const skip = () => {
    for (
      let code = text.charCodeAt(at);
      code === 10 || code === 32 || code === 13 || code === 9;
      code = text.charCodeAt(at)
    )
      at += 1;
  };
  const take = (tag: string): boolean => {
    if (!text.startsWith(tag, at)) return false;
    at += tag.length;
    return true;
  };
  const expect = (tag: string) => {
    skip();
    if (!take(tag)) badXml(`${tag} is missing`, at);
  };
  /** Character data up to the next tag, CDATA included. */
  const characters = (): string => {
    let end = text.indexOf("<", at);
    if (end < 0) badXml("it is cut off", at);
    let out = decodeText(text.slice(at, end), at);
    while (text.startsWith("<![CDATA[", end)) {
      const close = text.indexOf("]]>", end);
      if (close < 0) badXml("it is cut off", end);
      out += text.slice(end + 9, close);
      at = close + 3;
      end = text.indexOf("<", at);
      if (end < 0) badXml("it is cut off", at);
      out += decodeText(text.slice(at, end), at);
    }
    at = end;
    return out;
  };

  const open = () => {
    // References cannot make one, so one look at the whole text is enough.
    if (text.includes("\0")) badXml("a NUL", text.indexOf("\0"));
    skip();
    if (take("<?xml")) {
      const end = text.indexOf("?>", at);
      if (end < 0 || end - at > 200) badXml("the declaration does not end", at);
      at = end + 2;
      skip();
    }
    if (text.startsWith("<!", at)) badXml("a DOCTYPE or comment is not allowed", at);
    expect("<methodResponse>");
    skip();
    if (take("<fault>")) fault = true;
    else {
      expect("<params>");
      expect("<param>");
    }
    started = true;
  };

  const deliver = (value: unknown) => {
    const frame = stack[stack.length - 1];
    if (!frame) {
      root = value;
      hasRoot = true;
    } else if (frame.array) frame.array.push(value);
    else if (frame.struct) frame.struct[frame.name] = value;
  };

  const push = (frame: Frame) => {
    if (stack.length >= maxDepth) badXml(`nested deeper than ${maxDepth} levels`, at);
    stack.push(frame);
  };

  /**
   * The forms that Odoo itself writes, and nearly all values have, without looking twice at a character. Whatever is not exactly so
   * is left to the general reading.
   */
  const common = (): boolean => {
    if (text.charCodeAt(at) !== 60) return false;
    switch (text.charCodeAt(at + 2)) {
      case 116: {
        // <string>
        if (!text.startsWith("<string>", at)) return false;
        const end = text.indexOf("<", at + 8);
        if (end < 0 || !text.startsWith("</string></value>", end)) return false;
        deliver(decodeText(text.slice(at + 8, end), at + 8));
        at = end + 17;
        return true;
      }
      case 110: {
        // <int>, up to 15 digits
        if (!text.startsWith("<int>", at)) return false;
        let digit = at + 5;
        const negative = text.charCodeAt(digit) === 45;
        if (negative) digit += 1;
        const first = digit;
        let number = 0;
        for (let code = text.charCodeAt(digit); code >= 48 && code <= 57; code = text.charCodeAt(digit)) {
          number = number * 10 + (code - 48);
          digit += 1;
        }
        if (digit === first || digit - first > 15 || !text.startsWith("</int></value>", digit)) return false;
        deliver(negative && number !== 0 ? -number : number);
        at = digit + 14;
        return true;
      }
      case 111: {
        // <boolean> or <double>
        if (
          text.startsWith("<boolean>0</boolean></value>", at) ||
          text.startsWith("<boolean>1</boolean></value>", at)
        ) {
          deliver(text.charCodeAt(at + 9) === 49);
          at += 28;
          return true;
        }
        if (!text.startsWith("<double>", at)) return false;
        const end = text.indexOf("<", at + 8);
        if (end < 0 || !text.startsWith("</double></value>", end)) return false;
        deliver(xmlDouble(text.slice(at + 8, end), at + 8));
        at = end + 17;
        return true;
      }
      default:
        return false;
    }
  };

  /** One value whose `<value>` begins here: delivered whole, or opened when it is a container. */
  let lastNames: string[] = [];
  const value = () => {
    skip();
    if (take("<value/>")) return deliver("");
    if (!take("<value>")) badXml("<value> is missing", at);
    nodes += 1;
    if (nodes > maxNodes) badXml(`more than ${maxNodes} values`, at);
    if (common()) return;
    const begin = at;
    skip();
    if (text.charCodeAt(at) !== 60 || text.startsWith("<![CDATA[", at) || text.startsWith("</value>", at)) {
      // Text without a type is a string, its white space included.
      at = begin;
      const bare = characters();
      if (!take("</value>")) badXml("</value> is missing", at);
      return deliver(bare);
    }
    if (take("<string>")) {
      const string = characters();
      if (!take("</string>")) badXml("</string> is missing", at);
      deliver(string);
    } else if (take("<struct>"))
      return push({ array: undefined, struct: new Struct(), names: lastNames, name: "", member: 0 });
    else if (take("<array>")) {
      skip();
      if (!take("<data/>")) {
        expect("<data>");
        return push({ array: [], struct: undefined, names: [], name: "", member: 0 });
      }
      expect("</array>");
      deliver([]);
    } else scalar();
    expect("</value>");
  };

  const scalar = () => {
    const close = text.indexOf(">", at);
    if (close < 0 || close - at > 24) badXml("an element that XML-RPC does not know", at);
    const tag = text.slice(at + 1, close);
    const start = at;
    at = close + 1;
    if (tag === "string/") return deliver("");
    if (tag === "nil/" || tag === "ex:nil/") return deliver(null);
    if (tag === "struct/") return deliver(new Struct());
    if (tag === "array/") return deliver([]);
    if (tag === "nil" || tag === "ex:nil") {
      expect(`</${tag}>`);
      return deliver(null);
    }
    const read = Object.hasOwn(SCALARS, tag) ? SCALARS[tag] : undefined;
    if (!read) return badXml("an element that XML-RPC does not know", start);
    const end = text.indexOf("<", at);
    if (end < 0) badXml("it is cut off", at);
    const raw = text.slice(at, end);
    deliver(read(raw.includes("&") ? decodeText(raw, at) : raw, at));
    at = end;
    if (!take(`</${tag}>`)) badXml(`</${tag}> is missing`, at);
  };

  const closeArray = (frame: Frame): boolean => {
    if (!take("</data>")) return false;
    expect("</array>");
    expect("</value>");
    stack.pop();
    deliver(frame.array);
    return true;
  };

  const memberOf = (frame: Frame): boolean => {
    const struct = frame.struct as Record<string, unknown>;
    if (take("</struct>")) {
      expect("</value>");
      stack.pop();
      lastNames = frame.names;
      deliver(struct);
      return false;
    }
    if (!take("<member>")) badXml("<member> is missing", at);
    skip();
    if (!take("<name>")) badXml("<name> is missing", at);
    const likely = frame.names[frame.member];
    if (likely !== undefined && text.startsWith(likely, at) && text.startsWith("</name>", at + likely.length)) {
      frame.name = likely;
      at += likely.length + 7;
    } else {
      const name = characters();
      if (!take("</name>")) badXml("</name> is missing", at);
      frame.name = name;
      // A name that needed decoding must not be compared with the raw text.
      if (!/[&<\0]/.test(name)) frame.names[frame.member] = name;
    }
    frame.member += 1;
    if (struct[frame.name] !== undefined) badXml("a member that occurs twice", at);
    return true;
  };

  const finish = (): Scanned => {
    if (fault) expect("</fault>");
    else {
      expect("</param>");
      expect("</params>");
    }
    expect("</methodResponse>");
    skip();
    if (at !== text.length) badXml("something follows its end", at);
    return { fault, value: root };
  };

  return {
    step(budget) {
      if (!started) {
        open();
        value();
      }
      const until = nodes + budget;
      while (stack.length > 0) {
        if (nodes >= until) return undefined;
        const frame = stack[stack.length - 1] as Frame;
        skip();
        if (frame.array) {
          if (!closeArray(frame)) value();
          continue;
        }
        if (frame.member > 0 && !take("</member>")) badXml("</member> is missing", at);
        skip();
        if (memberOf(frame)) value();
      }
      if (!hasRoot) badXml("it holds no value", at);
      return finish();
    },
  };
}
