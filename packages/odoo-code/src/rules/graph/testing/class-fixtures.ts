import { type GraphFixture, manifest } from "./graph-fixture.ts";

const module = (code: string, more: Readonly<Record<string, string>> = {}) => ({
  "__manifest__.py": manifest(Object.keys(more), ["base", "sale"]),
  "__init__.py": "from . import m\n",
  "m.py": `from odoo import api, fields, models\n${code}`,
  ...more,
});

/** Of classes and of names that later versions changed. The modules of `account` and `stock` are not there: what is told is told by the table. */
export const CLASS_FIXTURES: readonly GraphFixture[] = [
  {
    rule: "odoo-renamed-model",
    shows: "a model that is gone",
    files: module(
      'class Own(models.Model):\n    _name = "own"\n    count_id = fields.Many2one("stock.inventory")\n    def act(self):\n        return self.env["stock.inventory.line"]\n',
    ),
    at: ["m.py:4", "m.py:6"],
  },
  {
    rule: "odoo-renamed-model",
    shows: "a model that the module makes itself",
    files: module(
      'class Count(models.Model):\n    _name = "stock.inventory"\nclass Own(models.Model):\n    _name = "own"\n    count_id = fields.Many2one("stock.inventory")\n',
    ),
    at: [],
  },
  {
    rule: "odoo-renamed-field",
    shows: "a field under its name of before, in code and in records",
    files: module(
      'class Move(models.Model):\n    _inherit = "account.move"\n    def act(self):\n        return self.search([("type", "=", "out_invoice")])\n',
      {
        "d.xml": '<odoo>\n<record id="m" model="account.move">\n<field name="type">entry</field>\n</record>\n</odoo>\n',
      },
    ),
    at: ["d.xml:3", "m.py:5"],
    fixed: {
      "m.py":
        'from odoo import api, fields, models\nclass Move(models.Model):\n    _inherit = "account.move"\n    def act(self):\n        return self.search([("move_type", "=", "out_invoice")])\n',
      "d.xml":
        '<odoo>\n<record id="m" model="account.move">\n<field name="move_type">entry</field>\n</record>\n</odoo>\n',
    },
  },
  {
    rule: "odoo-renamed-field",
    shows: "a field that the module gives back",
    files: module(
      'class Move(models.Model):\n    _inherit = "account.move"\n    type = fields.Char()\n    def act(self):\n        return self.search([("type", "=", "a"), ("ref.type", "=", "b")])\n',
    ),
    at: [],
  },
  {
    rule: "odoo-field-method-unknown",
    shows: "methods that fields name",
    files: module(
      'class Own(models.Model):\n    _name = "own"\n    a = fields.Char(compute="_compute_a", inverse="_inverse_b")\n    b = fields.Char(\n        search="_serach_b",\n    )\n    def _compute_a(self):\n        pass\n    def _search_b(self, operator, value):\n        return []\n',
    ),
    at: ["m.py:4", "m.py:6"],
  },
  {
    rule: "odoo-field-method-unknown",
    shows: "methods of mixins, of a name that is assigned, and what a mixin counts on",
    files: module(
      'class Mixin(models.AbstractModel):\n    _name = "mixin"\n    a = fields.Char(compute="_compute_a")\n    def _compute_c(self):\n        pass\nclass Own(models.Model):\n    _name = "own"\n    _inherit = "mixin"\n    c = fields.Char(compute="_compute_c")\n    d = fields.Char(compute="_compute_d")\n    def _compute_a(self):\n        pass\n    _compute_d = _compute_a\n',
    ),
    at: [],
  },
  {
    rule: "odoo-related-type",
    shows: "a related field of another type",
    files: module(
      'class Own(models.Model):\n    _name = "own"\n    order_id = fields.Many2one("sale.order")\n    name = fields.Text(related="order_id.name")\n    state = fields.Char(\n        related="order_id.state"\n    )\n',
    ),
    at: ["m.py:5", "m.py:6"],
  },
  {
    rule: "odoo-related-type",
    shows: "related fields of the same type, and paths that break",
    files: module(
      'class Own(models.Model):\n    _name = "own"\n    order_id = fields.Many2one("sale.order")\n    name = fields.Char(related="order_id.name")\n    partner_id = fields.Many2one(related="order_id.partner_id")\n    other = fields.Integer(related="order_id.other")\n',
    ),
    at: [],
  },
  {
    rule: "odoo-model-shadows",
    shows: "a new model of a name that is taken",
    files: module('class Order(models.Model):\n    _name = "sale.order"\n    note = fields.Char()\n'),
    at: ["m.py:3"],
  },
  {
    rule: "odoo-model-shadows",
    shows: "a model that is extended under its own name",
    files: module('class Order(models.Model):\n    _name = "sale.order"\n    _inherit = ["sale.order"]\n'),
    at: [],
  },
  {
    rule: "odoo-field-path-end",
    shows: "a dot behind a value",
    files: module(
      'class Own(models.Model):\n    _name = "own"\n    order_id = fields.Many2one("sale.order")\n    @api.depends("order_id.name.upper")\n    def act(self):\n        return self.search([("order_id.state.name", "=", "a")])\n',
    ),
    at: ["m.py:5", "m.py:7"],
  },
  {
    rule: "odoo-field-path-end",
    shows: "parts of dates, and attributes of values",
    files: module(
      'class Own(models.Model):\n    _name = "own"\n    day = fields.Date()\n    name = fields.Char()\n    def act(self):\n        self.search([("day.month_number", "=", 1), ("create_uid.partner_id.name", "=", "a")])\n        return self.name.upper\n',
    ),
    at: [],
  },
  {
    rule: "odoo-manifest-dependency-unknown",
    shows: "a dependency that is nowhere",
    files: { "__manifest__.py": manifest([], ["base", "nowhere"]), "__init__.py": "" },
    at: ["__manifest__.py:5"],
  },
  {
    rule: "odoo-manifest-dependency-unknown",
    shows: "dependencies that are there",
    files: { "__manifest__.py": manifest([], ["base", "sale"]), "__init__.py": "" },
    at: [],
  },
];
