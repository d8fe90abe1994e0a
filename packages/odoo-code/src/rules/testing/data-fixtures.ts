import { data, type Fixture } from "./fixture.ts";

/** Elements of a data file; the first line of an element is line 3. */
const of = (rule: string, bad: string, good: string, line = 3): Fixture => ({
  rule,
  file: "views/trial.xml",
  bad: data(...bad.split("\n")),
  at: [line],
  good: data(...good.split("\n")),
});
const field = (rule: string, bad: string, good: string): Fixture => {
  const record = (inside: string) => `<record id="r" model="res.partner">\n    ${inside}\n</record>`;
  return of(rule, record(bad), record(good), 4);
};
const call = (rule: string, bad: string, good: string, attributes = ""): Fixture => {
  const made = (inside: string, more: string) =>
    `<function model="res.partner" name="f"${more}>\n    ${inside}\n</function>`;
  return of(rule, made(bad, attributes), made(good, ""), 4);
};

export const DATA_FIXTURES: readonly Fixture[] = [
  of("odoo-data-tag", '<recrod id="r" model="res.partner"/>', '<delete model="res.partner" id="r"/>'),
  of("odoo-data-attribute", '<template id="t" inherits="u"/>', '<template id="t" inherit_id="u" primary="True"/>'),
  of("odoo-menuitem-attribute", '<menuitem id="m" icon="i"/>', '<menuitem id="m" web_icon="i" active="0"/>'),
  of("odoo-menuitem-sequence", '<menuitem id="m" sequence="first"/>', '<menuitem id="m" sequence="-1"/>'),
  of(
    "odoo-menuitem-action",
    '<menuitem id="m" parent="p" action="a">\n    <menuitem id="n"/>\n</menuitem>',
    '<menuitem id="m" action="a">\n    <menuitem id="n"/>\n</menuitem>',
  ),
  of("odoo-menuitem-web-icon", '<menuitem id="m" parent="p" web_icon="i"/>', '<menuitem id="m" web_icon="i"/>'),
  of(
    "odoo-menuitem-child",
    '<menuitem id="m">\n    <record id="r" model="ir.ui.menu"/>\n</menuitem>',
    '<menuitem id="m">\n    <menuitem id="n"/>\n</menuitem>',
    4,
  ),
  of(
    "odoo-menuitem-parent",
    '<menuitem id="m">\n    <menuitem id="n" parent="m"/>\n</menuitem>',
    '<menuitem id="m">\n    <menuitem id="n"/>\n</menuitem>',
    4,
  ),
  of(
    "odoo-record-attribute",
    '<record id="r" model="res.partner" noupdate="1"/>',
    '<record id="r" model="res.partner" forcecreate="0"/>',
  ),
  of("odoo-record-required", '<record id="r"/>', '<record id="r" model="res.partner"/>'),
  of(
    "odoo-record-child",
    '<record id="r" model="res.partner">\n    <value name="name">A</value>\n</record>',
    '<record id="r" model="res.partner">\n    <field name="name">A</field>\n</record>',
    4,
  ),
  field("odoo-field-required", '<field ref="a"/>', '<field name="a" ref="a"/>'),
  field("odoo-field-attribute", '<field name="a" value="b"/>', '<field name="a" search="[]" model="c" use="id"/>'),
  field("odoo-field-sources", '<field name="a" ref="b" eval="1"/>', '<field name="a" eval="1" model="res.partner"/>'),
  field("odoo-field-int", '<field name="a" type="int">1.5</field>', '<field name="a" type="int"> -1 </field>'),
  field("odoo-field-float", '<field name="a" type="float">1,5</field>', '<field name="a" type="float">1.5e3</field>'),
  field(
    "odoo-field-items",
    '<field name="a" type="list"><field name="b"/></field>',
    '<field name="a" type="list"><value>b</value></field>',
  ),
  field(
    "odoo-field-file-text",
    '<field name="a" type="base64" file="b">c</field>',
    '<field name="a" type="base64" file="b"/>',
  ),
  field("odoo-field-text", '<field name="a" ref="b">c</field>', '<field name="a" ref="b"> </field>'),
  field("odoo-field-model", '<field name="a" model="res.partner">b</field>', '<field name="a" search="[]" model="c"/>'),
  field("odoo-field-use", '<field name="a" use="id" ref="b"/>', '<field name="a" search="[]" use="id"/>'),
  field("odoo-field-child", '<field name="a"><p>b</p></field>', '<field name="a" type="html"><p>b</p></field>'),
  call("odoo-value-attribute", '<value ref="a"/>', '<value model="a" eval="1"/>'),
  call("odoo-value-search", '<value search="[]" eval="1"/>', '<value search="[]" model="a"/>'),
  call("odoo-value-eval", '<value eval="1" type="char"/>', '<value eval="1"/>'),
  call("odoo-value-file-text", '<value type="file" file="a">b</value>', '<value type="file" file="a"/>'),
  of("odoo-delete-required", '<delete id="r"/>', '<delete model="res.partner" id="r"/>'),
  of(
    "odoo-delete-both",
    '<delete model="res.partner" id="r" search="[]"/>',
    '<delete model="res.partner" search="[]"/>',
  ),
  of("odoo-delete-what", '<delete model="res.partner"/>', '<delete model="res.partner" id="r"/>'),
  of(
    "odoo-act-window-required",
    '<act_window id="a" res_model="res.partner"/>',
    '<act_window id="a" name="A" res_model="res.partner"/>',
  ),
  of(
    "odoo-act-window-attribute",
    '<act_window id="a" name="A" res_model="res.partner" src_model="res.users"/>',
    '<act_window id="a" name="A" res_model="res.partner" binding_model="res.users"/>',
  ),
  of(
    "odoo-act-window-text",
    '<act_window id="a" name="A" res_model="res.partner">b</act_window>',
    '<act_window id="a" name="A" res_model="res.partner"> </act_window>',
  ),
  of(
    "odoo-act-window-binding-type",
    '<act_window id="a" name="A" res_model="b" binding_model="c" binding_type="menu"/>',
    '<act_window id="a" name="A" res_model="b" binding_model="c" binding_type="report"/>',
  ),
  of(
    "odoo-act-window-binding-views",
    '<act_window id="a" name="A" res_model="b" binding_model="c" binding_views="List, form"/>',
    '<act_window id="a" name="A" res_model="b" binding_model="c" binding_views="list,form"/>',
  ),
  of(
    "odoo-report-required",
    '<report id="r" string="R" model="res.partner"/>',
    '<report id="r" string="R" model="res.partner" name="trial.r"/>',
  ),
  of(
    "odoo-report-attribute",
    '<report id="r" string="R" model="res.partner" name="trial.r" type="qweb"/>',
    '<report id="r" string="R" model="res.partner" name="trial.r" report_type="qweb-pdf"/>',
  ),
  of(
    "odoo-report-text",
    '<report id="r" string="R" model="res.partner" name="trial.r">a</report>',
    '<report id="r" string="R" model="res.partner" name="trial.r"/>',
  ),
  of("odoo-function-required", '<function model="res.partner"/>', '<function model="res.partner" name="f"/>'),
  of(
    "odoo-function-attribute",
    '<function id="f" model="res.partner" name="f"/>',
    '<function model="res.partner" name="f" eval="[]"/>',
  ),
  call("odoo-function-values", "<value>a</value>", "<value>a</value>", ' eval="[]"'),
  call(
    "odoo-function-functions",
    '<function model="a" name="g"/>',
    '<function model="a" name="g" context="{}"/>',
    ' eval="[]"',
  ),
  call("odoo-function-child", '<field name="a">b</field>', "<value>a</value>"),
];
