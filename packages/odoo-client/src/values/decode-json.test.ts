import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkDepth } from "./check-tree.ts";
import { decodeJson, mayHoldLongNumber } from "./decode-json.ts";
import { parseLossless } from "./parse-lossless.ts";

const plain = fc.json({ noUnicodeString: false } as object).filter((text) => !/\\u[dD][89a-fA-F]/.test(text));

describe("the exact parser", () => {
  test("agrees with JSON.parse on generated values", () => {
    fc.assert(
      fc.property(plain, fc.constantFrom(undefined, 1, "\t"), (text, indent) => {
        const value: unknown = JSON.parse(text);
        const spaced = JSON.stringify(value, undefined, indent);
        const expected: unknown = JSON.parse(spaced);
        const found = parseLossless(spaced);
        // Large floats such as 1e21 print as integers in neither parser; only integers beyond 2^53 differ, by design.
        expect(JSON.stringify(found, (_, v: unknown) => (typeof v === "bigint" ? Number(v) : v))).toBe(
          JSON.stringify(expected),
        );
      }),
    );
  });
  test("agrees with JSON.parse on what is no JSON", () => {
    fc.assert(
      fc.property(plain, fc.nat(), fc.string({ maxLength: 3 }), (text, at, noise) => {
        const position = at % (text.length + 1);
        const damaged = text.slice(0, position) + noise + text.slice(position + 1);
        const fails = (parse: (text: string) => unknown) => {
          try {
            parse(damaged);
            return false;
          } catch {
            return true;
          }
        };
        // The one difference: a number too large for a double is refused.
        if (!/\d{3}/.test(damaged)) expect(fails(parseLossless)).toBe(fails(JSON.parse));
      }),
      { numRuns: 3000 },
    );
  });
  test.each([
    "",
    " ",
    "[1,]",
    "{,}",
    '{"a":1,}',
    "01",
    "1.",
    ".5",
    "+1",
    "--1",
    "tru",
    '"\n"',
    '"\\x"',
    "[1 2]",
    "{a:1}",
    "1 2",
    '"a',
  ])("refuses %j", (text) => {
    expect(() => parseLossless(text)).toThrow(expect.objectContaining({ code: "bad_reply" }));
  });
  test("a key __proto__ stays a key", () => {
    const value = parseLossless('{"__proto__": {"polluted": 1}, "a": 12345678901234567890}') as object;
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(Object.keys(value)).toEqual(["__proto__", "a"]);
  });
});

describe("the choice of parser", () => {
  test("integers beyond 2^53 are bigint wherever they stand", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 2n ** 53n, max: 10n ** 30n }),
        fc.string({ maxLength: 40 }),
        fc.boolean(),
        (big, text, negative) => {
          const number = negative ? -big : big;
          const json = `[{"name": ${JSON.stringify(text)}, "id": ${number}, "x":${number}}, ${number}]`;
          if (/\\u[dD][89a-fA-F]/.test(json)) return;
          expect(decodeJson(json)).toEqual([{ name: text, id: number, x: number }, number]);
        },
      ),
    );
  });
  test("safe integers stay numbers", () => {
    expect(decodeJson("[9007199254740991, -9007199254740991, 9007199254740992]")).toEqual([
      9007199254740991,
      -9007199254740991,
      9007199254740992n,
    ]);
  });
  test("long digits inside texts do not choose the slow parser", () => {
    expect(mayHoldLongNumber('[{"iban": "DE89370400440532013000123456", "name": "Ref 12345678901234567890"}]')).toBe(
      false,
    );
    expect(mayHoldLongNumber('[{"id": 12345678901234567}]')).toBe(true);
    expect(mayHoldLongNumber('[{"id":-12345678901234567}]')).toBe(true);
  });
  test("a number of 16 digits is seen at every place in the text", () => {
    for (let offset = 0; offset < 64; offset++)
      expect(decodeJson(`[${" ".repeat(offset)}9007199254740993]`), `${offset}`).toEqual([9007199254740993n]);
  });
  test.each(["1e400", "-1E+999", "[1, 2e308]", '{"a": 1e9999}'])("%s is beyond any amount", (text) => {
    expect(() => decodeJson(text)).toThrow(expect.objectContaining({ code: "bad_reply" }));
  });
  test("NaN is named in the message", () => {
    expect(() => decodeJson('[{"a": NaN}]')).toThrow(/NaN or Infinity/);
  });
  test("depth costs no stack", () => {
    const deep = "[".repeat(200_000) + "]".repeat(200_000);
    expect(() => checkDepth(decodeJson(deep))).toThrow(/nested deeper/);
    expect(() => checkDepth(decodeJson(`${'{"a": [1, '.repeat(150)}1${"]}".repeat(150)}`))).toThrow(/nested deeper/);
    expect(() => checkDepth(decodeJson(JSON.stringify(deep)))).not.toThrow();
    expect(() => decodeJson(`[12345678901234567890, ${deep}]`)).toThrow(/nested deeper/);
  });
});
