import { type GraphFixture, manifest } from "./graph-fixture.ts";

const odoo = (...lines: readonly string[]) => `<odoo>\n${lines.map((line) => `    ${line}\n`).join("")}</odoo>\n`;
const group = (id: string) => `<record id="${id}" model="res.groups"><field name="name">G</field></record>`;
const action = (view: string) =>
  `<record id="a" model="ir.actions.act_window"><field name="name">A</field><field name="view_id" ref="${view}"/></record>`;

export const XML_ID_FIXTURES: readonly GraphFixture[] = [
  {
    rule: "odoo-xmlid-unknown",
    shows: "ids that an unreadable data file may define",
    files: {
      "__manifest__.py": manifest(["unread.xml", "v.xml"]),
      "unread.xml": "\0",
      "v.xml": odoo(action("nowhere")),
    },
    at: [],
  },
  {
    rule: "odoo-xmlid-unknown",
    shows: "ids that a file of SQL does not define",
    files: {
      "__manifest__.py": manifest(["d.sql", "v.xml"]),
      "d.sql": "select 1;\n",
      "v.xml": odoo(action("nowhere")),
    },
    at: ["v.xml:2"],
  },
  {
    rule: "odoo-acl-bad-ref",
    shows: "a module whose models compute their names",
    files: {
      "__manifest__.py": manifest(["ir.model.access.csv"]),
      "__init__.py": "from . import m\n",
      "m.py":
        'from odoo import models\ndef named(end):\n    return "own." + end\nclass Own(models.Model):\n    _name = named("a")\n',
      "ir.model.access.csv": "id,model_id:id,group_id:id,perm_read\na,model_own_a,base.group_user,1\n",
    },
    at: [],
  },
  {
    rule: "odoo-xmlid-order",
    shows: "categories of modules, which are there before any file, and ids that are not",
    files: {
      "__manifest__.py": manifest(["v.xml"]),
      "v.xml": odoo(action("late"), '<record id="late" model="ir.ui.view"><field name="name">L</field></record>'),
    },
    at: ["v.xml:2"],
  },
  {
    rule: "odoo-xmlid-unknown",
    shows: "ids that nothing defines, in references, expressions, menus and rows",
    files: {
      "__manifest__.py": manifest(["v.xml", "res.users.csv"]),
      "v.xml": odoo(
        action("nowhere"),
        '<record id="b" model="res.users"><field name="name" eval="ref(\'base.nothing\')"/></record>',
        '<menuitem id="m" name="M" action="action_gone"/>',
        '<record id="c" model="ir.ui.view"><field name="arch" type="xml"><form><button name="%(gone)d" type="action"/></form></field></record>',
        '<record id="d" model="ir.ui.view"><field name="inherit_id" ref="absent_module.view"/></record>',
      ),
      "res.users.csv": "id,login,partner_id:id\nu,u,nobody\n",
    },
    at: ["res.users.csv:2", "v.xml:2", "v.xml:3", "v.xml:4", "v.xml:5", "v.xml:6"],
  },
  {
    rule: "odoo-xmlid-unknown",
    shows:
      "ids that Odoo makes by itself, ids that may be absent, texts with a percent sign, files that are not loaded",
    files: {
      "__manifest__.py": manifest(["v.xml"]),
      "v.xml": odoo(
        '<record id="r" model="ir.rule"><field name="model_id" ref="base.model_res_partner"/><field name="name">%(year)s</field></record>',
        '<function model="res.users" name="write"><value eval="ref(\'base.nothing\', False)"/></function>',
        '<record id="s" model="ir.rule"><field name="model_id" search="[(\'id\', \'=\', ref(\'base.module_sale\'))]"/></record>',
        '<delete id="gone" model="ir.rule"/>',
        '<record id="t" model="ir.rule"><field name="model_id" ref="__import__.x"/></record>',
      ),
      "not_listed.xml": odoo(action("nowhere")),
    },
    at: [],
  },
  {
    rule: "odoo-xmlid-unknown",
    shows: "the ids of models that a function makes",
    files: {
      "__manifest__.py": manifest(["v.xml"]),
      "__init__.py": "from . import m\n",
      "m.py":
        'from odoo import models\ndef make(name):\n    class Made(models.Model):\n        _name = f"made.{name}"\n    return Made\n',
      "v.xml": odoo('<record id="r" model="ir.rule"><field name="model_id" ref="model_made_one"/></record>'),
    },
    at: [],
  },
  {
    rule: "odoo-acl-bad-ref",
    shows: "a model whose class may stand in a file that does not parse",
    files: {
      "__manifest__.py": manifest(["ir.model.access.csv"]),
      "__init__.py": "from . import m\n",
      "m.py":
        'from odoo import models\nclass Own(models.Model):\n    _name = "own"\nclass Other(models.Model:\n    _name = "other"\n',
      "ir.model.access.csv":
        "id,model_id:id,group_id:id,perm_read\na,model_own,base.group_user,1\nb,model_other,base.group_user,1\n",
    },
    at: [],
  },
  {
    rule: "odoo-xmlid-order",
    shows: "an id that a later file defines; the file is moved up, with its comment",
    files: {
      "__manifest__.py":
        '{\n    "name": "Trial",\n    "data": [\n        "a.xml",\n        "b.xml",  # groups\n        "c.xml"\n    ],\n}\n',
      "a.xml": odoo(
        '<menuitem id="m" name="M" action="c_action"/>',
        '<record id="x" model="res.users"><field name="name" ref="group_b"/></record>',
      ),
      "b.xml": odoo(group("group_b")),
      "c.xml": odoo('<record id="c_action" model="ir.actions.act_window"><field name="name">A</field></record>'),
    },
    at: ["a.xml:2", "a.xml:3"],
    fixed: {
      "__manifest__.py":
        '{\n    "name": "Trial",\n    "data": [\n        "c.xml",\n        "b.xml",  # groups\n        "a.xml",\n    ],\n}\n',
    },
  },
  {
    rule: "odoo-xmlid-order",
    shows: "an id that is defined further down in the same file",
    files: {
      "__manifest__.py": manifest(["v.xml"]),
      "v.xml": odoo(action("view"), '<record id="view" model="ir.ui.view"/>'),
    },
    at: ["v.xml:2"],
  },
  {
    rule: "odoo-xmlid-order",
    shows:
      "ids of earlier files, of rows of one file, of files that code loads, and ids that are only written to again",
    files: {
      "__manifest__.py": manifest(["a.xml", "b.xml", "res.partner.csv"]),
      "a.xml": odoo(
        group("group_a"),
        '<record id="base.group_system" model="res.groups"/>',
        '<record id="y" model="res.users"><field name="name" ref="by_code"/></record>',
      ),
      "b.xml": odoo(
        '<record id="x" model="res.users"><field name="name" ref="group_a"/></record>',
        '<record id="group_a" model="res.groups"/>',
      ),
      "res.partner.csv": "id,name,parent_id:id\np,p,q\nq,q,\n",
      "by_code.xml": odoo(group("by_code")),
    },
    at: [],
  },
  {
    rule: "odoo-depends-missing",
    shows: "ids of a module that is not among the dependencies; it is added in the manifest's layout",
    files: {
      "__manifest__.py": manifest(["v.xml"]),
      "v.xml": odoo(
        '<record id="v" model="ir.ui.view"><field name="model">sale.order</field><field name="inherit_id" ref="sale.view_order_form"/></record>',
      ),
    },
    at: ["v.xml:2", "v.xml:2"],
    fixed: { "__manifest__.py": manifest(["v.xml"], ["base", "sale"]) },
  },
  {
    rule: "odoo-depends-missing",
    shows: "lists on one line, with single quotes, and manifests without a list",
    files: {
      "__manifest__.py": "{'name': 'Trial', 'depends': ['base'], 'data': ['v.xml']}\n",
      "v.xml": odoo('<record id="x" model="res.users"><field name="name" ref="sale.group_sale"/></record>'),
    },
    at: ["v.xml:2"],
    fixed: { "__manifest__.py": "{'name': 'Trial', 'depends': ['base', 'sale'], 'data': ['v.xml']}\n" },
  },
  {
    rule: "odoo-depends-missing",
    shows: "a manifest without dependencies",
    files: {
      "__manifest__.py": '{\n    "name": "Trial",\n    "data": ["v.xml"],\n}\n',
      "v.xml": odoo('<record id="x" model="res.users"><field name="name" ref="sale.group_sale"/></record>'),
    },
    at: ["v.xml:2"],
    fixed: { "__manifest__.py": '{\n    "name": "Trial",\n    "depends": ["sale"],\n    "data": ["v.xml"],\n}\n' },
  },
  {
    rule: "odoo-depends-missing",
    shows: "a module that is reached through another",
    files: {
      "__manifest__.py": manifest(["v.xml"], ["sale_more"]),
      "v.xml": odoo('<record id="x" model="res.users"><field name="name" ref="sale.group_sale"/></record>'),
    },
    at: [],
  },
];
