import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadPython } from "../../testing/load-python.ts";
import { parseWithGrammar } from "../python-tree.ts";
import { readPython } from "./read-python.ts";
import { difference } from "./testing/difference.ts";
import { ODDITIES, STATEMENTS } from "./testing/sources.ts";

const python = await loadPython();
const compared = (source: string): string | null => {
  const found = readPython(source, 400);
  return found === null ? null : difference(parseWithGrammar(python, source), found);
};

describe("reading Python without tree-sitter", () => {
  it.each(STATEMENTS)("gives the grammar's tree: %j", (source) => {
    expect(readPython(source, 400)).not.toBeNull();
    expect(compared(source)).toBeNull();
  });

  it.each(["\n", "\r\n"])("all statements one after the other, lines ending in %j", (end) => {
    const source = STATEMENTS.join("\n0\n").replaceAll("\n", end);
    expect(readPython(source, 400)).not.toBeNull();
    expect(compared(source)).toBeNull();
  });

  it("in a block that is indented by a tab", () => {
    for (const source of STATEMENTS.filter((statement) => !statement.includes('"""'))) {
      const lines = source.split("\n").map((line) => `\t${line}`);
      expect(compared(`def f():\n${lines.join("\n")}\n\n# end`)).toBeNull();
    }
  });

  it.each(ODDITIES)("gives up on what is broken, of Python 2, or read in ways of the grammar's own: %j", (source) => {
    expect(readPython(source, 400)).toBeNull();
  });

  it("gives up on what is nested too deeply, whatever nests it", () => {
    for (const source of [
      "(".repeat(300),
      "not ".repeat(300),
      "-".repeat(300),
      "a.b".repeat(500),
      "lambda: ".repeat(300),
    ])
      expect(readPython(`x = ${source}a`, 400)).toBeNull();
    expect(readPython(`x = a${".b".repeat(500)}`, 400)).toBeNull();
    expect(readPython("x = ".repeat(5000), 400)).toBeNull();
    const blocks = Array.from({ length: 5000 }, (_, depth) => `${" ".repeat(depth)}if x:`);
    expect(readPython(blocks.join("\n"), 400)).toBeNull();
  });

  const PIECES = [
    ...["(", ")", "[", "]", "{", "}", ",", ":", ";", ".", "...", "=", "==", ":=", "->", "+", "-", "*", "**", "//", "@"],
    ...[
      "|",
      "^",
      "<",
      ">",
      "<>",
      "!=",
      "|=",
      "!",
      "`",
      "\\",
      "\\\n",
      "\n",
      "\n\n",
      "\n    ",
      "\n  ",
      "\t",
      "\f",
      "\r\n",
    ],
    ...[
      "#",
      "\n# x\n",
      "\n    # x\n",
      "'",
      '"',
      '"""',
      "f'",
      'f"',
      "r'",
      "b'",
      "{a}",
      "{{",
      "{a!r:>{b}}",
      "é",
      "1",
      "1.",
    ],
    ...[".5", "0x1", "1_0", "1j", "a", "print", "print(", "exec ", "type ", "match ", "case ", "_", "async ", "await "],
    ...[
      "lambda ",
      "def f(",
      "class A",
      "if ",
      "elif ",
      "else:",
      "for ",
      "while ",
      "try:",
      "except ",
      "finally:",
      "with ",
    ],
    ...[
      " as ",
      "import ",
      "from ",
      "return ",
      "yield ",
      " not ",
      " in ",
      " is ",
      " and ",
      " or ",
      "None",
      "del ",
      "pass",
    ],
    ...["\0", "\u00a0", "\u200b", " ", "    ", "a,", "*a", "x: A[b]"],
  ];

  it("never accepts what the grammar has a problem with, nor reads it otherwise: pieces of source put together", () => {
    const source = fc
      .tuple(fc.array(fc.constantFrom(...PIECES, ...STATEMENTS), { maxLength: 14 }), fc.constantFrom("", " ", "\n"))
      .map(([pieces, between]) => pieces.join(between));
    fc.assert(
      fc.property(source, (text) => compared(text) === null),
      { numRuns: 4000 },
    );
  });

  it("the same of statements that were changed at one place", () => {
    const source = fc
      .tuple(
        fc.array(fc.constantFrom(...STATEMENTS, ...ODDITIES), { minLength: 1, maxLength: 3 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.nat(6),
        fc.constantFrom("", ...PIECES),
      )
      .map(([statements, place, dropped, put]) => {
        const text = statements.join("\n");
        const at = Math.floor(place * text.length);
        return text.slice(0, at) + put + text.slice(at + dropped);
      });
    fc.assert(
      fc.property(source, (text) => compared(text) === null),
      { numRuns: 6000 },
    );
  });
});
