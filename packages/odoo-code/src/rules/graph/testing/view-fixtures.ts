import { type GraphFixture, manifest } from "./graph-fixture.ts";

const view = (model: string, arch: string, inherit = "", more = "") =>
  `<odoo>\n<record id="v" model="ir.ui.view">${more}\n<field name="model">${model}</field>${inherit === "" ? "" : `<field name="inherit_id" ref="${inherit}"/>`}\n<field name="arch" type="xml">\n${arch}\n</field>\n</record>\n</odoo>\n`;
const files = (text: string, depends: readonly string[] = ["base"]) => ({
  "__manifest__.py": manifest(["v.xml"], depends),
  "v.xml": text,
});
const partner = (arch: string) => view("res.partner", arch, "base.view_partner_form");

export const VIEW_FIXTURES: readonly GraphFixture[] = [
  {
    rule: "odoo-view-xpath-miss",
    shows: "locators that find nothing, have no expression, a broken one, or look for translated text",
    files: files(
      partner(
        [
          "<data>",
          '<field name="phone" position="after"/>',
          '<xpath expr="//page[@name=\'bills\']" position="inside"/>',
          '<xpath position="inside"/>',
          '<xpath expr="//page[@name=\'contacts\'" position="inside"/>',
          '<xpath expr="//field[@string=\'Name\']" position="after"/>',
          '<field name="email" position="before"/>',
          "</data>",
        ].join("\n"),
      ),
    ),
    at: ["v.xml:6", "v.xml:7", "v.xml:8", "v.xml:9", "v.xml:10"],
  },
  {
    rule: "odoo-view-xpath-miss",
    shows:
      "what another view of a dependency puts there, what this view puts there itself, and what is not evaluated here",
    files: files(
      partner(
        [
          "<data>",
          '<field name="sale_count" position="after"><field name="active"/></field>',
          '<field name="active" position="before"/>',
          "<xpath expr=\"//group[hasclass('x') or re:test(@name, 'y')]\" position=\"inside\"/>",
          '<xpath expr="//list/field[@name=\'name\']" position="after"/>',
          "</data>",
        ].join("\n"),
      ),
      ["sale"],
    ),
    at: [],
  },
  {
    rule: "odoo-view-xpath-miss",
    shows: "what only a module puts there that is not depended on",
    files: files(partner('<field name="sale_count" position="after"/>')),
    at: ["v.xml:5"],
  },
  {
    rule: "odoo-view-xpath-miss",
    shows: "views of which a part is not here",
    files: files(partner('<field name="phone" position="after"/>'), ["base", "not_here"]),
    at: [],
  },
  {
    rule: "odoo-view-model-mismatch",
    shows: "an extension that says another model",
    files: files(view("res.users", '<field name="email" position="after"/>', "base.view_partner_form")),
    at: ["v.xml:3"],
  },
  {
    rule: "odoo-view-model-mismatch",
    shows: "a view of its own that is made from another",
    files: files(
      view(
        "res.users",
        '<field name="email" position="after"/>',
        "base.view_partner_form",
        '<field name="mode">primary</field>',
      ),
    ),
    at: [],
  },
  {
    rule: "odoo-view-invalid-button",
    shows: "methods that are not there or private, and records that are no action",
    files: files(
      view(
        "res.partner",
        '<form>\n<button name="open_nothing" type="object"/>\n<button name="_hidden" type="object"/>\n<button name="base.group_user" type="action"/>\n</form>',
      ),
    ),
    at: ["v.xml:6", "v.xml:7", "v.xml:8"],
  },
  {
    rule: "odoo-view-invalid-button",
    shows: "own and inherited methods, those of the framework, and buttons of rows",
    files: {
      "__manifest__.py": manifest(["v.xml"], ["sale"]),
      "__init__.py": "from . import m\n",
      "m.py":
        'from odoo import models\nclass Partner(models.Model):\n    _inherit = "res.partner"\n    def own(self):\n        return True\n    other = own\n',
      "v.xml": view(
        "sale.order",
        '<form><button name="toggle_active" type="object"/><field name="partner_id"><form><button name="own" type="object"/><button name="other" type="object"/><button name="open_sales" type="object"/></form></field><button name="base.action_partner" type="action"/><button name="%(base.action_partner)d" type="action"/></form>',
      ),
    },
    at: [],
  },
  {
    rule: "odoo-depends-missing",
    shows: "methods and fields of views that a module outside the dependencies brings",
    files: files(
      view("res.partner", '<form>\n<field name="sale_count"/>\n<button name="open_sales" type="object"/>\n</form>'),
    ),
    at: ["v.xml:6", "v.xml:7"],
    fixed: { "__manifest__.py": manifest(["v.xml"], ["base", "sale"]) },
  },
  {
    rule: "odoo-field-unknown",
    shows: "fields of views, in nested views and in expressions",
    files: files(
      view(
        "res.partner",
        '<form>\n<field name="nam"/>\n<field name="child_ids"><list><field name="emial"/></list></field>\n<field name="email" invisible="not nam"/>\n<field name="parent_id" domain="[(\'nmae\', \'=\', name)]"/>\n</form>',
      ),
    ),
    at: ["v.xml:6", "v.xml:7", "v.xml:8", "v.xml:9"],
  },
  {
    rule: "odoo-field-unknown",
    shows:
      "fields of views that exist: of dependencies, of the record around, made in the interface, and names that are none",
    files: files(
      view(
        "sale.order",
        '<form><field name="partner_id" context="{\'default_anything\': 1}"/><field name="x_made"/><label for="some_element"/><field name="line_ids" invisible="uid and context.get(\'a\') and partner_id"><list><field name="quantity" readonly="parent.state == \'draft\'"/></list></field></form>',
      ),
      ["sale"],
    ),
    at: [],
  },
  {
    rule: "odoo-field-unknown",
    shows:
      "the record around a nested view in a domain that the client evaluates, and there a field that it does not have",
    files: files(
      view(
        "sale.order",
        [
          '<form><field name="state"/><field name="line_ids"><tree>',
          "<field name=\"quantity\" attrs=\"{'readonly': [('parent.state', '=', 'done')]}\"/>",
          "<field name=\"quantity\" attrs=\"{'readonly': [('parent.stat', '=', 'done')]}\"/>",
          "</tree></field></form>",
        ].join("\n"),
      ),
      ["sale"],
    ),
    at: ["v.xml:7"],
  },
  {
    rule: "odoo-field-unknown",
    shows: "fields right inside of a field, which Odoo passes over",
    files: files(view("sale.order", '<form><field name="partner_id"><field name="quantity"/></field></form>'), [
      "sale",
    ]),
    at: [],
  },
  {
    rule: "odoo-view-field-absent",
    shows: "fields that modifiers, domains and contexts read, and that no part of the view has; they are added, hidden",
    files: files(
      view(
        "res.partner",
        [
          "<form>",
          "    <group>",
          "        <field name=\"name\" attrs=\"{'invisible': [('active', '=', False)]}\"/>",
          "    </group>",
          '    <button name="%(base.a)d" type="action" context="{\'default_x\': email, \'y\': active_id}"/>',
          "    <field name=\"country_id\" domain=\"[('code', '=', parent_id)]\"/>",
          "    <page invisible=\"not active and context.get('z')\"/>",
          "</form>",
        ].join("\n"),
      ),
    ),
    at: ["v.xml:7", "v.xml:9", "v.xml:10", "v.xml:11"],
    fixed: {
      "v.xml": view(
        "res.partner",
        [
          "<form>",
          "    <group>",
          '        <field name="active" invisible="1"/>',
          "        <field name=\"name\" attrs=\"{'invisible': [('active', '=', False)]}\"/>",
          "    </group>",
          '    <field name="email" invisible="1"/>',
          '    <button name="%(base.a)d" type="action" context="{\'default_x\': email, \'y\': active_id}"/>',
          '    <field name="parent_id" invisible="1"/>',
          "    <field name=\"country_id\" domain=\"[('code', '=', parent_id)]\"/>",
          "    <page invisible=\"not active and context.get('z')\"/>",
          "</form>",
        ].join("\n"),
      ),
    },
  },
  {
    rule: "odoo-view-field-absent",
    shows: "views inside fields, each with fields of its own, and `parent`",
    files: files(
      view(
        "sale.order",
        [
          '<form><field name="name"/><field name="line_ids"><tree>',
          '<field name="quantity" required="order_id"/><field name="order_id" column_invisible="parent.name"/>',
          '<field name="order_id" column_invisible="parent.state" readonly="quantity"/>',
          '</tree></field><field name="partner_id" invisible="quantity"/></form>',
        ].join("\n"),
      ),
      ["sale"],
    ),
    at: ["v.xml:7"],
  },
  {
    rule: "odoo-view-field-absent",
    shows:
      "what other views put there, words that are no fields, searches and cards, and views of which a part is not followed",
    files: {
      "__manifest__.py": manifest(["v.xml"], ["sale"]),
      "v.xml": [
        "<odoo>",
        '<record id="a" model="ir.ui.view"><field name="model">res.partner</field><field name="inherit_id" ref="base.view_partner_form"/><field name="arch" type="xml"><field name="name" position="attributes"><attribute name="invisible">sale_count or uid or id</attribute></field></field></record>',
        '<record id="b" model="ir.ui.view"><field name="model">res.partner</field><field name="arch" type="xml"><search><field name="name"/><filter name="f" domain="[(\'name\', \'=\', email)]" invisible="active"/></search></field></record>',
        '<record id="c" model="ir.ui.view"><field name="model">res.partner</field><field name="arch" type="xml"><kanban><templates><t t-name="card"><field name="name" invisible="active"/></t></templates></kanban></field></record>',
        '<record id="d" model="ir.ui.view"><field name="model">res.partner</field><field name="arch" type="xml"><form><field name="name" invisible="active"/></form></field></record>',
        '<record id="e" model="ir.ui.view"><field name="model">res.partner</field><field name="inherit_id" ref="d"/><field name="arch" type="xml"><xpath expr="//form[re:test(@x, \'y\')]" position="inside"><field name="active"/></xpath></field></record>',
        "</odoo>",
        "",
      ].join("\n"),
    },
    at: [],
  },
  {
    rule: "odoo-qweb-undefined-var",
    shows: "names that neither the report nor a template above gives, also in a template that is called",
    files: {
      "__manifest__.py": manifest(["v.xml"], ["base"]),
      "v.xml": [
        "<odoo>",
        '<record id="r" model="ir.actions.report"><field name="model">res.partner</field><field name="report_name">trial.top</field></record>',
        '<template id="top"><t t-foreach="docs" t-as="o"><t t-set="x" t-value="o.name"/>',
        '<t t-esc="order.name"/><t t-call="trial.part"/>',
        "</t></template>",
        '<template id="part"><span t-field="o.name"/><span t-att-x="x.y + o_index"/>',
        '<span t-attf-class="a {{ other.name }}"/><span t-if="maybe"><t t-esc="maybe.name"/></span>',
        '<span t-esc="sum(l.id for l in o.child_ids) + len(docs)"/></template>',
        '<template id="more" inherit_id="part"><xpath expr="//span[1]" position="after">',
        '<i t-out="partner.email"/>',
        "</xpath></template>",
        "</odoo>",
        "",
      ].join("\n"),
    },
    at: ["v.xml:4", "v.xml:7", "v.xml:10"],
  },
  {
    rule: "odoo-qweb-undefined-var",
    shows: "templates that code renders, reports with a model of their own, and templates that others call as well",
    files: {
      "__manifest__.py": manifest(["v.xml"], ["base"]),
      "__init__.py": "from . import m\n",
      "m.py":
        'from odoo import models\nclass Report(models.AbstractModel):\n    _name = "report.trial.with_model"\n    def act(self):\n        return self.env["ir.qweb"]._render("trial.by_code", {"order": self})\n',
      "v.xml": [
        "<odoo>",
        '<record id="a" model="ir.actions.report"><field name="report_name">trial.with_model</field></record>',
        '<record id="b" model="ir.actions.report"><field name="report_name">trial.by_code</field></record>',
        '<record id="c" model="ir.actions.report"><field name="report_name">trial.plain</field></record>',
        '<template id="with_model"><t t-esc="order.name"/><t t-call="trial.shared"/></template>',
        '<template id="by_code"><t t-esc="order.name"/></template>',
        '<template id="plain"><t t-call="trial.shared"><t t-set="title" t-value="1"/></t><t t-esc="user.name"/></template>',
        '<template id="shared"><t t-esc="order.name"/></template>',
        '<template id="page"><t t-esc="order.name"/></template>',
        "</odoo>",
        "",
      ].join("\n"),
    },
    at: [],
  },
];
