import { describe, expect, it } from "vitest";
import { expectSpans, readView, told } from "../testing/read-data.ts";

const paths = (facts: Parameters<typeof told>[0]) =>
  told(facts, "field-path").filter((words) => !words.startsWith("record-field"));
const PARENT = '<field name="inherit_id" ref="sale.parent"/>';

describe("fields of a view", () => {
  it("nested views are about the comodel, parent is one level up", () => {
    const facts = readView(`<form><field name="partner_id"/><label for="note"/>
      <field name="order_line"><list><field name="price" readonly="parent.state == 'done' and qty &gt; 1"/>
        <field name="tax_ids"><list><field name="name" invisible="parent.price"/></list></field></list></field></form>`);
    expect(paths(facts)).toEqual([
      "arch: sale.order/partner_id",
      "label: sale.order/note",
      "arch: sale.order/order_line",
      "arch: sale.order.order_line/price",
      "modifier: sale.order/state",
      "modifier: sale.order.order_line/qty",
      "arch: sale.order.order_line/tax_ids",
      "arch: sale.order.order_line.tax_ids/name",
      "modifier: sale.order.order_line/price",
    ]);
    expectSpans(facts);
  });

  it("domains on the comodel, names on the record, contexts, options and widgets", () => {
    const facts = readView(`<form><field name="partner_id" widget="res_partner_many2one"
      domain="[('type', '!=', 'x'), ('company_id', 'in', (False, company_id)), ('id', 'in', [l.id for l in lines])]"
      context="{'default_country_id': country_id, 'form_view_ref': 'base.view_partner_form', 'x': uid}"
      options="{'currency_field': 'currency_id', 'no_create': True}"/></form>`);
    expect(paths(facts)).toEqual([
      "arch: sale.order/partner_id",
      "domain: sale.order.partner_id/type",
      "domain: sale.order.partner_id/company_id",
      "domain: sale.order.partner_id/id",
      "domain: sale.order/company_id",
      "domain: sale.order/lines",
      "default: sale.order.partner_id/country_id",
      "context: sale.order/country_id",
      "options: sale.order/currency_id",
    ]);
    expect(told(facts, "widget")).toEqual(["widget: res_partner_many2one"]);
    expect(told(facts, "xml-id")).toEqual(["view_ref: base.view_partner_form"]);
    expectSpans(facts);
  });

  it("attrs of old versions, decorations, orders and search views", () => {
    const facts = readView(`<list decoration-danger="state == 'x'" default_order="date desc, id">
      <field name="a" attrs="{'invisible': [('b', '=', True)], 'readonly': ['|', ('c.d', '=', 1)]}"/></list>`);
    expect(paths(facts)).toEqual([
      "decoration: sale.order/state".replace("decoration", "modifier"),
      "default_order: sale.order/date",
      "default_order: sale.order/id",
      "arch: sale.order/a",
      "attrs: sale.order/b",
      "attrs: sale.order/c.d",
    ]);
    const search =
      readView(`<search><field name="name" filter_domain="['|', ('name', 'ilike', self), ('ref', '=', self)]"/>
      <filter name="f" domain="[('state', '=', 'x'), ('user_id', '=', uid)]" context="{'group_by': 'date:month'}" date="day"/></search>`);
    expect(paths(search)).toEqual([
      "arch: sale.order/name",
      "filter_domain: sale.order/name",
      "filter_domain: sale.order/ref",
      "domain: sale.order/state",
      "domain: sale.order/user_id",
      "group_by: sale.order/date",
      "filter: sale.order/day",
    ]);
    expectSpans(search);
  });

  it("buttons, groups and cards", () => {
    const facts = readView(`<kanban><button type="object" name="action_confirm" groups="base.a,!base.b"/>
      <button type="action" name="%(sale.act)d"/><button type="action" name="sale.act2"/>
      <field name="line_ids"><kanban><templates><t t-name="card"><t t-if="record.price.raw_value"/>
      <a type="object" name="open_line"/></t></templates></kanban></field></kanban>`);
    expect(told(facts, "method")).toEqual([
      "button: sale.order/action_confirm",
      "button: sale.order.line_ids/open_line",
    ]);
    expect(told(facts, "xml-id")).toEqual(["percent: sale.act", "button: sale.act2"]);
    expect(told(facts, "group")).toEqual(["groups: base.a", "groups: base.b"]);
    expect(paths(facts)).toContain("card: sale.order.line_ids/price");
    expectSpans(facts);
  });

  it("half-typed expressions give what can be told", () => {
    const facts = readView(`<form><field name="a" invisible="state == 'x' and (b or"/>
      <field name="c" domain="[('d', '=', "/><field name="e" context="{'default_f': "/><field name=""/></form>`);
    expect(paths(facts)).toEqual([
      "arch: sale.order/a",
      "modifier: sale.order/state",
      "modifier: sale.order/b",
      "arch: sale.order/c",
      "arch: sale.order/e",
      "default: sale.order.e/f",
    ]);
  });
});

describe("extensions", () => {
  it("tell the record that the locator suggests, and say so", () => {
    const facts = readView(
      `<data><xpath expr="//field[@name='order_line']/list/field[@name='price']" position="after"><field name="a"/></xpath>
       <field name="partner_id" position="before"><field name="b"/></field>
       <field name="order_line" position="inside"><field name="c"/></field>
       <xpath expr="//div[field[@name='d']]" position="inside"><field name="e"/></xpath>
       <xpath expr="//field[@name='order_line']/.." position="inside"><field name="f"/></xpath>
       <field name="g" position="attributes"><attribute name="invisible">h == 1</attribute></field>
       <button name="action_x" position="replace"/></data>`,
      PARENT,
    );
    expect(paths(facts)).toEqual([
      "xpath: sale.order/order_line",
      "xpath: sale.order.order_line/price",
      "arch: sale.order.order_line/a",
      "locator: sale.order/partner_id",
      "arch: sale.order/b",
      "locator: sale.order/order_line",
      "arch: sale.order.order_line/c",
      "xpath: sale.order/d",
      "arch: sale.order/e",
      "xpath: sale.order/order_line",
      "arch: sale.order/f",
      "locator: sale.order/g",
      "modifier: sale.order/h",
    ]);
    expect(told(facts, "method")).toEqual(["locator: sale.order/action_x"]);
    expect(facts.references.filter(({ context }) => context === "arch").every(({ extension }) => extension)).toBe(true);
    expect(facts.records[0]?.inheritId).toBe("sale.parent");
    expectSpans(facts);
  });
});
