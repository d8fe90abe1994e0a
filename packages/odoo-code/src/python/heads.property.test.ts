import fc from "fast-check";
import { expect, it } from "vitest";
import { definitionsToPack, factsToPack, usesToPack } from "../facts-of.ts";
import { definingFacts } from "../packed/defining-facts.ts";
import { loadPython } from "../testing/load-python.ts";

const parsers = { python: await loadPython() };
const PATH = "/addons/shop/models/shop.py";

/** Lines of what functions do: whatever may hide where a block ends. */
const LINES = [
  "x = 1",
  "x = (1,",
  "     2)",
  "  y = [",
  "]",
  "# a comment",
  "      # a deeper one",
  "",
  '"""a text',
  'over lines"""',
  "'#' + \"(\"",
  "'it\\'s'",
  'f"{x["#"]}"',
  "f'{x!r:>{width}} {{'",
  "rb'\\\\'",
  "x = 1 + \\",
  "    2",
  "if x:",
  "    pass",
  "  super().write({})",
  "self.super = 1",
  "def inner(): return super()",
  "class Hidden(models.Model):",
  '    _name = "hidden"',
  "\tx = 2",
  "return {",
  "}",
  "x = 1; y = 2  # behind",
  "@decorated",
  "lambda: (yield)",
  ")",
  "'''",
];
const HEADS = [
  "    @api.depends('x')\n    def f(self, *args, y=None):",
  "    async def g(self):  # why",
  "    def one(self): return 1",
  "    def typed(self) -> dict[str, int]:",
  "def outside(env):",
  "if True:\n    def within(self):",
];

const method = fc.record({
  head: fc.constantFrom(...HEADS),
  indent: fc.constantFrom("        ", "    ", "            ", "\t"),
  lines: fc.array(fc.constantFrom(...LINES), { maxLength: 8 }),
});
const file = fc.array(method, { maxLength: 5 }).map((methods) => {
  const body = methods.map(
    ({ head, indent, lines }) => `${head}\n${lines.map((line) => `${indent}${line}\n`).join("")}`,
  );
  return `class A(models.Model):\n    _name = "a"\n    x = fields.Char()\n${body.join("")}    z = fields.Char()\n`;
});

it("what a well-formed file defines is told without reading what its functions do", () => {
  let sound = 0;
  let all = 0;
  fc.assert(
    fc.property(file, (text) => {
      const bytes = new TextEncoder().encode(text);
      const used = usesToPack(parsers, PATH, bytes, "19.0");
      all += 1;
      if (!used.sound) return;
      sound += 1;
      expect(used.facts).toEqual(factsToPack(parsers, PATH, bytes, "19.0"));
      expect(definitionsToPack(parsers, PATH, bytes, "19.0")).toEqual(definingFacts(used.facts));
    }),
    { numRuns: 3000 },
  );
  // Broken files are told apart; the others are what is compared.
  expect(sound / all).toBeGreaterThan(0.1);
});

it("of any text something", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...LINES, ...HEADS)), (lines) => {
      const bytes = new TextEncoder().encode(lines.join("\n"));
      expect(definitionsToPack(parsers, PATH, bytes, "19.0").path).toBe(PATH);
    }),
  );
});
