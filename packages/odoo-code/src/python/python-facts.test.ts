import { describe, expect, it } from "vitest";
import { factsOf } from "../facts-of.ts";
import { loadPython } from "../testing/load-python.ts";
import { readPython } from "../testing/read-python.ts";
import { modelOfClass } from "./model-name.ts";

const python = await loadPython();

const HEAD = "from odoo import api, fields, models\n\n\n";
const first = (source: string) => {
  const found = readPython(HEAD + source).classes[0];
  if (!found) throw new Error("no class");
  return found;
};

describe("imports", () => {
  it("keep the module as written, names and aliases", () => {
    const { imports } = readPython(
      "import os, odoo.tools as t\nfrom . import models\nfrom ..wizard.x import (A,\n  B as C)\nfrom odoo.addons.sale.models import *\nfrom __future__ import annotations\n",
    );
    expect(
      imports.map(({ module, names }) => [module, ...names.map((n) => (n.as ? `${n.name}>${n.as}` : n.name))]),
    ).toEqual([
      ["os"],
      ["odoo.tools", ">t"],
      [".", "models"],
      ["..wizard.x", "A", "B>C"],
      ["odoo.addons.sale.models", "*"],
      ["__future__", "annotations"],
    ]);
  });

  it("are found under try and if", () => {
    const { imports } = readPython(
      "try:\n    import ldap\nexcept ImportError:\n    from . import none\nif True:\n    import x\n",
    );
    expect(imports.map(({ module }) => module)).toEqual(["ldap", ".", "x"]);
  });
});

describe("classes", () => {
  it.each([
    ["from odoo import models", "models.Model", "model"],
    ["from odoo import models", "models.TransientModel", "transient"],
    ["from odoo import models", "models.AbstractModel", "abstract"],
    ["from odoo import models", "models.BaseModel", "abstract"],
    ["from odoo import models as m", "m.Model", "model"],
    ["from odoo.models import Model", "Model", "model"],
    ["from odoo.models import TransientModel as Wizard", "Wizard", "transient"],
    ["import odoo", "odoo.models.AbstractModel", "abstract"],
    ["from openerp import models", "models.Model", "model"],
    ["from odoo import http", "http.Controller", "controller"],
    ["from odoo.http import Controller", "Controller", "controller"],
    ["from django.db import fields", "Model", "other"],
    ["", "object", "other"],
  ])("%s: class A(%s) is %s", (head, base, kind) => {
    expect(readPython(`${head}\nclass A(${base}):\n    x = 1\n`).classes[0]?.kind).toBe(kind);
  });

  it("a class that extends a class of the file, or only sets _inherit, is of that kind", () => {
    const { classes } = readPython(
      `${HEAD}class Base(models.AbstractModel):\n    _name = 'b'\nclass Next(Base):\n    _name = 'n'\nclass Loose(Unknown):\n    _inherit = 'x'\n`,
    );
    expect(classes.map(({ kind }) => kind)).toEqual(["abstract", "abstract", "model"]);
  });

  it("a class with a route is a controller", () => {
    const { classes } = readPython(
      "class Shop(Base):\n    @http.route('/shop', auth='public')\n    def shop(self): pass\n",
    );
    expect(classes[0]?.kind).toBe("controller");
    expect(classes[0]?.methods[0]?.decorators[0]).toMatchObject({
      name: "http.route",
      arguments: [{ value: "/shop" }],
      keywords: { auth: { value: "public" } },
    });
  });

  it.each([
    ["_inherit = 'a'", ["a"], "a"],
    ["_inherit = ['a', 'b']\n    _name = 'a'", ["a", "b"], "a"],
    ["_name = 'c'\n    _inherit = ('a', 'b',)", ["a", "b"], "c"],
    ["_inherit = ['a']", ["a"], "sale.order"],
    ["_name = \"x.\" 'y'", [], "x.y"],
    ["_name = f'x.{y}'", [], null],
    ["_name = NAME\n    _inherit = [NAME, 'q']", ["k", "q"], "k"],
    ["_name = 'a'\n    _inherit = _name", ["a"], "a"],
    ["_name = 'a'\n    _inherit = [_name, 'q']", ["a", "q"], "a"],
    ["_description = 'unnamed'", [], "sale.order"],
  ])("%s", (body, inherit, model) => {
    const found = readPython(`${HEAD}NAME = 'k'\nclass SaleOrder(models.Model):\n    ${body}\n`).classes[0];
    expect(found?.inherit).toEqual(inherit);
    expect(found && modelOfClass(found, "19.0")).toBe(model);
  });

  it("before 19.0 a list of one names the model", () => {
    const [found] = readPython(`${HEAD}class A(models.Model):\n    _inherit = ['a']\n`).classes;
    expect(found && modelOfClass(found, "18.0")).toBe("a");
  });

  it("_inherits maps models to fields", () => {
    expect(first("class A(models.Model):\n    _inherits = {'res.partner': 'partner_id'}\n").inherits).toEqual({
      "res.partner": "partner_id",
    });
  });

  it("attributes keep literals, and the source of what is computed", () => {
    const { attributes } = first(
      "class A(models.Model):\n    _order = 'a, b desc'\n    _auto = False\n    _x: int = -3\n    _c = models.Constraint('unique(a)', 'no')\n    _y = _z = None\n",
    );
    expect(Object.fromEntries(Object.entries(attributes).map(([k, { value }]) => [k, value]))).toEqual({
      _order: "a, b desc",
      _auto: false,
      _x: -3,
      _c: { computed: "models.Constraint('unique(a)', 'no')" },
      _y: null,
      _z: null,
    });
  });

  it("classes under try and if are found, those in functions are not", () => {
    const { classes } = readPython(
      "if x:\n    class A: pass\nelse:\n    class B: pass\ntry:\n    class C: pass\nexcept E:\n    pass\ndef f():\n    class D: pass\n",
    );
    expect(classes.map(({ name }) => name)).toEqual(["A", "B", "C"]);
  });
});

describe("fields", () => {
  const field = (source: string) => {
    const [found] = first(`class A(models.Model):\n    ${source}\n`).fields;
    if (!found) throw new Error("no field");
    return {
      type: found.type,
      comodel: found.comodel,
      ...Object.fromEntries(Object.entries(found.arguments).map(([k, { value }]) => [k, value])),
    };
  };
  it.each([
    ["x = fields.Char('Label', size=3)", { type: "Char", comodel: null, string: "Label", size: 3 }],
    ["x = fields.Float('F', (16, 2))", { type: "Float", comodel: null, string: "F", digits: [16, 2] }],
    ["x = fields.Monetary('M', 'cur')", { type: "Monetary", comodel: null, string: "M", currency_field: "cur" }],
    ["x = fields.Many2one('a.b', 'L')", { type: "Many2one", comodel: "a.b", comodel_name: "a.b", string: "L" }],
    ["x = fields.Many2one(comodel_name='a.b')", { type: "Many2one", comodel: "a.b", comodel_name: "a.b" }],
    [
      "x = fields.One2many('a.b', 'inv', 'L')",
      { type: "One2many", comodel: "a.b", comodel_name: "a.b", inverse_name: "inv", string: "L" },
    ],
    [
      "x = fields.Many2many('a.b', 'r', 'c1', 'c2', string='L')",
      {
        type: "Many2many",
        comodel: "a.b",
        comodel_name: "a.b",
        relation: "r",
        column1: "c1",
        column2: "c2",
        string: "L",
      },
    ],
    [
      "x = fields.Selection([('a', 'A'), ('b', _('B'))], 'S')",
      {
        type: "Selection",
        comodel: null,
        selection: [
          ["a", "A"],
          ["b", { computed: "_('B')" }],
        ],
        string: "S",
      },
    ],
    ["x = fields.Reference(selection='_models')", { type: "Reference", comodel: null, selection: "_models" }],
    [
      "x = fields.Char(compute='_c', inverse=_i, default=lambda self: 1, related='a.b', store=True)",
      {
        type: "Char",
        comodel: null,
        compute: "_c",
        inverse: { computed: "_i" },
        default: { computed: "lambda self: 1" },
        related: "a.b",
        store: true,
      },
    ],
    ["x = fields.Integer(**kw)", { type: "Integer", comodel: null }],
    ["x: int = fields.Integer()", { type: "Integer", comodel: null }],
    [
      "x = fields.Many2one(get_model())",
      { type: "Many2one", comodel: null, comodel_name: { computed: "get_model()" } },
    ],
  ])("%s", (source, expected) => {
    expect(field(source)).toEqual(expected);
  });

  it("two names of one definition are two fields; calls that are no field are none", () => {
    const { fields } = first(
      "class A(models.Model):\n    a = b = fields.Char()\n    c = fields.Date.today()\n    d = fields.first(x)\n    e = other.Char()\n    f = fields.Domain([])\n",
    );
    expect(fields.map(({ name }) => name)).toEqual(["a", "b"]);
  });

  it("imported classes and aliases count", () => {
    const { classes } = readPython(
      "from odoo.fields import Char\nfrom odoo import fields as f, models\nfrom x.y.fields import Special\nclass A(models.Model):\n    a = Char()\n    b = f.Char()\n    c = Special()\n    d = Other()\n",
    );
    expect(classes[0]?.fields.map(({ name }) => name)).toEqual(["a", "b", "c"]);
  });
});

describe("methods", () => {
  it("give parameters, decorators and whether super is called", () => {
    const { methods } = first(
      "class A(models.Model):\n    @api.model\n    @api.depends('a', 'b.c')\n    def m(self, a, /, b: int = 2, *args, c=1, **kw):\n        return super().m()\n    async def n(self, *, q): 'super()'\n    @property\n    def p(self):\n        # super()\n        class X:\n            def y(self): super().y()\n",
    );
    expect(methods.map(({ name, parameters, callsSuper }) => ({ name, parameters, callsSuper }))).toEqual([
      { name: "m", parameters: ["self", "a", "b", "*args", "c", "**kw"], callsSuper: true },
      { name: "n", parameters: ["self", "q"], callsSuper: false },
      { name: "p", parameters: ["self"], callsSuper: false },
    ]);
    expect(methods[0]?.decorators.map((d) => [d.name, ...d.arguments.map(({ value }) => value)])).toEqual([
      ["api.model"],
      ["api.depends", "a", "b.c"],
    ]);
  });

  it("functions of the module are listed apart", () => {
    expect(readPython("def post_init(env):\n    pass\n").functions.map(({ name }) => name)).toEqual(["post_init"]);
  });
});

describe("half-typed and broken files", () => {
  it("facts around a problem stand", () => {
    const facts = readPython(
      `${HEAD}class A(models.Model):\n    _name = 'a'\n    x = fields.Char(\n\nclass B(models.Model):\n    _name = 'b'\n    y = fields.Char()\n`,
    );
    expect(facts.problems.length).toBeGreaterThan(0);
    expect(facts.classes.map(({ model }) => model)).toContain("a");
  });

  it("a file that ends inside a string, a def or a call is read as far as it goes", () => {
    for (const end of [
      "    x = 'abc",
      "    def m(self",
      "    def m(self):\n        self.env['",
      "    x = fields.Many2one('",
    ]) {
      const facts = readPython(`${HEAD}class A(models.Model):\n    _name = 'a'\n    z = fields.Char()\n${end}`);
      expect(facts.problems.length, end).toBeGreaterThan(0);
      expect(facts.classes[0]?.model, end).toBe("a");
      expect(
        facts.classes[0]?.fields.map(({ name }) => name),
        end,
      ).toContain("z");
    }
  });

  it("one broken line costs that line, not the class around it nor the lines below", () => {
    const lines = [
      "class A(models.Model):",
      "    _name = 'a'",
      "    _c = [",
      "        ('x', 'y'),",
      "    ]",
      "    x = fields.Char()",
      "    @api.depends('x')",
      "    def m(self):",
      "        if self.x:",
      "            return 1",
      "        else:",
      "            return 2",
      '    q = """',
      "text",
      '"""',
      "    y = fields.Char()",
      "class B(models.Model):",
      "    _name = 'b'",
      "    z = fields.Char()",
    ];
    const breakages = [
      "    def n(self",
      "    w = fields.Char(string=",
      "    self.",
      "    @",
      "    for x in",
      "    w = [1, {",
      "    w = 'abc",
      "    def",
    ];
    for (const broken of breakages)
      for (const at of [2, 6, 12, 16, 18]) {
        const facts = readPython(HEAD + [...lines.slice(0, at), broken, ...lines.slice(at)].join("\n"));
        const found = facts.classes.map(({ model, fields, methods }) =>
          [model, ...fields.map((f) => f.name), ...methods.map((m) => m.name)].join(" "),
        );
        expect(facts.problems.length, `${broken} ${at}`).toBeGreaterThan(0);
        expect(
          found.map((name) => name.replace(/ [wn](?= |$)/, "")),
          `${broken} at ${at}`,
        ).toEqual(["a x y m", "b z"]);
      }
  });

  it("empty, binary and over-long files have no classes", () => {
    expect(readPython("").problems).toEqual([]);
    const binary = factsOf({ python }, "sale/models/example.py", new Uint8Array(2), "19.0");
    expect(binary).toMatchObject({ kind: "python", classes: [], problems: [{ message: "file is binary" }] });
  });
});
