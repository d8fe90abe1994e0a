import { expect } from "vitest";
import type { Reference, XmlFacts } from "../facts.ts";
import { xmlFacts } from "../xml/xml-facts.ts";

/** Facts of a data file with this inside `<odoo>`. */
export function readData(inside: string): XmlFacts & { readonly text: string } {
  const text = `<?xml version="1.0" encoding="utf-8"?>\n<odoo>\n${inside}\n</odoo>\n`;
  return { ...xmlFacts("sale/views/sale_views.xml", text), text };
}

/** Facts of a view of `sale.order` with this arch. */
export function readView(arch: string, more = ""): XmlFacts & { readonly text: string } {
  return readData(
    `<record id="v" model="ir.ui.view"><field name="name">v</field><field name="model">sale.order</field>${more}` +
      `<field name="arch" type="xml">${arch}</field></record>`,
  );
}

/** References in words: `context: value` with the start of a path before it (`sale.order/`, `sale.order.order_line/`, `?/`). */
export function told(facts: { readonly references: readonly Reference[] }, role: Reference["role"]): string[] {
  return facts.references.filter((reference) => reference.role === role).map(words);
}

/** Every certain reference slices to the written text; in a CSV header a path is written with slashes. */
export function expectSpans(facts: { readonly references: readonly Reference[]; readonly text: string }): void {
  for (const { role, value, span, certain } of facts.references) {
    const written = facts.text.slice(...span);
    if (certain) expect(role === "field-path" ? written.replaceAll("/", ".") : written).toBe(value);
  }
}

function words({ role, value, context, model, through, modelXmlId }: Reference): string {
  if (role !== "field-path" && role !== "method") return `${context}: ${value}`;
  const start = through ? `${through.model}.${through.path}` : (model ?? (modelXmlId ? `#${modelXmlId}` : "?"));
  return `${context}: ${start}/${value}`;
}
