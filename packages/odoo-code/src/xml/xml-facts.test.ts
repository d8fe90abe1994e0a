import { describe, expect, it } from "vitest";
import { expectSpans, readData, told } from "../testing/read-data.ts";
import { xmlFacts } from "./xml-facts.ts";

describe("records", () => {
  it("have ids, models, fields and every kind of value", () => {
    const facts = readData(`
      <record id="sale.a" model="res.partner">
        <field name="name">Azure &amp; Co</field>
        <field name="country_id" ref="base.be"/>
        <field name="category_id" eval="[(6, 0, [ref('cat'), ref(&quot;base.c&quot;)])]"/>
        <field name="user_id" search="[('login', '=', 'admin')]"/>
        <field name="image" type="base64" file="sale/static/a.png"/>
        <field name="comment" type="html"><p>Hello <b>%(base.x)d</b></p></field>
      </record>`);
    const [record] = facts.records;
    expect(record).toMatchObject({ xmlId: "sale.a", model: "res.partner", tag: "record", noUpdate: false });
    expect(record?.fields.map(({ name, value }) => [name, value.kind])).toEqual([
      ["name", "text"],
      ["country_id", "ref"],
      ["category_id", "eval"],
      ["user_id", "search"],
      ["image", "file"],
      ["comment", "arch"],
    ]);
    expect(record && facts.text.slice(...record.idSpan)).toBe("sale.a");
    expect(record && facts.text.slice(...record.modelSpan)).toBe("res.partner");
    expect(told(facts, "xml-id")).toEqual(["ref: base.be", "eval: cat", "eval: base.c"]);
    expect(told(facts, "field-path")).toContain("record-field: res.partner/country_id");
    expect(told(facts, "field-path")).toContain("search: res.partner.user_id/login");
    expectSpans(facts);
  });

  it("know whether they are updated, through nested data", () => {
    const facts = readData(
      `<data noupdate="1"><record id="a" model="m"/><data noupdate="0"><record id="b" model="m"/></data></data>
       <record id="c" model="m"/><record model="m"/>`,
    );
    expect(facts.records.map(({ xmlId, noUpdate }) => [xmlId, noUpdate])).toEqual([
      ["a", true],
      ["b", false],
      ["c", false],
      [null, false],
    ]);
  });

  it("inside a field of a record are records too", () => {
    const facts = readData(
      `<record id="a" model="m"><field name="line_ids"><record id="b" model="l"><field name="x">1</field></record></field></record>`,
    );
    expect(facts.records.map(({ xmlId, model }) => [xmlId, model])).toEqual([
      ["a", "m"],
      ["b", "l"],
    ]);
  });

  it("of menus, templates, actions, reports and assets", () => {
    const facts = readData(`
      <menuitem id="m" name="M" groups="base.g,-base.h"><menuitem id="n" parent="x.p" action="act"/></menuitem>
      <template id="t" name="T" groups="base.g"><p t-field="o.partner_id.name"/><t t-call="web.layout"/></template>
      <template id="u" inherit_id="web.layout"><xpath expr="//p" position="after"><t t-call="{{ x }}"/></xpath></template>
      <act_window id="a" name="A" res_model="sale.order" view_mode="list,form" domain="[('state', '=', 'x')]"/>
      <report id="r" string="R" model="sale.order" name="sale.report"/>
      <asset id="s" name="S"><bundle>web.assets_frontend</bundle><path>sale/static/a.js</path></asset>`);
    expect(facts.records.map(({ tag, model, xmlId }) => [tag, model, xmlId])).toEqual([
      ["menuitem", "ir.ui.menu", "m"],
      ["menuitem", "ir.ui.menu", "n"],
      ["template", "ir.ui.view", "t"],
      ["template", "ir.ui.view", "u"],
      ["act_window", "ir.actions.act_window", "a"],
      ["report", "ir.actions.report", "r"],
      ["asset", "ir.asset", "s"],
    ]);
    expect(told(facts, "group")).toEqual(["groups: base.g", "groups: base.h", "groups: base.g"]);
    expect(told(facts, "xml-id")).toEqual(["parent: x.p", "action: act", "inherit_id: web.layout"]);
    expect(told(facts, "template")).toEqual(["t-call: web.layout", "report_name: sale.report"]);
    expect(told(facts, "field-path")).toEqual(["t-field: ?/partner_id.name", "domain: sale.order/state"]);
    expect(told(facts, "asset")).toEqual(["asset: web.assets_frontend"]);
    const [own, extension] = facts.records.filter(({ tag }) => tag === "template");
    expect(own?.arch?.[0]).toMatchObject({ tag: "t", attributes: { "t-name": { value: "t" } } });
    expect(extension).toMatchObject({ inheritId: "web.layout", arch: [{ tag: "data" }] });
    expectSpans(facts);
  });

  it("that functions name, and functions and deletions themselves", () => {
    const facts = readData(`
      <function model="ir.model.data" name="_update_xmlids"><value model="base" eval="[{
        'xml_id': 'sale.named', 'record': obj().env.ref('sale.x')}]"/></function>
      <function model="res.partner" name="write"><value eval="[ref('p')]"/><value search="[('a.b', '=', 1)]"/></function>
      <delete model="res.partner" id="old"/>`);
    expect(facts.records).toMatchObject([{ tag: "function", xmlId: "sale.named", model: "" }]);
    expect(facts.actions.map(({ tag, model, name }) => [tag, model, name])).toEqual([
      ["function", "ir.model.data", "_update_xmlids"],
      ["function", "res.partner", "write"],
      ["delete", "res.partner", null],
    ]);
    expect(told(facts, "method")).toContain("function: res.partner/write");
    expect(told(facts, "field-path")).toEqual(["search: res.partner/a.b"]);
    expect(told(facts, "xml-id")).toEqual(["eval: sale.x", "eval: p", "delete: old"]);
  });

  it("of actions, rules and filters: domains on the model that they are about", () => {
    const facts = readData(`
      <record id="a" model="ir.actions.act_window"><field name="res_model">sale.order</field>
        <field name="view_mode">list,form</field><field name="view_id" ref="v"/>
        <field name="domain">[('partner_id.name', 'ilike', 'x'), '|', ('a', 'any', [('b', '=', 1)])]</field>
        <field name="context">{'default_state': 'draft', 'search_default_my': 1, 'group_by': ['date:month']}</field></record>
      <record id="r" model="ir.rule"><field name="model_id" ref="model_sale_order"/>
        <field name="domain_force">[('company_id', 'in', company_ids)]</field></record>`);
    expect(told(facts, "field-path").filter((words) => !words.startsWith("record-field"))).toEqual([
      "domain: sale.order/partner_id.name",
      "domain: sale.order/a",
      "domain: sale.order.a/b",
      "default: sale.order/state",
      "group_by: sale.order/date",
      "domain: #model_sale_order/company_id",
    ]);
    expect(told(facts, "model")).toContain("record-field: sale.order");
    expect(told(facts, "view-type")).toEqual(["view_mode: list", "view_mode: form"]);
    expectSpans(facts);
  });
});

describe("templates for the client", () => {
  it("have names, parents and calls", () => {
    const text = `<templates xml:space="preserve">
      <t t-name="sale.Card"><div t-call="web.Inner"/><t t-name="inside"/></t>
      <t t-name="sale.Card2" t-inherit="web.Card" t-inherit-mode="primary"><xpath expr="//p" position="replace"/></t>
      <t t-extend="web.Old"/></templates>`;
    const facts = xmlFacts("sale/static/src/card.xml", text);
    expect(facts.records).toEqual([]);
    expect(facts.templates.map(({ name, inherit }) => [name, inherit])).toEqual([
      ["sale.Card", null],
      ["sale.Card2", "web.Card"],
      ["", "web.Old"],
    ]);
    expect(told(facts, "template")).toEqual(["t-call: web.Inner", "t-inherit: web.Card", "t-extend: web.Old"]);
  });
});

describe("suppressions", () => {
  it("hold for the whole file in each spelling", () => {
    const facts = readData(`<!-- oca-hooks:disable=xml-a,
      xml-deprecated-qweb-directive-15 --><!-- pylint:disable=xml-b --><!-- sextant: disable=c --><!-- nothing -->`);
    const last = facts.lineStarts.length - 1;
    expect(facts.suppressions).toEqual([
      { rules: ["xml-a", "xml-deprecated-qweb-directive-15"], lines: [0, last] },
      { rules: ["xml-b"], lines: [0, last] },
      { rules: ["c"], lines: [0, last] },
    ]);
  });
});

describe("a broken file", () => {
  it("keeps the records before the error and has one problem", () => {
    const facts = readData(`<record id="a" model="m"><field name="x">1</field></record>\n<record id="b" model=`);
    expect(facts.records[0]?.xmlId).toBe("a");
    expect(facts.problems.length).toBe(1);
  });
});
