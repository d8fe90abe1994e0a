import { type GraphFixture, manifest } from "./graph-fixture.ts";

const HEAD = "from odoo import api, fields, models\n";
const module = (code: string, depends: readonly string[] = ["base"], more: Readonly<Record<string, string>> = {}) => ({
  "__manifest__.py": manifest(
    Object.keys(more).filter((name) => /\.(?:xml|csv)$/.test(name)),
    depends,
  ),
  "__init__.py": "from . import m\n",
  "m.py": `${HEAD}${code}`,
  ...more,
});
const OWN = `class Own(models.Model):
    _name = "own"
    name = fields.Char()
    partner_id = fields.Many2one("res.partner")
`;
const GRANTED = { "ir.model.access.csv": "id,model_id:id,group_id:id,perm_read\na,model_own,base.group_user,1\n" };

export const CODE_FIXTURES: readonly GraphFixture[] = [
  {
    rule: "odoo-field-unknown",
    shows: "fields of code: attributes, domains, dependencies, related fields, values",
    files: module(
      `${OWN}    total = fields.Float(compute="_compute_total")
    city = fields.Char(related="partner_id.cty")
    @api.depends("partner_id.emial")
    def _compute_total(self):
        for record in self:
            record.total = record.partner_id.nothing
    def act(self):
        self.search([("partner_id.nam", "=", 1)])
        self.env["res.partner"].create({"nmae": 1})
        return self.mapped("nme")
`,
    ),
    at: ["m.py:7", "m.py:8", "m.py:11", "m.py:13", "m.py:14", "m.py:15"],
  },
  {
    rule: "odoo-field-unknown",
    shows: "paths of the registry that are written in two texts: with a comma missing between them, and rightly",
    files: module(
      `${OWN}    total = fields.Float(compute="_compute_total")
    city = fields.Char(related="partner_id."
                               "name")
    @api.depends(
        "partner_id.email"
        "partner_id.name",
        "partner_id." "email",
    )
    def _compute_total(self):
        for record in self:
            record.total = 1
`,
    ),
    at: ["m.py:10"],
  },
  {
    rule: "odoo-field-unknown",
    shows: "fields of a class that is no model of its own",
    files: module(`class Common(models.Model):
    _register = False
    amount = fields.Float()
class Own(Common):
    _name = "own"
    def act(self):
        return self.amount + self.mapped("amuont")
`),
    at: ["m.py:8"],
  },
  {
    rule: "odoo-field-unknown",
    shows: "columns and fields of records",
    files: {
      "__manifest__.py": manifest(["v.xml", "res.partner.csv"]),
      "v.xml": '<odoo>\n<record id="p" model="res.partner">\n<field name="nme">P</field>\n</record>\n</odoo>\n',
      "res.partner.csv": "id,name,contry_id:id\np2,P,\n",
    },
    at: ["res.partner.csv:1", "v.xml:3"],
  },
  {
    rule: "odoo-field-unknown",
    shows: "names that are asked for first, methods and attributes, mixins, tests, fields made in the interface",
    files: module(
      `${OWN}    KIND = "a"
    def act(self):
        if "discount" in self.partner_id._fields and hasattr(self, "extra"):
            self.partner_id.discount = self.extra
        elif "later" in self:
            return self.later
        self.partner_id.x_studio = self.KIND
        return map(self.act, self._cache), self.partner_id.open_parent
class Mixin(models.AbstractModel):
    _name = "own.mixin"
    def act(self):
        return self.name
`,
      ["base"],
      { "tests/test_a.py": "def test(env):\n    return env['res.partner'].browse(1).nothing\n" },
    ),
    at: [],
  },
  {
    rule: "odoo-field-unknown",
    shows: "models of which a part is not here, and own models that are all here",
    files: module(
      `${OWN}    def act(self):
        return self.partner_id.nothing, self.nothing
class More(models.Model):
    _name = "more"
    _inherit = ["not.here"]
    def act(self):
        return self.nothing
`,
      ["base", "not_here"],
    ),
    at: ["m.py:7"],
  },
  {
    rule: "odoo-depends-missing",
    shows: "models and fields of code that a module outside the dependencies brings: the smallest one is added",
    files: module(
      `class Partner(models.Model):
    _inherit = "res.partner"
    order_ids = fields.One2many("sale.order", "partner_id")
    def act(self):
        return self.sale_count, self.env["sale.order.line"]
`,
    ),
    at: ["m.py:4", "m.py:6", "m.py:6"],
    fixed: { "__manifest__.py": manifest([], ["base", "sale"]) },
  },
  {
    rule: "odoo-depends-missing",
    shows: "models that are asked for first, and tests",
    files: module(
      `class Partner(models.Model):
    _inherit = "res.partner"
    def act(self):
        if "sale.order" in self.env:
            return self.env["sale.order"].search([])
`,
      ["base"],
      { "tests/test_a.py": "def test(env):\n    return env['sale.order.line']\n" },
    ),
    at: [],
  },
  {
    rule: "odoo-model-unknown",
    shows: "models that nobody defines",
    files: module(
      `class Partner(models.Model):
    _inherit = "res.partnr"
    other_id = fields.Many2one("res.contry")
    def act(self):
        return self.env["res.prtner"]
`,
    ),
    at: ["m.py:3", "m.py:4", "m.py:6"],
  },
  {
    rule: "odoo-model-unknown",
    shows: "models that may be absent, that users make, and keys of other dicts",
    files: module(
      `class Partner(models.Model):
    _inherit = "res.partner"
    other_id = fields.Many2one("x_made")
    def act(self, env):
        return self.env.get("maybe.here"), "maybe.too" in self.env and self.env["maybe.too"], env["interactive"]
`,
    ),
    at: [],
  },
  {
    rule: "odoo-acl-missing",
    shows: "models without rights in version 20, where they are permissions: the file is made",
    from: "20.0",
    files: module(`${OWN}class Wizard(models.TransientModel):
    _name = "own.wizard"
`),
    at: ["m.py:3", "m.py:7"],
    fixed: {
      "__manifest__.py": manifest([]).replace('"data": [', '"data": ["security/ir.access.csv"'),
      "security/ir.access.csv":
        "id,name,model_id,group_id/id,operation,domain\naccess_own,access_own,own,base.group_user,r,\naccess_own_wizard,access_own_wizard,own.wizard,base.group_user,crud,\n",
    },
  },
  {
    rule: "odoo-acl-missing",
    shows: "a row that only narrows, as it names no group; models stand by their names",
    from: "20.0",
    files: module(
      `${OWN}class Second(models.Model):
    _name = "own.second"
`,
      ["base"],
      { "ir.access.csv": "id,model_id,group_id/id,operation\na,own,base.group_user,r\nb,own.second,,crud\n" },
    ),
    at: ["m.py:7"],
    fixed: {
      "ir.access.csv":
        "id,model_id,group_id/id,operation\na,own,base.group_user,r\nb,own.second,,crud\naccess_own_second,own.second,base.group_user,r\n",
    },
  },
  {
    rule: "odoo-acl-missing",
    shows: "permissions of version 20 on models by id, by name, by the name that is shown, and as records",
    from: "20.0",
    files: module(
      `${OWN}class Second(models.Model):
    _name = "own.second"
class Third(models.Model):
    _name = "own.third"
    _description = "The third"
class Fourth(models.Model):
    _name = "own.fourth"
`,
      ["base"],
      {
        "ir.access.csv": "id,model_id/id,group_id/id,operation\na,model_own,base.group_user,crud\n",
        "more/ir.access.csv":
          "id,model_id,group_id/id,operation\nb,own.second,base.group_user,r\nc,The third,base.group_user,r\n",
        "a.xml":
          '<odoo>\n<record id="d" model="ir.access"><field name="model_id" ref="model_own_fourth"/><field name="group_id" eval="ref(\'base.group_user\')"/><field name="operation">r</field></record>\n</odoo>\n',
      },
    ),
    at: [],
  },
  {
    rule: "odoo-acl-missing",
    shows: "models and wizards without rights: the file is made and listed first",
    files: module(`${OWN}class Wizard(models.TransientModel):
    _name = "own.wizard"
`),
    at: ["m.py:3", "m.py:7"],
    to: "19.0",
    fixed: {
      "__manifest__.py": manifest([])
        .replace('"data": [', '"data": ["security/ir.model.access.csv"')
        .replace('csv"\n    ]', 'csv"\n    ]'),
      "security/ir.model.access.csv":
        "id,name,model_id:id,group_id:id,perm_read,perm_write,perm_create,perm_unlink\naccess_own,access_own,model_own,base.group_user,1,0,0,0\naccess_own_wizard,access_own_wizard,model_own_wizard,base.group_user,1,1,1,1\n",
    },
  },
  {
    rule: "odoo-acl-missing",
    shows: "a row is added in the columns of the file that is there",
    files: module(
      `${OWN}class Second(models.Model):
    _name = "own.second"
`,
      ["base"],
      { "ir.model.access.csv": "id,model_id:id,group_id:id,perm_read\r\na,model_own,base.group_user,1" },
    ),
    at: ["m.py:7"],
    to: "19.0",
    fixed: {
      "ir.model.access.csv":
        "id,model_id:id,group_id:id,perm_read\r\na,model_own,base.group_user,1\r\naccess_own_second,model_own_second,base.group_user,1\r\n",
    },
  },
  {
    rule: "odoo-acl-missing",
    shows: "abstract models, extensions, and rights that are given as records",
    files: module(
      `${OWN}class Mixin(models.AbstractModel):
    _name = "own.mixin"
class Partner(models.Model):
    _inherit = "res.partner"
`,
      ["base"],
      {
        "a.xml":
          '<odoo>\n<record id="a" model="ir.model.access"><field name="model_id" ref="model_own"/><field name="perm_read" eval="1"/></record>\n</odoo>\n',
      },
    ),
    at: [],
  },
  {
    rule: "odoo-acl-no-group",
    shows: "rights without a group",
    files: module(OWN, ["base"], {
      "ir.model.access.csv": "id,model_id:id,group_id:id,perm_read\na,model_own,,1\n",
    }),
    at: ["ir.model.access.csv:2"],
    fixed: { "ir.model.access.csv": "id,model_id:id,group_id:id,perm_read\na,model_own,base.group_user,1\n" },
  },
  {
    rule: "odoo-acl-no-group",
    shows: "rows that grant nothing, or to a group",
    files: module(OWN, ["base"], {
      "ir.model.access.csv": "id,model_id:id,group_id:id,perm_read\na,model_own,,0\nb,model_own,base.group_user,1\n",
    }),
    at: [],
  },
  {
    rule: "odoo-acl-bad-ref",
    shows: "models of other modules without their name, models and groups that are not there",
    files: module(OWN, ["base"], {
      "ir.model.access.csv":
        "id,model_id:id,group_id:id,perm_read\na,model_own,base.group_gone,1\nb,model_res_partner,base.group_user,1\nc,model_nothing,base.group_user,1\n",
    }),
    at: ["ir.model.access.csv:2", "ir.model.access.csv:3", "ir.model.access.csv:4"],
    fixed: {
      "ir.model.access.csv":
        "id,model_id:id,group_id:id,perm_read\na,model_own,base.group_gone,1\nb,base.model_res_partner,base.group_user,1\nc,model_nothing,base.group_user,1\n",
    },
  },
  { rule: "odoo-acl-bad-ref", shows: "rows that are right", files: module(OWN, ["base"], GRANTED), at: [] },
  {
    rule: "odoo-access-legacy",
    shows: "rows and records that version 20 does not know",
    files: module(OWN, ["base"], {
      ...GRANTED,
      "r.xml": '<odoo>\n<record id="r" model="ir.rule"><field name="model_id" ref="model_own"/></record>\n</odoo>\n',
    }),
    at: ["ir.model.access.csv:2", "r.xml:2"],
  },
  {
    rule: "odoo-access-legacy",
    shows: "other records",
    files: module(OWN, ["base"], { "r.xml": '<odoo><record id="r" model="res.partner"/></odoo>' }),
    at: [],
  },
  {
    rule: "odoo-required-on-base-model",
    shows: "required fields without a default on the model of another module",
    files: module(
      `class Partner(models.Model):
    _inherit = "res.partner"
    shoe_size = fields.Integer(required=True)
    color_id = fields.Many2one(
        "res.country",
        required=True,
    )
`,
    ),
    at: ["m.py:4", "m.py:7"],
  },
  {
    rule: "odoo-required-on-base-model",
    shows:
      "fields with a default or a computed value, without a column, of own models, of wizards, and fields that are there already",
    files: module(
      `class Partner(models.Model):
    _inherit = "res.partner"
    name = fields.Char(required=True)
    a = fields.Integer(required=True, default=1)
    b = fields.Integer(required=True, compute="_compute_b", store=True)
    c = fields.Integer(required=False)
    d_ids = fields.Many2many("res.country", required=True)
    e = fields.Integer(related="country_id.id", required=True)
    def _compute_b(self):
        self.b = 1
class Mine(models.Model):
    _name = "mine"
    _inherit = "res.partner"
    f = fields.Integer(required=True)
class MineAgain(models.Model):
    _inherit = "mine"
    g = fields.Integer(required=True)
`,
      ["base"],
      { "ir.model.access.csv": "id,model_id:id,group_id:id,perm_read\na,model_mine,base.group_user,1\n" },
    ),
    at: [],
  },
  {
    rule: "odoo-assets-missing-file",
    shows: "paths and patterns that no file matches",
    files: {
      "__manifest__.py": `{
    "name": "Trial",
    "assets": {
        "web.assets_backend": [
            "trial/static/src/*.js",
            "/trial/static/src/b.js",
            "trial/static/src/**/*.scss",
            ("after", "trial/static/src/a.js", "trial/static/src/c.js"),
            ("remove", "sale/static/nothing.js"),
        ],
    },
}
`,
      "static/src/a.js": "",
    },
    at: ["__manifest__.py:6", "__manifest__.py:7", "__manifest__.py:8", "__manifest__.py:9"],
  },
  {
    rule: "odoo-assets-missing-file",
    shows: "patterns with a match, bundles, addresses, and files of modules that are not here",
    files: {
      "__manifest__.py":
        '{\n"name": "Trial",\n"assets": {"web.assets_backend": [("include", "web._assets"), "trial/static/src/**/*", "https://x.example/a.js", "other/static/a.js"]},\n}\n',
      "static/src/deep/a.js": "",
    },
    at: [],
  },
  {
    rule: "odoo-assets-missing-file",
    shows: "libraries, of a module that has some of them here",
    files: {
      "__manifest__.py":
        '{\n"name": "Trial",\n"assets": {"web.assets_backend": ["trial/static/lib/a.js",\n"trial/static/lib/b.js", "sale/static/lib/a.js"]},\n}\n',
      "static/lib/a.js": "",
    },
    at: ["__manifest__.py:4"],
  },
  {
    rule: "odoo-assets-remove-core",
    shows: "JavaScript of another module that is taken out of a bundle of another",
    files: {
      "__manifest__.py": `{
    "name": "Trial",
    "depends": ["sale"],
    "assets": {
        "web.assets_backend": [
            ("include", "trial.more"),
            ("remove", "sale/static/src/sale.js"),
        ],
    },
}
`,
    },
    at: ["__manifest__.py:7"],
  },
  {
    rule: "odoo-assets-remove-core",
    shows: "own files, own bundles, styles",
    files: {
      "__manifest__.py": `{
    "name": "Trial",
    "depends": ["sale"],
    "assets": {
        "web.assets_backend": [
            ("remove", "trial/static/src/own.js"),
            ("remove", "sale/static/src/sale.scss"),
        ],
        "trial.bundle": [
            ("include", "web.assets_backend"),
            ("remove", "sale/static/src/sale.js"),
        ],
    },
}
`,
      "static/src/own.js": "",
    },
    at: [],
  },
  {
    rule: "odoo-model-unknown",
    shows: "models in a method that asks which modules are installed",
    files: module(
      `${OWN}    def act(self):
        if self.env["ir.module.module"]._get("more").state == "installed":
            return self.env["more.model"].search([("email", "=", self.partner_id.more_email)])
        return self.env["res.partner"].fields_get(["more_email"])
`,
      ["base"],
      GRANTED,
    ),
    at: [],
  },
];
