import { type GraphFixture, manifest } from "./graph-fixture.ts";

const HEAD = "from odoo import api, fields, models\n";

/** Ways of writing that well-kept addons have, and that no rule may take for a slip. Each stands for a false alarm that there was. */
export const KEPT_FIXTURES: readonly GraphFixture[] = [
  ...["odoo-acl-missing", "odoo-model-unknown", "odoo-model-shadows"].map(
    (rule): GraphFixture => ({
      rule,
      shows: "components and data models, which are named as models are",
      files: {
        "__manifest__.py": manifest([]),
        "__init__.py": "from . import core, parts\n",
        "core.py":
          "class AbstractComponent(metaclass=type):\n    _name = None\n    _inherit = None\nclass Component(AbstractComponent):\n    _abstract = False\n",
        "parts.py":
          'from odoo.addons.datamodel.core import Datamodel\nfrom .core import AbstractComponent, Component\nclass Base(AbstractComponent):\n    _name = "base"\nclass Importer(Component):\n    _name = "trial.importer"\n    _inherit = ["base.importer", "base"]\nclass Info(Datamodel):\n    _name = "partner.info"\n    _inherit = "partner.short.info"\n',
      },
      at: [],
    }),
  ),
  {
    rule: "odoo-field-unknown",
    shows: "models with a Python class of others among their bases, which may bring fields and attributes",
    files: {
      "__manifest__.py": manifest([]),
      "__init__.py": "from . import m\n",
      "m.py": `${HEAD}from odoo.addons.layouts import layout_models\nclass Shared:\n    code = 1\nclass Document(layout_models.LayoutModel):\n    _name = "trial.document"\n    _description = "D"\nclass Line(Shared, models.Model):\n    _name = "trial.line"\n    _description = "L"\n    document_id = fields.Many2one("trial.document")\n    number = fields.Char(related="document_id.layout_number")\n    def f(self):\n        return self.code, self.document_id.layout_code\nclass Plain(models.Model):\n    _name = "trial.plain"\n    _description = "P"\n    def f(self):\n        return self.code\n`,
    },
    at: ["m.py:19"],
  },
  {
    rule: "odoo-field-unknown",
    shows: "fields that code asks for before it reads them",
    files: {
      "__manifest__.py": manifest([]),
      "__init__.py": "from . import m\n",
      "m.py": `${HEAD}class Partner(models.Model):
    _inherit = "res.partner"
    def a(self):
        return self._fields.get("one") and self.one
    def b(self):
        return "two" in self._fields.keys() and self.two
    def c(self):
        return "three" in self.fields_get() and self.three
    def d(self):
        return self.fields_get(["four"]) and self.four
    def e(self):
        named = [("model", "=", self._name), ("name", "=", "five")]
        if self.env["ir.model.fields"].sudo().search_count([("model", "=", "res.partner"), ("name", "=", "six")]):
            return self.six
        return named and self.seven
`,
    },
    at: ["m.py:16"],
  },
  {
    rule: "odoo-model-unknown",
    shows: "models that code asks for before it uses them, or whose absence it catches",
    files: {
      "__manifest__.py": manifest([]),
      "__init__.py": "from . import m, o\n",
      "o.py": `${HEAD}class Other(models.Model):
    _inherit = "absent.nine"
    def a(self):
        return "absent.nine" in self.env
`,
      "m.py": `${HEAD}class Partner(models.Model):
    _inherit = "res.partner"
    def a(self):
        try:
            return self.env["absent.one"].search([])
        except (KeyError, ValueError):
            return self.env["absent.nowhere"]
    def b(self):
        if self.env["ir.model"].search([("model", "=", "absent.two")]):
            return self.env["absent.two"]
    def c(self):
        return self.env["ir.model"]._get("absent.three") and self.env["absent.three"]
    def d(self):
        return self.env.ref("base.module_absent", False) and self.env["absent.four"]
    def e(self):
        return self._is_module_installed("absent") and self.env["absent.five"]
    def i(self):
        return self.env["absent.nine"]
    def g(self):
        return "absent" in self.env.registry._init_modules and self.env["absent.seven"]
    def h(self):
        return "absent.eight" in self.env.registry.models and self.env["absent.eight"]
    def f(self):
        try:
            return self.env["absent.six"]
        except ValueError:
            return None
`,
    },
    at: ["m.py:8", "m.py:26", "o.py:3"],
  },
  {
    rule: "odoo-model-shadows",
    shows: "`_inherit` that repeats `_name` by its variable",
    files: {
      "__manifest__.py": manifest([]),
      "__init__.py": "from . import m\n",
      "m.py": `${HEAD}class Partner(models.Model):\n    _name = "res.partner"\n    _inherit = _name\n    note = fields.Char()\n`,
    },
    at: [],
  },
  {
    rule: "odoo-xmlid-order",
    shows: "records of a module that is not here, written to after they are used",
    files: {
      "__manifest__.py": manifest(["a.xml", "b.xml"], ["base", "absent"]),
      "a.xml":
        '<odoo>\n<menuitem id="m" parent="absent.menu_root"/>\n<menuitem id="n" parent="own"/>\n<record id="absent.menu_root" model="ir.ui.menu"><field name="name">A</field></record>\n</odoo>\n',
      "b.xml": '<odoo>\n<record id="own" model="ir.ui.menu"><field name="name">O</field></record>\n</odoo>\n',
    },
    at: ["a.xml:3"],
    fixed: {
      "__manifest__.py": manifest(["b.xml", "a.xml"], ["base", "absent"]),
    },
  },
  {
    rule: "odoo-xmlid-unknown",
    shows: "ids that are made beside a record where a module that is not here says so, and modules that are not here",
    files: {
      "__manifest__.py": manifest(["a.xml"], ["base", "absent"]),
      "a.xml":
        '<odoo>\n<record id="table" model="product.product"><field name="name">T</field></record>\n<record id="x" model="res.partner"><field name="parent_id" ref="table_product_template"/></record>\n<record id="y" model="res.partner"><field name="parent_id" ref="base.module_absent"/></record>\n<record id="z" model="res.partner"><field name="parent_id" ref="chair_product_template"/></record>\n</odoo>\n',
    },
    at: ["a.xml:5"],
  },
  {
    rule: "odoo-acl-bad-ref",
    shows: "rights on a model of a test that the module imports",
    files: {
      "__manifest__.py": manifest(["ir.model.access.csv"]),
      "__init__.py": "from .tests import test_model\n",
      "tests/__init__.py": "",
      "tests/test_model.py": `${HEAD}class Trial(models.Model):\n    _name = "trial.test"\n`,
      "ir.model.access.csv": "id,name,model_id:id,group_id:id,perm_read\na,a,model_trial_test,base.group_user,1\n",
    },
    at: [],
  },
  {
    rule: "odoo-depends-missing",
    shows: "a model that the registry is asked for",
    files: {
      "__manifest__.py": manifest([]),
      "__init__.py": "from . import m\n",
      "m.py": `${HEAD}class Partner(models.Model):\n    _inherit = "res.partner"\n    def act(self):\n        if self.env.registry.get("sale.order"):\n            return self.env["sale.order"].search([])\n`,
    },
    at: [],
  },
  {
    rule: "odoo-field-unknown",
    shows: "a lambda whose `self` is given by whoever calls it, and groups ordered by a name of their own",
    files: {
      "__manifest__.py": manifest([]),
      "__init__.py": "from . import m\n",
      "m.py": `${HEAD}class Partner(models.Model):\n    _inherit = "res.partner"\n    def act(self, keep=lambda self: self.state != "cancel"):\n        return self.read_group([], ["points:sum(id)"], ["country_id"], orderby="points desc")\n`,
    },
    at: [],
  },
];
