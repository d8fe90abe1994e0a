import fc from "fast-check";
import { expect, it } from "vitest";
import type { FileFacts, XmlFacts } from "../facts.ts";
import { factsOf, factsOfText } from "../facts-of.ts";
import { loadPython } from "../testing/load-python.ts";
import { parseXml } from "../xml/parse-xml.ts";
import { TypedFile } from "./typed-file.ts";

const parsers = { python: await loadPython() };
const PATH = "/addons/shop/views/shop.xml";
const VIEW = `  <record id="shop_form" model="ir.ui.view">
    <field name="name">shop.form</field>
    <field name="model">shop</field>
    <field name="arch" type="xml">
      <form>
        <field name="line_ids" context="{'default_price': 1}" domain="[('active', '=', True)]">
          <list><field name="price" invisible="parent.closed &amp; True"/></list>
        </field>
        Text <b>more</b> text
        <button name="%(action)d" type="action" groups="base.group_user"/>
      </form>
    </field>
  </record>
`;
const SAME = '    <record id="same" model="shop"><field name="name">same</field></record>\n';
const SOURCE = `<?xml version="1.0" encoding="utf-8"?>
<odoo>
  <!-- pylint: disable=some-rule -->
${VIEW}
  <data noupdate="1">
${SAME}${SAME}    <function model="res.company" name="_update_xmlids" eval="[[{'xml_id': 'shop.main', 'record': obj()}]]"/>
    <delete model="shop" search="[('name', '=', 'old')]"/>
  </data>
${SAME}  <template id="page" inherit_id="web.layout" name="Page"><xpath expr="//div" position="inside"><t t-esc="o.name"/></xpath></template>
  <menuitem id="root" name="Shop"><menuitem id="child" action="action" groups="base.group_user"/></menuitem>
  <record id="nested" model="shop">
    <field name="line_ids"><record id="inner" model="shop.line"><field name="price" eval="ref('shop.one')"/></record></field>
  </record>
</odoo>
`;

const TYPED = [
  "x",
  "",
  " ",
  "\n",
  '"',
  "'",
  "<",
  ">",
  "/>",
  "&",
  "<!--",
  "</record>",
  VIEW,
  SAME,
  "</data>",
  "\u00e4",
  "\r\n",
];
const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  removed: fc.constantFrom(0, 0, 0, 1, 1, 4, 30, 400),
  text: fc.constantFrom(...TYPED),
  /** Whether it is taken back right away. */
  undone: fc.boolean(),
});

const fresh = (text: string): FileFacts => factsOf(parsers, PATH, new TextEncoder().encode(text), "19.0");

it("says of a data file that is typed in, keystroke by keystroke, what reading it afresh says", () => {
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 12 }), (edits) => {
      const file = new TypedFile();
      const typed = (text: string) => factsOfText(parsers, PATH, text, "19.0", file);
      let text = SOURCE;
      expect(typed(text)).toStrictEqual(fresh(text));
      for (const { at, removed, text: added, undone } of edits) {
        const place = Math.floor(at * text.length);
        const before = text;
        text = text.slice(0, place) + added + text.slice(place + removed);
        const other = new TypedFile();
        const facts = typed(text);
        // Who reads the same text right after has places of his own.
        const second = factsOfText(parsers, PATH, text, "19.0", other);
        factsOfText(parsers, PATH, ` ${text}`, "19.0", other);
        expect(facts).toStrictEqual(fresh(text));
        expect(parseXml(text)).toStrictEqual(parseXml(`${text}`));
        expect(second.path).toBe(PATH);
        if (undone) {
          text = before;
          expect(typed(text)).toStrictEqual(fresh(text));
        }
      }
    }),
    { numRuns: 30 },
  );
}, 60_000);

it("keeps the records that are written as before, each of those that are written alike", () => {
  const file = new TypedFile();
  const typed = (text: string) => factsOfText(parsers, PATH, text, "19.0", file) as XmlFacts;
  const first = typed(SOURCE).records;
  const second = typed(SOURCE.replace('name="price"', 'name="prices"')).records;
  expect(second.map((record, at) => record === first[at])).toEqual(first.map((_, at) => at !== 0));
  expect(new Set(second).size).toBe(second.length);
});
