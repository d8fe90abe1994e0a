import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FileFacts } from "../facts.ts";
import { factsOf } from "../facts-of.ts";
import { loadPython } from "../testing/load-python.ts";

const python = await loadPython();
const read = (bytes: Uint8Array | string, path = "a/models/x.py"): FileFacts =>
  factsOf({ python }, path, typeof bytes === "string" ? new TextEncoder().encode(bytes) : bytes, "19.0");

/** Every span in some facts. */
function spansOf(value: unknown, found: [number, number][] = []): [number, number][] {
  if (Array.isArray(value)) for (const item of value) spansOf(item, found);
  else if (value !== null && typeof value === "object")
    for (const [key, item] of Object.entries(value)) {
      if (/span$/i.test(key)) found.push(item as [number, number]);
      else if (key !== "value" && key !== "lines") spansOf(item, found);
    }
  return found;
}

function expectSound(facts: FileFacts, text: string): void {
  for (const [start, end] of spansOf(facts)) {
    expect(start).toBeGreaterThanOrEqual(0);
    expect(end).toBeGreaterThanOrEqual(start);
    expect(end).toBeLessThanOrEqual(text.length);
  }
  for (const { span, value, certain } of facts.references) if (certain) expect(text.slice(...span)).toBe(value);
  const last = facts.lineStarts.length - 1;
  for (const { lines } of facts.suppressions) {
    expect(lines[0]).toBeGreaterThanOrEqual(0);
    expect(lines[1]).toBeLessThanOrEqual(last);
  }
  if (facts.kind === "python")
    for (const { name, nameSpan } of facts.classes.flatMap((found) => [found, ...found.fields, ...found.methods]))
      expect(text.slice(...nameSpan)).toBe(name);
}

const REAL = `# -*- coding: utf-8 -*-
from odoo import _, api, fields, models  # pylint: disable=unused-import
from odoo.addons.sale.models.sale_order import SaleOrder as Base


class SaleOrder(models.Model):
    """Orders: "quotes" and 'é😀'."""

    _inherit = ["sale.order", "mail.thread"]
    _order = "date_order desc, id"

    partner_id = fields.Many2one("res.partner", domain="[('company_id', 'in', (False, company_id))]", groups="a.b,c.d")
    total = fields.Monetary(compute="_compute_total", store=True, currency_field="currency_id")

    @api.depends("order_line.price", 'partner_id.name')
    def _compute_total(self):
        for order in self:
            # lint-ignore: x
            lines = order.order_line.filtered(lambda l: not l.display_type)
            order.total = sum(line.price for line in lines) if lines else 0.0

    def action(self, *, key=None, **kw):
        res = super().action(**kw)
        if key and self.env.ref("sale.view", raise_if_not_found=False):
            self.env["res.partner"].search([("name", "=", f"{key!r:>{10}}"), "|", ("a.b", "in", [1, 2])], limit=1)
        return {"type": "ir.actions.act_window", **res}
`;
const MANIFEST =
  "{\n    'name': 'A', 'depends': ['base', 'sale'],\n    'data': ['a.xml'], 'assets': {'web.b': [('include', 'x')]},\n}\n";
const TOKENS =
  "class A(models.Model):|\n|\n    |\n        |_name = 'a'|x = fields.Char(|)|(|[|]|{|}|'|\"|\"\"\"|f'{|}'|def f(self|):|self.env['|.|,|=|@api.depends(|lambda |for x in |if |else:|# pylint: disable=|# noqa|\\\n|:=|*|**|é|😀|\r|\0|async |await |match x:|case |not in |env.ref('a.b'|\t|1e|0x|...".split(
    "|",
  );

describe("any bytes give facts", () => {
  it("random bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.constantFrom("a/x.py", "a/__manifest__.py"), (bytes, path) => {
        expect(read(bytes, path).path).toBe(path);
      }),
      { numRuns: 300 },
    );
  });

  it("random text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (source) => {
        expectSound(read(source), source.replace(/^\uFEFF/, ""));
      }),
      { numRuns: 300 },
    );
  });

  it("random Python-like text", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...TOKENS), { maxLength: 60 }), (tokens) => {
        const source = tokens.join("");
        expectSound(read(source), source);
        expectSound(read(source, "a/__manifest__.py"), source);
      }),
      { numRuns: 500 },
    );
  });

  it("a real-looking file cut off anywhere", () => {
    for (let length = 0; length <= REAL.length; length += 3) {
      const source = REAL.slice(0, length);
      expectSound(read(source), source);
    }
    for (let length = 0; length <= MANIFEST.length; length += 1) {
      const source = MANIFEST.slice(0, length);
      expectSound(read(source, "a/__manifest__.py"), source);
    }
  });

  it("a real-looking file with pieces taken out or put in", () => {
    fc.assert(
      fc.property(
        fc.nat(REAL.length),
        fc.nat(80),
        fc.array(fc.constantFrom(...TOKENS), { maxLength: 4 }),
        (at, drop, put) => {
          const source = REAL.slice(0, at) + put.join("") + REAL.slice(at + drop);
          expectSound(read(source), source);
        },
      ),
      { numRuns: 300 },
    );
  });

  it.each([
    ["brackets", "(".repeat(20_000)],
    ["closed brackets", `x = ${"[".repeat(5000)}${"]".repeat(5000)}`],
    ["dicts", `{'a': ${"{'a': ".repeat(3000)}`],
    ["sums", `x = ${"'a' + ".repeat(10_000)}'b'`],
    ["attributes", `x = self${".a".repeat(10_000)}`],
    ["calls", `x = self${".a()".repeat(5000)}`],
    ["subscripts", `x = env['a']${"[0]".repeat(5000)}`],
    ["not", `x = ${"not ".repeat(10_000)}y`],
    ["lambdas", `x = ${"lambda: ".repeat(3000)}y`],
    ["f-strings", `x = ${"f'{".repeat(2000)}`],
    ["blocks", Array.from({ length: 300 }, (_, depth) => `${" ".repeat(depth)}if x:`).join("\n")],
    ["comparisons", `x = ${"a < ".repeat(5000)}b`],
    ["decorators", "@a\n".repeat(5000)],
    ["comments", "# pylint: disable=a\n# noqa\n".repeat(500)],
    ["quotes", "'".repeat(30_001)],
    ["triple quotes", '"""'.repeat(5001)],
    ["backslashes", "\\\n".repeat(100_000)],
    ["mixed nesting", "a(b[c{".repeat(10_000)],
    ["definitions", "def f(a".repeat(5000)],
    ["one line", "a=1;".repeat(50_000)],
    ["carriage returns", "x = 1\r".repeat(5000)],
    ["nested domains", `self.search(${"[('a','any',".repeat(1000)}`],
  ])("deep or odd: %s", (_, source) => {
    expectSound(read(source), source);
    expectSound(
      read(`class A(models.Model):\n    _name = 'a'\n    def m(self):\n        ${source}`),
      `class A(models.Model):\n    _name = 'a'\n    def m(self):\n        ${source}`,
    );
  });

  it("a parser that met the worst still reads the rest", () => {
    read("(".repeat(100_000));
    expect(read(REAL)).toMatchObject({
      problems: [],
      classes: [{ model: null, inherit: ["sale.order", "mail.thread"] }],
    });
  });
});
