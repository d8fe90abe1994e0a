import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvFacts } from "../csv/csv-facts.ts";
import type { FileFacts, XmlNode } from "../facts.ts";
import { javascriptFacts } from "../javascript/javascript-facts.ts";
import { poFacts } from "../po/po-facts.ts";
import { applyInheritance } from "../xml/apply-inheritance.ts";
import { parseXml } from "../xml/parse-xml.ts";
import { xmlFacts } from "../xml/xml-facts.ts";

const PIECES: Readonly<Record<string, readonly string[]>> = {
  xml: [
    ..."<odoo>|</odoo>|<record id='a' model='ir.ui.view'>|</record>|<field name='arch' type='xml'>|</field>|<form>|</form>".split(
      "|",
    ),
    ...`<field name="model">m</field>|<xpath expr="//field[@name='x']" position="after">|</xpath>|<field name="x" `.split(
      "|",
    ),
    ...`domain="[('a','=',|b)]" |context="{'default_a': |1}" |attrs="{'invisible': [('x', |/>|>|"|&amp;|&|<!--|-->|<![CDATA[|]]>|]`.split(
      "|",
    ),
    ...`\r\n|😀|\u0000|\ud800|<!DOCTYPE a [<!ENTITY b "c">]>|<?xml version="1.0"?>|<template id="t" inherit_id="u">|</template>`.split(
      "|",
    ),
    ...`<function model="a" name="_update_xmlids" eval="[{'xml_id': |'b'}]"/>|<menuitem id="|<data noupdate="1">|</data>|invisible="a and |lambda x: `.split(
      "|",
    ),
  ],
  csv: [...`id|,|"|""|\n|\r\n|\r|name|model_id:id|a/b/id|.id|@fr|😀| |x.y|\u0000`.split("|")],
  po: [
    ...`msgid |msgstr |msgstr[0] |"a"|"|\\|\n|#|#. module: a|#: b|#, c|#~ msgid "x"|\r\n|😀|msgctxt |Language: fr\\n`.split(
      "|",
    ),
  ],
  js: [
    ...`import a from "b";|registry.category("x")|.add("k", |)|class A extends Component {|}|static template = |"t";|odoo.define(|(|{|[`.split(
      "|",
    ),
    ...`this.orm.searchRead("a.b", |[["x", "=", 1]], |["f"])|\`|\${|//|/*|*/|\n|/|'|"|😀|\\u{|export |patch(|=>|...|async |with (x) `.split(
      "|",
    ),
  ],
};
const readJavaScript = javascriptFacts;
const READ: Readonly<Record<string, (path: string, text: string) => FileFacts>> = {
  xml: xmlFacts,
  csv: csvFacts,
  po: poFacts,
  js: readJavaScript,
};

function texts(kind: string): fc.Arbitrary<string> {
  const pieces = fc.array(fc.constantFrom(...(PIECES[kind] ?? [])), { maxLength: 40 }).map((parts) => parts.join(""));
  return fc.oneof(
    { weight: 5, arbitrary: pieces },
    { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 80 }) },
  );
}

describe.each(Object.keys(READ))("any %s text", (kind) => {
  it("gives facts, at most one problem, and spans inside the text", () => {
    fc.assert(
      fc.property(texts(kind), (text) => {
        const facts = READ[kind]?.(`m/data/x.${kind}`, text);
        expect(facts?.problems.length).toBeLessThanOrEqual(1);
        for (const { span } of [...(facts?.references ?? []), ...(facts?.problems ?? [])]) {
          expect(span[0]).toBeGreaterThanOrEqual(0);
          expect(span[0]).toBeLessThanOrEqual(span[1]);
          expect(span[1]).toBeLessThanOrEqual(text.length);
        }
        expect(JSON.parse(JSON.stringify(facts))).toEqual(facts);
      }),
      { numRuns: 1500 },
    );
  });
});

describe("any two archs", () => {
  it("combine to a tree", () => {
    const parts =
      "<a>|</a>|<b x='1'>|</b>|<field name='f'/>|text|$0|<c position='move'/>|<a position='replace'>|<b position='before'>".split(
        "|",
      );
    const more =
      `<xpath expr="//a" position="after">|</xpath>|<xpath expr="//b[last()]/.." position="replace" mode="inner">|<data>|</data>`.split(
        "|",
      );
    const arch = fc
      .array(fc.constantFrom(...parts, ...more), { maxLength: 25 })
      .map((pieces): XmlNode | null => parseXml(`<form>${pieces.join("")}</form>`).root);
    fc.assert(
      fc.property(arch, arch, (base, extension) => {
        if (base === null || extension === null) return;
        const specifications = extension.children.filter((child) => typeof child !== "string");
        const { node, misses } = applyInheritance(base, specifications);
        expect(node.tag).not.toBe("");
        for (const { reason } of misses) expect(reason).toMatch(/\S/);
        expect(() => JSON.stringify(node)).not.toThrow();
      }),
      { numRuns: 1500 },
    );
  });
});

describe("input made to hang", () => {
  const small = (arch: string) => parseXml(arch).root as XmlNode;

  it("nested comprehensions, long locators and long lines are read at once", () => {
    const nested = `<odoo><record id="a" model="m"><field name="x" eval="${"[for (".repeat(60)}"/></record></odoo>`;
    expect(xmlFacts("a.xml", nested).records.length).toBe(1);
    const locator = `<xpath expr="${"//field[@name='a']".repeat(100_000)}"/>`;
    const view = `<odoo><record id="a" model="ir.ui.view"><field name="inherit_id" ref="b"/><field name="arch" type="xml">${locator}</field></record></odoo>`;
    expect(xmlFacts("a.xml", view).records.length).toBe(1);
    expect(poFacts("a.po", `msgid "${"\\\\a".repeat(1_000_000)}"\nmsgstr "b"\n`).entries.length).toBeLessThanOrEqual(1);
    expect(csvFacts("a.csv", `id\n${'"a\n'.repeat(100_001)}`).problems.length).toBe(1);
  });

  it("predicates within predicates are given up, and are no certain miss", () => {
    const base = small(`<a>${"<b/>".repeat(2000)}</a>`);
    const { misses } = applyInheritance(base, [small(`<xpath expr="//*[//*[//*[//*[@x]]]]"><c/></xpath>`)]);
    expect(misses.map(({ certain }) => certain)).toEqual([false]);
  });

  it("copies of copies stop", () => {
    const doubling = small(`<data>${`<b position="replace"><b><c>$0</c><c>$0</c></b></b>`.repeat(40)}</data>`);
    const { misses } = applyInheritance(small("<a><b/></a>"), [doubling]);
    expect(misses.length).toBeGreaterThan(0);
    expect(misses.every(({ certain }) => !certain)).toBe(true);
  });
});
