import { describe, expect, it } from "vitest";
import { readPython, referencesIn } from "../testing/read-python.ts";

/** References in the body of a method of `sale.order`. */
const inMethod = (body: string, context?: string) =>
  referencesIn(
    `from odoo import models\nclass SaleOrder(models.Model):\n    _name = 'sale.order'\n    def method(self, other):\n${body.replace(/^/gm, "        ")}\n`,
    context,
  ).filter((found) => found !== "_name sale.order");

/** References in the body of the class of `sale.order`. */
const inClass = (body: string, context?: string) =>
  referencesIn(
    `from odoo import api, fields, models\nclass SaleOrder(models.Model):\n    _name = 'sale.order'\n${body.replace(/^/gm, "    ")}\n`,
    context,
  ).filter((found) => found !== "_name sale.order");

describe("references in class attributes", () => {
  it.each([
    ["_inherit = ['mail.thread', 'a.b']", ["_inherit mail.thread", "_inherit a.b"]],
    ["_inherits = {'res.partner': 'partner_id'}", ["_inherits res.partner", "_inherits sale.order:partner_id"]],
    [
      "_order = 'date_order desc, id, partner_id.name asc'",
      ["_order sale.order:date_order", "_order sale.order:id", "_order sale.order:partner_id.name"],
    ],
    ["_rec_name = 'title'", ["_rec_name sale.order:title"]],
    ["_rec_names_search = ['a', 'b.c']", ["_rec_names_search sale.order:a", "_rec_names_search sale.order:b.c"]],
    ["_description = 'name, partner_id'", []],
  ])("%s", (source, expected) => {
    expect(inClass(source)).toEqual(expected);
  });
});

describe("references in fields", () => {
  it.each([
    ["x = fields.Many2one('a.b')", ["comodel a.b"]],
    ["x = fields.One2many('a.b', 'inv_id')", ["comodel a.b", "inverse_name a.b:inv_id"]],
    ["x = fields.Char(related='a.b.c')", ["related sale.order:a.b.c"]],
    [
      "x = fields.Char(compute='_c', inverse='_i', search='_s')",
      ["compute sale.order:_c", "inverse sale.order:_i", "search sale.order:_s"],
    ],
    [
      "def _c(self): pass\ndef _d(self): pass\nx = fields.Char(compute=_c, default=_d, search=_of_module)",
      ["compute sale.order:_c", "default sale.order:_d"],
    ],
    ["x = fields.Char(default='draft')", []],
    ["x = fields.Char(default=lambda self: self.env['a.b'].y())", ["env a.b", "call a.b:y"]],
    ["x = fields.Char(default=lambda self: self._d())", ["call sale.order:_d"]],
    ["x = fields.Char(groups='a.b,!c.d, e.f')", ["groups a.b", "groups c.d", "groups e.f"]],
    ["x = fields.Monetary(currency_field='cur')", ["currency_field sale.order:cur"]],
    [
      "x = fields.Selection(selection='_get', group_expand='_expand')",
      ["selection sale.order:_get", "group_expand sale.order:_expand"],
    ],
    ["x = fields.Selection([('a', 'A'), ('b', 'B')])", []],
    ["x = fields.Many2one('a.b', domain=[('p.q', '=', 1)])", ["comodel a.b", "domain a.b:p.q"]],
    [
      "x = fields.Many2one('a.b', domain=\"[('p', '=', partner_id), ('q', 'in', [uid, parent.z])]\")",
      ["comodel a.b", "domain a.b:p", "domain a.b:q", "domain-value sale.order:partner_id"],
    ],
    [
      "x = fields.Many2one('a.b', domain=lambda self: [('p', '=', self.q)])",
      ["comodel a.b", "domain a.b:p", "attribute sale.order:q"],
    ],
    ["x = fields.Properties(definition='project_id.props')", ["definition sale.order:project_id.props"]],
    ["x = fields.Many2one('a' '.b')", ["comodel a.b ?"]],
    ["x = fields.Many2one(f'{a}.b')", []],
  ])("%s", (source, expected) => {
    expect(inClass(source)).toEqual(expected);
  });
});

describe("references in decorators", () => {
  it.each([
    ["@api.depends('a', 'b.c')", ["depends sale.order:a", "depends sale.order:b.c"]],
    ["@api.depends(['a'])", ["depends sale.order:a"]],
    ["@api.constrains('a')", ["constrains sale.order:a"]],
    ["@api.onchange('a')", ["onchange sale.order:a"]],
    ["@api.depends_context('company')", []],
    ["@api.depends(lambda self: self.x())", ["call sale.order:x"]],
  ])("%s", (decorator, expected) => {
    expect(inClass(`${decorator}\ndef m(self): pass`)).toEqual(expected);
  });
});

describe("references in methods", () => {
  it.each([
    ["self.env['a.b']", ["env a.b"]],
    ["request.env['a.b'].sudo().do()", ["env a.b", "call a.b:sudo", "call a.b:do"]],
    ["env['a.b']; cr['x']; self.env.cr['x']", ["env a.b"]],
    ["'a.b' in self.env and self.env.get('c.d')", ["env-test a.b", "env-test c.d"]],
    ["'a.b' in self.pool and self.env.registry.get('c.d')", ["env-test a.b", "env-test c.d"]],
    ["self.pool['a.b']", ["registry a.b"]],
    ["self.env.ref('m.id')", ["ref m.id"]],
    ["self.env.ref('m.id', raise_if_not_found=False)", ["ref-optional m.id"]],
    ["self.env.ref('m.id', False)", ["ref-optional m.id"]],
    ["self.env.ref('m.' + x)", []],
    [
      "self.env['ir.actions.actions']._for_xml_id('m.act')",
      ["ref-call m.act", "env ir.actions.actions", "call ir.actions.actions:_for_xml_id"],
    ],
    ["other.has_group('m.g')", ["has_group m.g"]],
    ["request.render('m.t', {})", ["render m.t"]],
    [
      "self.search([('a.b', '=', 1), '|', ('c', 'in', [(1, 2)])])",
      ["domain sale.order:a.b", "domain sale.order:c", "call sale.order:search"],
    ],
    ["self.env['x.y'].search_count(domain=[('a', '=', 1)])", ["domain x.y:a", "env x.y", "call x.y:search_count"]],
    ["self.env['x.y'].search([], order='a desc, b')", ["order x.y:a", "order x.y:b", "env x.y", "call x.y:search"]],
    ["other.search([('a', '=', 1)])", ["domain null:a"]],
    [
      "self.search([('l', 'any', [('m', '=', 1)])])",
      ["domain sale.order:l", "domain sale.order/l:m", "call sale.order:search"],
    ],
    [
      "self.search(Domain('a', '=', 1) & Domain([('b', '=', 2)]))",
      ["domain sale.order:a", "domain sale.order:b", "call sale.order:search"],
    ],
    ["self.search(expression.AND([d, [('a', '=', 1)]]))", ["domain sale.order:a", "call sale.order:search"]],
    ["d = [('a', '=', 1)]", ["domain null:a"]],
    ["d = [('a', 'b', 1), ('x', 'y', 2)]", []],
    ["self.mapped('a.b').c", ["mapped sale.order:a.b", "call sale.order:mapped", "attribute sale.order/a.b:c"]],
    [
      "self.filtered('a').sorted('b desc')",
      ["sorted sale.order:b", "filtered sale.order:a", "call sale.order:filtered", "call sale.order:sorted"],
    ],
    [
      "self.lines.filtered(lambda l: l.a)",
      ["attribute sale.order:lines", "call sale.order/lines:filtered", "attribute sale.order/lines:a"],
    ],
    [
      "self.lines.sorted(key=lambda l: l.a, reverse=True)",
      ["attribute sale.order:lines", "call sale.order/lines:sorted", "attribute sale.order/lines:a"],
    ],
    ["self.filtered(func=lambda l: l.a.b)", ["call sale.order:filtered", "attribute sale.order:a.b"]],
    ["sorted(self, key=lambda l: l.a)", []],
    ["self.write({'a': 1, 'b': 2})", ["values sale.order:a", "values sale.order:b", "call sale.order:write"]],
    ["self.env['x'].create([{'a': 1}])", ["values x:a", "env x", "call x:create"]],
    ["self.env['x'].read(['a', 'b'])", ["read x:a", "read x:b", "env x", "call x:read"]],
    [
      "self._read_group(d, ['p', 'date:month'], ['amount:sum', '__count'])",
      [
        "_read_group sale.order:p",
        "_read_group sale.order:date",
        "_read_group sale.order:amount",
        "call sale.order:_read_group",
      ],
    ],
    ["other.with_context(default_a=1, lang=2)", ["default-key null:a"]],
    ["self.a.b.c()", ["attribute sale.order:a.b", "call sale.order/a.b:c"]],
    ["self.env.company.name", ["attribute res.company:name"]],
    ["self.env.user.partner_id.do()", ["attribute res.users:partner_id", "call res.users/partner_id:do"]],
    ["self.env.cr.x; self.env.lang", []],
    ["super().create(other).name", ["call sale.order:create", "attribute sale.order:name"]],
    ["super().do()", ["call sale.order:do"]],
    ["self \\\n    .lines \\\n    .sudo()", ["attribute sale.order:lines", "call sale.order/lines:sudo"]],
    ["user_agent_env['a']", []],
    ["self.ids; self.env.cr.execute('x')", []],
    ["self['a'] = 1", ["subscript sale.order:a"]],
    ["self[0].a; self[:1].b", ["attribute sale.order:a", "attribute sale.order:b"]],
    ["'a' in self._fields", ["fields-test sale.order:a"]],
    ["'a' in self._fields.keys()", ["fields-test sale.order:a"]],
    ["'x.y' in self.env.registry.models", ["env-test x.y"]],
    ["'x' in self.env.registry._init_modules", ["env-test x"]],
    ["self._fields.get('a')", ["fields-test sale.order:a"]],
    ["env['ir.model']._get('x.y')", ["env-test x.y", "env ir.model", "call ir.model:_get"]],
    [
      "env['ir.model.fields'].search([('name', '=', 'a'), ('model', '=', 'x.y')])",
      [
        "domain ir.model.fields:name",
        "domain ir.model.fields:model",
        "fields-test null:a",
        "env-test x.y",
        "env ir.model.fields",
        "call ir.model.fields:search",
      ],
    ],
    ["try:\n    env['x.y']\nexcept KeyError:\n    env['z']", ["env-test x.y", "env z"]],
    ["try:\n    env['x.y']\nexcept ValueError:\n    pass", ["env x.y"]],
    ["f\"{self.a} {self.env['x.y']}\"", ["attribute sale.order:a", "env x.y"]],
  ])("%s", (body, expected) => {
    expect(inMethod(body)).toEqual(expected);
  });
});

describe("names that stand for records", () => {
  it.each([
    ["loops", "for rec in self:\n    rec.a", ["attribute sale.order:a"]],
    [
      "loops over lines",
      "for line in self.lines:\n    line.a",
      ["attribute sale.order:lines", "attribute sale.order/lines:a"],
    ],
    ["assignments", "P = self.env['p']\nP.search([]).a", ["env p", "call p:search", "attribute p:a"]],
    ["walrus", "if (p := self.env['p']):\n    p.a", ["env p", "attribute p:a"]],
    ["comprehensions", "[r.a for r in self if r.b]", ["attribute sale.order:b", "attribute sale.order:a"]],
    ["parameters are unknown", "other.a", []],
    ["reassigned to something else", "p = self.env['p']\np = 3\np.a", ["env p"]],
    [
      "branches that disagree",
      "if other:\n    p = self.env['p']\nelse:\n    p = self.env['q']\np.a",
      ["env p", "env q"],
    ],
    [
      "branches that agree",
      "if other:\n    p = self.env['p']\nelse:\n    p = self.env['p'].sudo()\np.a",
      ["env p", "env p", "call p:sudo", "attribute p:a"],
    ],
    ["changed in a loop", "p = self\nwhile p.a:\n    p = p.parent_id.x\np.b", []],
    ["unions", "(self | self.browse(1)).a", ["call sale.order:browse", "attribute sale.order:a"]],
    ["tuple targets are unknown", "for i, r in enumerate(self):\n    r.a", []],
    ["lambda parameters shadow", "x(lambda self: self.a, lambda other: other.a)", []],
    ["nested functions shadow", "def f(self):\n    self.a", []],
  ])("%s", (_, body, expected) => {
    expect(inMethod(body)).toEqual(expected);
  });

  it("self of a controller, of a test and of a static method is no record", () => {
    expect(referencesIn("class A(http.Controller):\n    def m(self): self.a\n")).toEqual([]);
    expect(inClass("@staticmethod\ndef m(self): self.a")).toEqual([]);
  });
});

describe("imports", () => {
  it("of other addons name their module", () => {
    expect(
      referencesIn(
        "from odoo.addons.sale.models import x\nimport odoo.addons.stock\nfrom odoo import x\nfrom odoo.addons import mail, web\n",
      ),
    ).toEqual(["import sale", "import stock", "import mail", "import web"]);
  });
});

describe("spans", () => {
  it("hold the name alone, without quotes, also inside lists and domains in strings", () => {
    const source =
      "from odoo import models, fields\nclass A(models.Model):\n    _name = \"a\"\n    _order = 'x desc, y'\n    é = fields.Many2one('b.c', domain=\"[('p', '=', q)]\", groups='g.h,\\\n!i.j')\n    def m(self):\n        '😀'; self.mapped(\"u.v\")\n";
    const { references } = readPython(source);
    const certain = references.filter((found) => found.certain);
    expect(certain.map(({ span }) => source.slice(...span))).toEqual(certain.map(({ value }) => value));
    expect(references.map(({ value }) => value)).toEqual([
      "a",
      "x",
      "y",
      "b.c",
      "p",
      "q",
      "g.h",
      "i.j",
      "u.v",
      "mapped",
    ]);
  });
});
