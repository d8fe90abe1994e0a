import fc from "fast-check";
import { expect, it } from "vitest";
import { parsePython } from "../python/python-tree.ts";
import { loadPython } from "../testing/load-python.ts";
import { type ReadText, retypedTree } from "./retyped-tree.ts";

const python = await loadPython();
const METHOD = `    @api.depends("line_ids.price")
    def _compute(self):
        """Text
with less indentation.
        """
        for shop in self:  # a comment
            shop.total = sum(line.price for line in shop.line_ids) if shop.line_ids else (
                0
            )
        # the last comment

`;
const PART = `# Part of something.
from odoo import api, fields, models  # imports

import logging; _logger = logging.getLogger(__name__)


class Shop(models.Model):
    """A shop."""
    _name = "shop"

    name = fields.Char(
        help="a name",
    ); other = 1
    if True:
        inner = fields.Char()
    else:
        inner = None

${METHOD}
    # between two methods
${METHOD.replace("_compute", "_other")}    async def f(self): return f"{self.name!r} {1}"

    class Inner:
        value = 1

        def g(self):
            return r"\\n" \\
                "b"
# less indented


@decorated
class Second(models.Model):
    def h(self, *args, **kwargs): pass


def outside(env):
    match env:
        case 1:
            return lambda x: x
    return [
        1,
    ]


${METHOD.replaceAll(/^ {4}/gm, "")}
value = 1
`;
const SOURCE = PART + PART;

const TYPED = [
  "x",
  "x",
  ".",
  "name",
  "\n",
  "    ",
  "\n    ",
  "\n        ",
  "(",
  ")",
  '"',
  '"""',
  "'",
  "#",
  "\\",
  ":",
  "\t",
  ";",
  "self.",
  "@x\n",
  "def f(self): pass\n",
  "    def f(self):\n        pass\n",
  "\r\n",
  "else:",
  "if x: y",
];
const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  removed: fc.constantFrom(0, 0, 0, 1, 1, 4, 8, 30, 200),
  text: fc.constantFrom("", ...TYPED),
  /** Whether it is taken back right away. */
  undone: fc.boolean(),
});

it("gives the tree that reading the whole text gives, after any keystrokes", () => {
  let retyped = 0;
  let read = 0;
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 20 }), (edits) => {
      let last: ReadText = { text: SOURCE, tree: parsePython(python, SOURCE) };
      let now = SOURCE;
      expect(last.tree.whole).toBe(true);
      const type = (text: string) => {
        const whole = parsePython(python, text);
        const tree = retypedTree(last, text);
        if (tree !== null)
          expect({ ...tree, whole: undefined }).toEqual({ ...whole, whole: undefined, recoverable: undefined });
        if (whole.problems.length === 0) {
          read += 1;
          if (tree !== null) retyped += 1;
        }
        if (tree !== null || whole.whole === true) last = { text, tree: tree ?? whole };
        now = text;
      };
      for (const { at, removed, text: added, undone } of edits) {
        const text = now;
        const place = Math.floor(at * text.length);
        type(text.slice(0, place) + added + text.slice(place + removed));
        if (undone) type(text);
      }
    }),
    { numRuns: 60 },
  );
  expect(retyped / read).toBeGreaterThan(0.2);
}, 120_000);
