import { type GraphFixture, manifest } from "./graph-fixture.ts";

const HEAD = "from odoo import api, fields, models\n";
const module = (code: string, more: Readonly<Record<string, string>> = {}, depends: readonly string[] = ["base"]) => ({
  "__manifest__.py": manifest([], depends),
  "__init__.py": "from . import m\n",
  "m.py": `${HEAD}${code}`,
  ...more,
});
const EXTENDED = 'class Partner(models.Model):\n    _inherit = "res.partner"\n';

/** What Odoo's own tests of its code ask for, across modules. */
export const LINT_FIXTURES: readonly GraphFixture[] = [
  {
    rule: "odoo-import-not-found",
    shows: "files that are not there, here and in an addon that is, and a folder that is no package",
    files: {
      "__manifest__.py": manifest([]),
      "__init__.py": "from . import gone, plain\nfrom .models.other import X\n",
      "plain/a.py": "",
      "models/__init__.py": "from . import a\nfrom ..absent import b\n",
      "models/a.py": "from odoo.addons.sale.gone import X\n",
      "tests/__init__.py": "from . import test_gone\n",
    },
    at: ["__init__.py:1", "__init__.py:2", "models/__init__.py:2", "models/a.py:1", "tests/__init__.py:1"],
  },
  {
    rule: "odoo-import-not-found",
    shows: "what is there, what is tried, names of a package, addons that are not here, scripts",
    files: {
      "__manifest__.py": manifest([]),
      "__init__.py": "from . import models\nfrom .hooks import post_init_hook\nfrom .plain.a import x\n",
      "hooks.py":
        "from odoo.addons.sale import models\nfrom odoo.addons.sale.models import Order\nfrom odoo.addons.not_here.x import y\ntry:\n    from . import gone\nexcept ImportError:\n    gone = None\n",
      "plain/a.py": "",
      "models/__init__.py": "from . import a\n",
      "models/a.py": "from . import NAME\nfrom .. import hooks\n",
      "migrations/17.0.1.0.0/post-migrate.py": "from .x import y\n",
    },
    at: [],
  },
  {
    rule: "odoo-override-signature",
    shows: "an override that takes less",
    files: module(`${EXTENDED}    def send(self, force=False):\n        return super().send(force)\n`, {
      "__init__.py": "from . import m\n",
    }),
    at: ["m.py:4"],
  },
  {
    rule: "odoo-override-signature",
    shows: "overrides that take as much, more, or all there is, and methods of one's own",
    files: module(
      `${EXTENDED}    def send(self, how, *args, **kwargs):\n        return super().send(how, *args, **kwargs)\n    def open_parent(self, more=None):\n        return super().open_parent()\nclass Own(models.Model):\n    _name = "own"\n    def act(self, a, b):\n        return a\nclass Later(models.Model):\n    _inherit = "own"\n    def act(self):\n        return 1\n`,
    ),
    at: [],
  },
  {
    rule: "odoo-inverse-index",
    shows: "a many2one that a list is read by",
    files: module(
      'class Own(models.Model):\n    _name = "own"\n    line_ids = fields.One2many("own.line", "own_id")\n    part_ids = fields.One2many("own.line", "part_id")\nclass Line(models.Model):\n    _name = "own.line"\n    own_id = fields.Many2one("own")\n    part_id = fields.Many2one(\n        "own",\n        required=True,\n    )\n',
    ),
    at: ["m.py:8", "m.py:9"],
    fixed: {
      "m.py": `${HEAD}class Own(models.Model):\n    _name = "own"\n    line_ids = fields.One2many("own.line", "own_id")\n    part_ids = fields.One2many("own.line", "part_id")\nclass Line(models.Model):\n    _name = "own.line"\n    own_id = fields.Many2one("own", index=True)\n    part_id = fields.Many2one(\n        "own",\n        required=True,\n        index=True,\n    )\n`,
    },
  },
  {
    rule: "odoo-inverse-index",
    shows: "fields with a word on their index, without a column, of views, of wizards, and that no list is read by",
    files: module(
      'class Own(models.Model):\n    _name = "own"\n    a_ids = fields.One2many("own.line", "a_id")\n    b_ids = fields.One2many("own.line", "b_id")\n    c_ids = fields.One2many("own.view", "c_id")\n    d_ids = fields.One2many("own.wizard", "d_id")\nclass Line(models.Model):\n    _name = "own.line"\n    a_id = fields.Many2one("own", index="btree_not_null")\n    b_id = fields.Many2one("own", compute="_compute_b_id")\n    other_id = fields.Many2one("own")\nclass View(models.Model):\n    _name = "own.view"\n    _auto = False\n    c_id = fields.Many2one("own")\nclass Wizard(models.TransientModel):\n    _name = "own.wizard"\n    d_id = fields.Many2one("own")\n',
    ),
    at: [],
  },
  {
    rule: "odoo-date-part-unknown",
    shows: "a part that dates do not have",
    files: module(
      'class Own(models.Model):\n    _name = "own"\n    day = fields.Date()\n    def act(self):\n        return self.search([("day.moon", "=", 1)])\n',
    ),
    at: ["m.py:6"],
  },
  {
    rule: "odoo-date-part-unknown",
    shows: "parts that they have, and attributes of a date at hand",
    files: module(
      'class Own(models.Model):\n    _name = "own"\n    day = fields.Date()\n    def act(self):\n        return self.search([("day.month_number", "=", self.day.month)])\n',
    ),
    at: [],
  },
];
