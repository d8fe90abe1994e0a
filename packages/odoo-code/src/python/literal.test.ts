import { describe, expect, it } from "vitest";
import type { Literal } from "../facts.ts";
import { readPython } from "../testing/read-python.ts";

const value = (expression: string): Literal | undefined =>
  readPython(`class A:\n    x = ${expression}\n`).classes[0]?.attributes.x?.value;

describe("literals", () => {
  it.each<[string, Literal]>([
    ["'a'", "a"],
    ["'a' \"b\"", "ab"],
    ["('a'\n  'b')", "ab"],
    ['"""a\nb"""', "a\nb"],
    [String.raw`'\n\t\\\'\x41\u00e9\U0001F600\101\q'`, "\n\t\\'A\u00e9\u{1F600}A\\q"],
    [String.raw`r'\n'`, "\\n"],
    [
      String.raw`'a\
b'`,
      "ab",
    ],
    ["f'a{{b}}'", "a{b}"],
    ["u'a'", "a"],
    ["''", ""],
    ["-3", -3],
    ["+3", 3],
    ["1_000", 1000],
    ["0x10", 16],
    ["1.5e3", 1500],
    ["True", true],
    ["None", null],
    ["(1, 'a', [2])", [1, "a", [2]]],
    ["()", []],
    ["{'a': 1, 2: (3,)}", { a: 1, "2": [3] }],
    ["{}", {}],
    ["{1, 2}", [1, 2]],
    ["[a, 1]", [{ computed: "a" }, 1]],
  ])("%s", (expression, expected) => {
    expect(value(expression)).toEqual(expected);
  });

  it.each([
    "f'a{b}'",
    "b'a'",
    "a + 'b'",
    "not x",
    "-x",
    "{**a}",
    "{a: 1}",
    "1j",
    "_('x')",
    "[x for x in y]",
    "~1",
    "'a' f'{b}'",
    "...",
  ])("%s is computed", (expression) => {
    expect(value(expression)).toEqual({ computed: expression });
  });

  it("keys that name the prototype are keys", () => {
    expect(Object.keys(value("{'__proto__': 1}") as object)).toEqual(["__proto__"]);
  });
});
