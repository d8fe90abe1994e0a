import fc from "fast-check";
import { expect, it } from "vitest";
import type { FileFacts, PythonFacts } from "../facts.ts";
import { factsOf, factsOfText } from "../facts-of.ts";
import { loadPython } from "../testing/load-python.ts";
import { TypedFile } from "./typed-file.ts";

const parsers = { python: await loadPython() };
const PATH = "/addons/shop/models/shop.py";
const SOURCE = `from odoo import api, fields, models
from odoo.fields import Domain


class Shop(models.Model):
    _name = "shop"
    _order = "name desc"

    name = fields.Char(default=lambda self: self.env.company.name)
    line_ids = fields.One2many("shop.line", "shop_id", domain=[("active", "=", True)])
    total = fields.Float(compute="_compute_total")

    @api.depends("line_ids.price", "line_ids.product_id.list_price")
    def _compute_total(self):
        for shop in self:
            shop.total = sum(shop.line_ids.mapped("price"))
            shop.line_ids.filtered(lambda line: line.product_id.active).write({"price": 1})

    def _same(self):
        return self.name

    @staticmethod
    def _static(shop):
        return shop.name

    def search_them(self):
        # A comment with "quotes and (brackets
        lines = self.env["shop.line"].search([("shop_id.name", "=", self.name)])
        if "sale.order" in self.env:
            lines |= self.line_ids
        return {line.product_id.name: f"{line.shop_id.name!r}" for line in lines}


class Line(models.Model):
    _name = "shop.line"

    shop_id = fields.Many2one("shop")

    def _same(self):
        return self.name

    def make(self):
        class Hidden(models.Model):
            _name = "hidden"
        return self.shop_id._static(self)


def outside(env):
    return env["shop"].browse(1).line_ids.shop_id
`;

/** What is typed at a place: words, halves of words, and what breaks the file. */
const TYPED = [
  "x",
  "",
  ".",
  "name",
  "\n",
  "    ",
  "(",
  ")",
  '"',
  "'''",
  "#",
  "\\",
  ":",
  "=",
  "self.",
  "def f(self):\n",
];
const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  removed: fc.constantFrom(0, 0, 0, 1, 1, 4, 30),
  text: fc.constantFrom(...TYPED),
  /** Whether it is taken back right away, as somebody does who corrects himself. */
  undone: fc.boolean(),
});

const fresh = (text: string): FileFacts => factsOf(parsers, PATH, new TextEncoder().encode(text), "19.0");
const typing = () => {
  const file = new TypedFile();
  return (text: string): FileFacts => factsOfText(parsers, PATH, text, "19.0", file);
};

it("says of a file that is typed in, keystroke by keystroke, what reading it afresh says", () => {
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 12 }), (edits) => {
      const typed = typing();
      let text = SOURCE;
      expect(typed(text)).toStrictEqual(fresh(text));
      for (const { at, removed, text: added, undone } of edits) {
        const place = Math.floor(at * text.length);
        const before = text;
        text = text.slice(0, place) + added + text.slice(place + removed);
        expect(typed(text)).toStrictEqual(fresh(text));
        if (undone) text = before;
      }
    }),
    { numRuns: 20 },
  );
}, 60_000);

it("keeps the classes that say the same, and brings their places up to date", () => {
  const typed = typing();
  const first = typed(SOURCE) as PythonFacts;
  const second = typed(`\n${SOURCE.replace("shop.line_ids.mapped", "self.line_ids.mapped")}`) as PythonFacts;
  expect(second.classes.map((fact, at) => fact === first.classes[at])).toEqual([true, true]);
  const third = typed(SOURCE.replace("total = fields.Float(", "total = fields.Float(store=True, ")) as PythonFacts;
  expect(third.classes.map((fact, at) => fact === first.classes[at])).toEqual([false, true]);
});

it("moves nothing for who reads another text in between", () => {
  const file = new TypedFile();
  const first = factsOfText(parsers, PATH, SOURCE, "19.0", file);
  const copy = structuredClone(first);
  const beside = factsOfText(parsers, PATH, `\n\n${SOURCE}`, "19.0", file.aside());
  expect(first).toStrictEqual(copy);
  expect(beside).toStrictEqual(fresh(`\n\n${SOURCE}`));
});
