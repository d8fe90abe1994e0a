import { describe, expect, it } from "vitest";
import { fixFile } from "../check/fix-file.ts";
import { checkTexts } from "../check/testing/check-text.ts";
import { RULES } from "./catalogue.ts";

const migrations = RULES.map(({ rule }) => rule).filter((rule) => rule.startsWith("odoo-deprecated-"));
const check = (file: string) => (text: string) =>
  checkTexts({ [file]: text }, { version: "19.0", configuration: { disable: ["all"], enable: migrations } }).filter(
    ({ path }) => path.endsWith(file),
  );
const mended = (file: string, text: string) => fixFile(`addons/trial/${file}`, text, check(file)).text;
const rules = (file: string, text: string) => check(file)(text).map(({ rule }) => rule);

/** What other tools for migration are known to get wrong. */
describe("a rewrite to a later version", () => {
  it("of trees leaves comments, ids, references and texts, and every byte that it is not about", () => {
    const text = [
      "<?xml version='1.0'?>",
      "<odoo>",
      "  <!-- <tree/> view_tree &amp; -->",
      '  <record id="sale_view_tree" model="ir.ui.view">',
      '    <field name="inherit_id" ref="sale.view_order_tree"/>',
      '    <field   name="arch"  type="xml">',
      "      <tree  class='o_tree'><field name=\"tree\"/><!-- tree --></tree   >",
      "    </field>",
      "  </record>",
      '  <record id="a" model="ir.actions.act_window">',
      '    <field name="name">tree, of life &#233;</field>',
      '    <field name="view_mode">tree,form</field>',
      "    <field name=\"context\">{'search_default_tree': 1}</field>",
      "  </record>",
      "</odoo>",
      "",
    ].join("\r\n");
    const wanted = text
      .replace("<tree  class", "<list  class")
      .replace("</tree   >", "</list   >")
      .replace(">tree,form<", ">list,form<");
    expect(mended("views/a.xml", text)).toBe(wanted);
    expect(mended("views/a.xml", wanted)).toBe(wanted);
  });

  it("of constraints tells what it leaves, whatever the message is", () => {
    const constraint = (message: string) =>
      `from odoo import _, models\nclass A(models.Model):\n    _name = "a"\n    _sql_constraints = [("u", "unique(x)", ${message})]\n`;
    for (const message of ['_("A ] b")', '_lt("A")', '"A"', '("A " "b")'])
      expect(rules("models/a.py", mended("models/a.py", constraint(message)))).toEqual([]);
    for (const message of ['"A" + B', "MESSAGE", '_("A %s", x)', '_("A") % x', "lambda self: 1"]) {
      expect(mended("models/a.py", constraint(message))).toBe(constraint(message));
      expect(rules("models/a.py", constraint(message))).toEqual(["odoo-deprecated-sql-constraints"]);
    }
  });

  it("leaves no attrs or states without a finding", () => {
    const arch = (inner: string) =>
      `<odoo><record id="v" model="ir.ui.view"><field name="arch" type="xml">${inner}</field></record></odoo>\n`;
    for (const attrs of ["{'invisible': [('a', '=', 1)]}", "nonsense", "{", "{'other': []}", "{'invisible': x}"]) {
      const after = mended("views/a.xml", arch(`<form><field name="a" attrs="${attrs}"/></form>`));
      expect(/\battrs=/.test(after)).toBe(rules("views/a.xml", after).length > 0);
    }
  });

  it("of env aliases touches only records and requests, never texts, comments or other objects", () => {
    const text = [
      "from odoo import models",
      "class A(models.Model):",
      '    _name = "a"',
      "    def act(self, other):",
      '        other._cr.execute("self._cr")  # self._uid',
      "        self._context_today = self._uid",
      "        return self._cr, self._context",
      "",
    ].join("\n");
    expect(mended("models/a.py", text)).toBe(
      text
        .replace("= self._uid", "= self.env.uid")
        .replace("return self._cr, self._context", "return self._cr, self.env.context"),
    );
  });

  it("of routes knows every spelling, in any file", () => {
    const route = (written: string) => `from odoo import http\n${written}\ndef a():\n    pass\n`;
    for (const written of [
      '@http.route("/a", type="json")',
      "@http.route('/a', auth='user', type='json', methods=['POST'])",
      '@http.route(["/a"], type = "json",)',
    ])
      expect(mended("models/deep/a.py", route(written))).toBe(route(written.replace("json", "jsonrpc")));
    expect(mended("models/a.py", route('@other.route("/a", type="json")'))).toContain('type="json"');
  });

  it("does not touch words of Python or markup that only look like it", () => {
    const text = [
      "from odoo import models",
      "class A(models.Model):",
      '    _name = "a.tree"',
      "    def act(self):",
      '        sql = "SELECT 1 WHERE a <> 1 AND b == 2"',
      '        return {"view_mode": "tree", "t": "kanban-box"}, sql, AND(1)',
      "",
    ].join("\n");
    expect(mended("models/a.py", text)).toBe(text);
  });
});
