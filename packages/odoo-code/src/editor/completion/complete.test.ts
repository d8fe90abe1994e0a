import { describe, expect, it } from "vitest";
import { parsers } from "../testing/project-of.ts";
import { SHOP, shop } from "../testing/shop.ts";
import { complete } from "./complete.ts";

const { project } = shop();

/** What is offered at the `|` of a text, the nearest first, and what it replaces. */
function offered(path: string, withMark: string) {
  const offset = withMark.indexOf("|");
  const text = withMark.slice(0, offset) + withMark.slice(offset + 1);
  const { candidates, span } = complete(project, parsers, { path: `/addons/${path}`, text, offset });
  const names = [...candidates].sort((a, b) => a.rank - b.rank).map(({ label }) => label);
  return { names, replaces: text.slice(...span) };
}

const method = (body: string) =>
  `from odoo import api, fields, models\nclass Order(models.Model):\n    _inherit = 'shop.order'\n    def act(self, other):\n${body}\n        return True\n    def last(self):\n        pass\n`;
const field = (code: string) =>
  `from odoo import api, fields, models\nclass Order(models.Model):\n    _inherit = 'shop.order'\n    x = ${code}\n    y = fields.Char()\n`;
const PY = "shop_more/order.py";

describe("Python", () => {
  it.each([
    ["members of self, in broken code", method("        self.|"), ["partner_id", "action_confirm"], ""],
    ["members behind a field", method("        self.partner_id.pa|"), ["parent_id", "name"], "pa"],
    ["members in an unclosed call", method("        foo(self.line_ids.|"), ["amount", "order_id"], ""],
    ["a method being called", method("        self.action|()"), ["action_confirm"], "action"],
    ["variables of loops", method("        for line in self.line_ids:\n            line.am|"), ["amount"], "am"],
    ["lambdas", method("        self.line_ids.filtered(lambda l: l.|)"), ["amount"], ""],
    ["mapped", method("        self.mapped('line_ids.|')"), ["amount", "order_id"], ""],
    ["mapped, half-typed", method("        self.mapped('line_ids.|"), ["amount", "order_id"], ""],
    ["models of env", method("        self.env['res.|']"), ["res.partner"], "res."],
    ["models of env, half-typed", method("        self.env['res.|"), ["res.partner"], "res."],
    ["then their members", method("        self.env['res.partner'].|"), ["name", "write"], ""],
    ["ids", method("        self.env.ref('base.gr|')"), ["base.group_user"], "base.gr"],
    ["groups", method("        self.env.user.has_group('|')"), ["base.group_user"], ""],
    ["domains", method("        self.search([('part|', '=', 1)])"), ["partner_id"], "part"],
    ["domains, half-typed", method("        self.search([('partner_id.|"), ["parent_id"], ""],
    ["domains, a condition begun", method("        self.search([('|')])"), ["partner_id"], ""],
    ["keys of values", method("        self.write({'|'})"), ["partner_id", "note"], ""],
    ["keys of values, half-typed", method("        self.write({'no|"), ["note"], "no"],
    ["depends", field("1\n    @api.depends('line_ids.|')\n    def f(self): pass"), ["amount"], ""],
    ["related", field("fields.Char(related='partner_id.|')"), ["name", "country"], ""],
    ["comodels", field("fields.Many2one('shop.|')"), ["shop.order", "shop.line"], "shop."],
    ["comodels, half-typed", field("fields.Many2one('shop.|"), ["shop.order", "shop.line"], "shop."],
    ["inverse names", field("fields.One2many('shop.line', '|')"), ["order_id"], ""],
    ["domains of fields", field("fields.Many2one('res.partner', domain=[('|', '=', 1)])"), ["parent_id"], ""],
    ["computing methods", field("fields.Char(compute='_comp|')"), ["_compute_total"], "_comp"],
    ["arguments of fields", field("fields.Many2one('res.partner', |)"), ["ondelete", "string", "domain"], ""],
    ["arguments of fields, begun", field("fields.Char(comp|)"), ["compute", "help"], "comp"],
    ["types of fields", field("fields.M|"), ["Many2one", "Monetary"], "M"],
    [
      "models that are inherited",
      "from odoo import models\nclass A(models.Model):\n    _inherit = '|'\n",
      ["shop.order"],
      "",
    ],
    ["attributes of a class", field("fields.Char()\n    _or|"), ["_order", "_description"], "_or"],
    ["methods to override", field("fields.Char()\n    def act|"), ["action_confirm", "write"], "act"],
  ])("%s", (_title, text, expected, replaces) => {
    const found = offered(PY, text);
    expect(found.names).toEqual(expect.arrayContaining(expected));
    expect(found.replaces).toBe(replaces);
  });

  it("puts the own module first, and says what overriding takes", () => {
    const { names } = offered(PY, method("        self.|"));
    expect(names.indexOf("note")).toBeLessThan(names.indexOf("partner_id"));
    const text = field("fields.Char()\n    def act");
    const { candidates } = complete(project, parsers, {
      path: `/addons/${PY}`,
      text,
      offset: text.indexOf("def act") + 7,
    });
    expect(candidates.find(({ label }) => label === "action_confirm")?.insert).toBe(
      "action_confirm(self):\n\treturn super().action_confirm()$0",
    );
  });

  it("says nothing in comments, in text and about what is not known", () => {
    expect(offered(PY, method("        # self.|")).names).toEqual([]);
    expect(offered(PY, method("        x = 'hello |'")).names).toEqual([]);
    expect(offered(PY, method("        other.|")).names).toEqual([]);
  });
});

const view = (arch: string, more = "") =>
  `<odoo>\n  <record id="v" model="ir.ui.view">\n    <field name="model">shop.order</field>${more}\n    <field name="arch" type="xml">${arch}</field>\n  </record>\n</odoo>`;
const XML = "shop/views/more.xml";
const upToMark = (text: string) => text.slice(0, text.indexOf("|") + 1);

describe("XML", () => {
  it.each([
    ["fields of the model", view('<form><field name="|"/></form>'), ["partner_id", "line_ids"], ""],
    ["fields, the tag half-typed", view('<form><field name="par|</form>'), ["partner_id"], "par"],
    ["fields, the file half-typed", upToMark(view('<form><field name="par|')), ["partner_id"], "par"],
    [
      "fields of a nested view",
      view('<form><field name="line_ids"><list><field name="|"/></list></field></form>'),
      ["amount"],
      "",
    ],
    [
      "fields of a nested view, half-typed",
      view('<form><field name="line_ids"><list><field name="|').slice(0, -1),
      ["amount"],
      "",
    ],
    ["expressions", view('<form><field name="total" invisible="not par|"/></form>'), ["partner_id"], "par"],
    ["domains", view(`<form><field name="partner_id" domain="[('|', '=', 1)]"/></form>`), ["parent_id"], ""],
    ["buttons that call", view('<form><button name="|" type="object"/></form>'), ["action_confirm"], ""],
    ["widgets", view('<form><field name="partner_id" widget="|"/></form>'), ["partner_card"], ""],
    ["groups", view('<form><field name="partner_id" groups="|"/></form>'), ["base.group_user"], ""],
    ["models of records", '<odoo><record id="a" model="res.|"/></odoo>', ["res.partner", "res.groups"], "res."],
    [
      "models as text",
      '<odoo><record id="a" model="ir.ui.view"><field name="model">sh|</field></record></odoo>',
      ["shop.order"],
      "sh",
    ],
    [
      "fields of records",
      '<odoo><record id="a" model="res.partner"><field name="|"/></record></odoo>',
      ["name", "parent_id"],
      "",
    ],
    [
      "records by id",
      '<odoo><record id="a" model="ir.ui.view"><field name="inherit_id" ref="|"/></record></odoo>',
      ["view_order"],
      "",
    ],
    ["elements of views", view("<form><|</form>"), ["sheet", "group", "field"], ""],
    ["elements of data", "<odoo><rec|</odoo>", ["record", "menuitem"], "rec"],
    ["attributes", view("<form><field na|</form>"), ["name", "widget"], "na"],
    [
      "positions",
      view('<xpath expr="//field" position="|"/>', '<field name="inherit_id" ref="shop.view_order"/>'),
      ["after", "attributes"],
      "",
    ],
    ["types of buttons", view('<form><button name="a" type="|"/></form>'), ["object", "action"], ""],
  ])("%s", (_title, text, expected, replaces) => {
    const found = offered(XML, text);
    expect(found.names).toEqual(expect.arrayContaining(expected));
    expect(found.replaces).toBe(replaces);
  });

  it("knows the record that an extension goes to", () => {
    const text = SHOP["shop_more/views.xml"] ?? "";
    expect(offered("shop_more/views.xml", text.replace('name="order_id"', 'name="|"')).names).toContain("amount");
    const located = text.replace("//list/field", "//field[@name='|']");
    expect(offered("shop_more/views.xml", located).names.slice(0, 3)).toEqual(["partner_id", "line_ids", "amount"]);
  });
});

describe("other files", () => {
  it.each([
    ["shop/data/res.partner.csv", "id,name,par|\n", ["parent_id:id", "country"], "par"],
    ["shop/data/res.partner.csv", "id,name,parent_id/|\n", ["name", "parent_id"], ""],
    ["shop/data/ir.ui.view.csv", "id,inherit_id:id\na,|\n", ["view_order"], ""],
    ["shop/data/ir.ui.view.csv", "id,inherit_id:id\na,shop.|\n", ["shop.view_order"], "shop."],
    ["shop_more/__manifest__.py", "{'name': 'x', 'depends': ['|']}", ["base", "shop"], ""],
    ["shop_more/__manifest__.py", "{'name': 'x', 'depends': ['sh|", ["base", "shop"], "sh"],
    ["shop_more/__manifest__.py", "{'name': 'x', 'data': ['|']}", ["views.xml"], ""],
    ["shop_more/__manifest__.py", "{'name': 'x',\n'de|'}", ["depends", "demo"], "de"],
    ["shop/static/src/card.js", 'this.orm.searchRead("res.|", [], ["name"]);', ["res.partner"], "res."],
    ["shop/static/src/card.js", 'this.orm.searchRead("res.|', ["res.partner"], "res."],
    ["shop/static/src/card.js", 'this.orm.searchRead("res.partner", [], ["|"]);', ["name", "parent_id"], ""],
    ["shop/static/src/card.js", 'registry.category("fields").get("|")', ["partner_card"], ""],
    ["shop/static/src/card.js", 'class A extends Component { static template = "|"; }', ["shop.Card"], ""],
  ])("%s %s", (path, text, expected, replaces) => {
    const found = offered(path, text);
    expect(found.names).toEqual(expect.arrayContaining(expected));
    expect(found.replaces).toBe(replaces);
  });
});

describe("any place of any file", () => {
  it("has an answer, also when the file ends there", () => {
    for (const [path, text] of Object.entries(SHOP))
      for (let offset = 0; offset <= text.length; offset += 23) {
        const cursor = { path: `/addons/${path}`, offset };
        expect(complete(project, parsers, { ...cursor, text }).candidates).toBeDefined();
        expect(complete(project, parsers, { ...cursor, text: text.slice(0, offset) }).candidates).toBeDefined();
      }
  });
});
