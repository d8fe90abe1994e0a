import { data, type Fixture, view } from "./fixture.ts";

const file = "views/trial.xml";
const of = (rule: string, bad: string, at: readonly number[], good: string, fixed?: string): Fixture => ({
  rule,
  file,
  bad,
  at,
  good,
  ...(fixed !== undefined && { fixed }),
});
const record = (model: string, field: string) => data(`<record id="r" model="${model}">`, `    ${field}`, "</record>");
const inView = (rule: string, bad: string, good: string, fixed?: string) =>
  of(rule, view(bad), [5], view(good), fixed === undefined ? undefined : view(fixed));
const template = (line: string, attributes = "") =>
  data(`<template id="t"${attributes}>`, `    ${line}`, "</template>");

export const XML_FIXTURES: readonly Fixture[] = [
  of("xml-syntax-error", "<odoo>\n  <record>\n</odoo>\n", [3], "<odoo/>\n"),
  of("xml-header-missing", "<odoo/>\n", [1], data(), '<?xml version="1.0" encoding="UTF-8" ?>\n<odoo/>\n'),
  of(
    "xml-header-wrong",
    '<?xml version="1.0" encoding="utf-8"?>\n<odoo/>\n',
    [1],
    data(),
    '<?xml version="1.0" encoding="UTF-8" ?>\n<odoo/>\n',
  ),
  of(
    "xml-deprecated-data-node",
    '<odoo>\n    <data noupdate="1">\n        <record id="a" model="b"/>\n    </data>\n</odoo>\n',
    [2],
    '<odoo>\n    <data noupdate="1"/>\n    <data/>\n</odoo>\n',
    '<odoo noupdate="1">\n        <record id="a" model="b"/>\n</odoo>\n',
  ),
  of("xml-deprecated-openerp-node", "<openerp>\n</openerp>\n", [1], "<odoo>\n</odoo>\n", "<odoo>\n</odoo>\n"),
  of(
    "xml-record-missing-id",
    data('<record model="res.partner">', '    <field name="name">A</field>', "</record>"),
    [3],
    record("res.partner", '<field name="child_ids"><record id="c" model="res.partner"/></field>'),
  ),
  of(
    "xml-duplicate-fields",
    record("res.partner", '<field name="name">A</field>\n        <field name="name">B</field>'),
    [4],
    record("res.partner", '<field name="name">A</field>'),
  ),
  of(
    "xml-redundant-module-name",
    data('<record id="trial.r" model="res.partner"/>'),
    [3],
    data('<record id="trials.r" model="res.partner"/>'),
    data('<record id="r" model="res.partner"/>'),
  ),
  of(
    "xml-id-position-first",
    data('<record model="res.partner"', '        id="r"', "/>"),
    [5],
    data('<record id="r" model="res.partner"/>'),
    data('<record id="r"', '        model="res.partner"', "/>"),
  ),
  of(
    "xml-id-position-first",
    data('<menuitem name="A" id="m" sequence="1"/>'),
    [3],
    data('<menuitem id="m" name="A"/>'),
    data('<menuitem id="m" name="A" sequence="1"/>'),
  ),
  of(
    "xml-create-user-wo-reset-password",
    record("res.users", '<field name="name">a</field>'),
    [3],
    data(
      `<record id="r" model="res.users" context="{'no_reset_password': True}">`,
      '    <field name="name">a</field>',
      "</record>",
      '<record id="base.user_admin" model="res.users"><field name="login">a</field></record>',
    ),
  ),
  of(
    "xml-field-bool-without-eval",
    record("ir.rule", '<field name="active">False</field>'),
    [4],
    record("ir.rule", '<field name="name">False</field>'),
    record("ir.rule", '<field name="active" eval="False" />'),
  ),
  of(
    "xml-field-numeric-without-eval",
    record("ir.ui.view", '<field name="priority">20</field>'),
    [4],
    record("ir.ui.view", '<field name="name">20</field>'),
    record("ir.ui.view", '<field name="priority" eval="20" />'),
  ),
  of(
    "xml-deprecated-res-groups-category-id",
    record("res.groups", '<field name="category_id" ref="c"/>'),
    [4],
    record("res.groups", '<field name="privilege_id" ref="p"/>'),
  ),
  of(
    "xml-view-dangerous-replace-low-priority",
    view('<field name="a" position="replace"/>', '<field name="b" position="replace"/>'),
    [3],
    view('<field name="a" position="after"/>'),
  ),
  of(
    "xml-view-dangerous-replace-low-priority",
    view('<field name="a" position="replace"/>').replace(
      '<field name="arch"',
      '<field name="priority" eval="98"/><field name="arch"',
    ),
    [3],
    view('<field name="a" position="replace"/>').replace(
      '<field name="arch"',
      '<field name="priority" eval="99"/><field name="arch"',
    ),
  ),
  of(
    "xml-dangerous-qweb-replace-low-priority",
    template('<xpath expr="//a" position="replace"/>'),
    [4],
    template('<xpath expr="//a" position="replace"/>', ' priority="99"'),
  ),
  inView("xml-deprecated-tree-attribute", '<tree string="A"/>', '<list string="A"/>'),
  of(
    "xml-deprecated-qweb-directive",
    template('<t t-field="a" t-field-options="{}"/>'),
    [4],
    template('<t t-field="a" t-options="{}"/>'),
    template('<t t-field="a" t-options="{}"/>'),
  ),
  inView("xml-xpath-translatable-item", `<xpath expr="//h1[contains(text(), 'A')]"/>`, `<xpath expr="//h1/text()"/>`),
  of(
    "xml-field-bool-without-eval",
    record("own.model", '<field name="active">true</field>'),
    [4],
    record("own.model", '<field name="active" eval="1">True</field>'),
    record("own.model", '<field name="active" eval="True" />'),
  ),
  of(
    "xml-field-numeric-without-eval",
    record("own.model", '<field name="sequence">-07</field>'),
    [4],
    record("own.model", '<field name="amount">7</field><field name="sequence"> 7</field>'),
    record("own.model", '<field name="sequence" eval="-7" />'),
  ),
  of(
    "xml-deprecated-data-node",
    "<openerp>\n    <data/>\n</openerp>\n",
    [2],
    "<openerp>\n    <data/>\n    <data/>\n</openerp>\n",
  ),
  of(
    "xml-deprecated-qweb-directive-15",
    template('<t t-esc="a"/>'),
    [4],
    template('<t t-out="a"/>'),
    template('<t t-out="a"/>'),
  ),
  of("xml-deprecated-qweb-directive-15", template('<t t-raw="a"/>'), [4], template('<t t-raw="a" t-out="a"/>')),
  inView(
    "xml-deprecated-oe-chatter",
    '<div class="oe_chatter"><field name="message_ids"/></div>',
    "<chatter/>",
    "<chatter/>",
  ),
  of(
    "xml-not-valid-char-link",
    template('<link href="/trial/x.css?v=1"/>'),
    [4],
    template('<link href="/trial/x.css"/><link href="https://x/y"/>'),
  ),
  of(
    "xml-oe-structure-missing-id",
    template('<div class="oe_structure"/>'),
    [4],
    template('<div class="oe_structure" id="oe_structure_trial"/>'),
  ),
  inView("xml-xpath-translatable-item", `<xpath expr="//h1[text()='A']"/>`, `<xpath expr="//h1[@name='A']"/>`),
  of(
    "xml-template-prettier-incompatible",
    template('<textarea><t t-out="a"/></textarea>'),
    [4],
    template('<textarea t-out="a"/>'),
  ),
  inView(
    "odoo-deprecated-attrs",
    `<field name="a" attrs="{'invisible': [('b', '=', 1)]}"/>`,
    '<field name="a" invisible="b == 1"/>',
  ),
  inView(
    "odoo-deprecated-attrs",
    '<button name="a" states="draft"/>',
    `<button name="a" invisible="state != 'draft'"/>`,
  ),
  inView(
    "odoo-deprecated-attrs",
    `<attribute name="attrs">{'readonly': True}</attribute>`,
    '<attribute name="attrs"/>',
  ),
  inView(
    "odoo-deprecated-tree",
    '<tree><!-- tree --><field name="tree"/></tree>',
    '<list><!-- tree --><field name="tree"/></list>',
    '<list><!-- tree --><field name="tree"/></list>',
  ),
  of(
    "odoo-deprecated-view-mode-tree",
    record("ir.actions.act_window", '<field name="view_mode">tree,form</field>'),
    [4],
    record("ir.actions.act_window", '<field name="view_mode">list,form</field>'),
    record("ir.actions.act_window", '<field name="view_mode">list,form</field>'),
  ),
  inView(
    "odoo-deprecated-search-group",
    '<search><group expand="0"/></search>',
    '<form><group string="A"/></form>',
    "<search><group/></search>",
  ),
  of(
    "odoo-deprecated-groups-id",
    record("ir.ui.menu", '<field name="groups_id" eval="[]"/>'),
    [4],
    record("own.model", '<field name="groups_id" eval="[]"/>'),
    record("ir.ui.menu", '<field name="group_ids" eval="[]"/>'),
  ),
  inView(
    "odoo-deprecated-kanban-box",
    '<kanban><templates><t t-name="kanban-box"/></templates></kanban>',
    '<kanban><templates><t t-name="card"/></templates></kanban>',
  ),
  of(
    "odoo-deprecated-act-window-tag",
    data('<act_window id="a" name="A" res_model="b"/>'),
    [3],
    data('<menuitem id="a" name="A"/>'),
  ),
  of(
    "odoo-deprecated-cron-fields",
    record("ir.cron", '<field name="numbercall">-1</field>'),
    [4],
    record("ir.cron", '<field name="name">-1</field>'),
    data('<record id="r" model="ir.cron">', "</record>"),
  ),
];
