import { SextantError } from "@sextant/contracts";
import { MAX_REPLY_DEPTH } from "./check-tree.ts";

const NUMBER = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y;

function fail(at: number): never {
  throw new SextantError("bad_reply", `Odoo's reply cannot be read: it is not complete JSON (at character ${at}).`);
}

/**
 * A strict JSON parser that keeps integers beyond 2^53 as bigint and refuses numbers that no double can hold. About ten times slower
 * than `JSON.parse`: used only on texts that may need it. Objects are plain; a key `__proto__` stays an own key.
 *
 * @throws SextantError `bad_reply`
 */
export function parseLossless(text: string): unknown {
  let at = 0;

  const space = () => {
    for (;;) {
      const code = text.charCodeAt(at);
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return;
      at += 1;
    }
  };
  const string = (): string => {
    const start = at;
    at += 1;
    for (;;) {
      const code = text.charCodeAt(at);
      if (Number.isNaN(code) || code < 32) fail(at);
      at += 1;
      if (code === 34) break;
      if (code === 92) at += 1;
    }
    try {
      return JSON.parse(text.slice(start, at)) as string;
    } catch {
      return fail(start);
    }
  };
  const number = (): number | bigint => {
    NUMBER.lastIndex = at;
    const match = NUMBER.exec(text);
    if (!match) return fail(at);
    const token = match[0];
    at += token.length;
    const value = Number(token);
    if (!Number.isFinite(value))
      throw new SextantError(
        "bad_reply",
        `Odoo's reply holds the number ${token.slice(0, 24)}, which is beyond any amount.`,
      );
    const integral = match[1] === undefined && match[2] === undefined;
    return integral && !Number.isSafeInteger(value) ? BigInt(token) : value;
  };
  const literal = <T>(word: string, value: T): T => {
    if (!text.startsWith(word, at)) fail(at);
    at += word.length;
    return value;
  };
  const value = (depth: number): unknown => {
    if (depth > MAX_REPLY_DEPTH)
      throw new SextantError("bad_reply", `Odoo's reply is nested deeper than ${MAX_REPLY_DEPTH} levels.`);
    space();
    switch (text[at]) {
      case "{": {
        const object: Record<string, unknown> = {};
        at += 1;
        space();
        if (text[at] === "}") {
          at += 1;
          return object;
        }
        for (;;) {
          space();
          if (text[at] !== '"') fail(at);
          const key = string();
          space();
          if (text[at] !== ":") fail(at);
          at += 1;
          const member = value(depth + 1);
          if (key === "__proto__")
            Object.defineProperty(object, key, { value: member, enumerable: true, writable: true, configurable: true });
          else object[key] = member;
          space();
          const next = text[at];
          at += 1;
          if (next === "}") return object;
          if (next !== ",") fail(at - 1);
        }
      }
      case "[": {
        const array: unknown[] = [];
        at += 1;
        space();
        if (text[at] === "]") {
          at += 1;
          return array;
        }
        for (;;) {
          array.push(value(depth + 1));
          space();
          const next = text[at];
          at += 1;
          if (next === "]") return array;
          if (next !== ",") fail(at - 1);
        }
      }
      case '"':
        return string();
      case "t":
        return literal("true", true);
      case "f":
        return literal("false", false);
      case "n":
        return literal("null", null);
      default:
        return number();
    }
  };
  const result = value(0);
  space();
  if (at !== text.length) fail(at);
  return result;
}
