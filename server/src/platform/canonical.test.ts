import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson, sha256 } from "./canonical.ts";

/** The same value with the keys of its objects in another order. */
const shuffled = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(shuffled)
    : typeof value === "object" && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .reverse()
            .map(([key, member]) => [key, shuffled(member)]),
        )
      : value;

describe("canonical JSON", () => {
  it("does not depend on the order of keys, and says the value back", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        let text: string;
        try {
          text = canonicalJson(value);
        } catch {
          // Integers beyond 2^53, and half characters: refused, which the next test looks at.
          return;
        }
        expect(canonicalJson(shuffled(value))).toBe(text);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it("gives what differs in effect different texts", () => {
    const texts = [
      { a: 1 },
      { a: "1" },
      { a: true },
      { a: [1] },
      { a: null },
      {},
      { a: "\u00e9" },
      { a: "e\u0301" },
      { a: [1, 2] },
      { a: [2, 1] },
    ].map((value) => canonicalJson(value));
    expect(new Set(texts).size).toBe(texts.length);
    expect(canonicalJson({ b: 1, a: -0 })).toBe('{"a":0,"b":1}');
    expect(sha256('{"a":0,"b":1}')).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each([[Number.NaN], [Number.POSITIVE_INFINITY], [2 ** 53], ["\ud800"], [() => 1], [10n]])(
    "refuses %s",
    (value) => {
      expect(() => canonicalJson({ value })).toThrow(expect.objectContaining({ code: "bad_usage" }));
    },
  );

  it("refuses a value without an end", () => {
    const loop: unknown[] = [];
    loop.push(loop);
    expect(() => canonicalJson(loop)).toThrow(expect.objectContaining({ code: "bad_usage" }));
  });
});
