import fc from "fast-check";
import { expect, test } from "vitest";
import { encodeJson } from "./encode-json.ts";

test("what JSON can hold is written as JSON.stringify would", () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: true } as object), (value) => {
      const safe = JSON.parse(JSON.stringify(value)) as unknown;
      try {
        expect(JSON.parse(encodeJson(safe))).toEqual(safe);
      } catch (error) {
        // Huge doubles such as 1e300 are integers beyond 2^53 to JavaScript.
        expect(error).toMatchObject({ code: "unsafe_value" });
        expect(JSON.stringify(safe)).toMatch(/e\+|\d{16}|\\u[dD]/);
      }
    }),
  );
});

class Money {
  readonly amount = 1;
}

test.each<[string, unknown]>([
  ["undefined", undefined],
  ["undefined in an object", { a: undefined }],
  ["undefined in a list", [undefined]],
  ["a hole", new Array(1)],
  ["NaN", Number.NaN],
  ["Infinity", [1, Number.POSITIVE_INFINITY]],
  ["a function", () => 1],
  ["a symbol", Symbol("x")],
  ["a Date", new Date(0)],
  ["a Map", new Map()],
  ["a Set", { a: new Set() }],
  ["a class", new Money()],
  ["1e21", 1e21],
  ["2^53", 2 ** 53],
  ["half a pair", "a\ud800"],
  ["half a pair in a key", { "\udc00": 1 }],
])("%s is refused", (_name, value) => {
  expect(() => encodeJson(value)).toThrow(expect.objectContaining({ code: "unsafe_value" }));
});

test("the message says where, and never the value", () => {
  expect(() => encodeJson({ vals: [{ name: "private \ud800" }] })).toThrow(
    "arguments.vals[0].name holds half of a surrogate pair",
  );
  expect(() => encodeJson({ vals: [{ name: "private \ud800" }] })).not.toThrow(/private/);
});

test("a cycle is refused, not followed", () => {
  const loop: Record<string, unknown> = {};
  loop.self = loop;
  expect(() => encodeJson(loop)).toThrow(expect.objectContaining({ code: "unsafe_value" }));
});

test("bigint is the integer it is; -0 is 0; a key __proto__ is kept", () => {
  expect(encodeJson([12345678901234567890n, -0, Object.fromEntries([["__proto__", 1]])])).toBe(
    '[12345678901234567890,0,{"__proto__":1}]',
  );
});
