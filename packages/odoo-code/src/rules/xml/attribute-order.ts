import type { Check, Finding } from "../rule.ts";
import { attributeSpan, tagLine, type XmlSource } from "./xml-source.ts";

const order = {
  rule: "xml-tag-position",
  code: null,
  severity: "info",
  title: "attributes begin with the condition, then `id`, then `class`",
  // It says more than `xml-id-position-first`, whose place it took in later OCA hooks.
  optional: true,
} as const;

/** What comes first in a start tag, in this order. */
const FIRST = "t-if t-else t-elif id t-att-id t-attf-id class t-att-class t-attf-class".split(" ");
/** Elements in which one of them alone has its place too. */
const ALWAYS = new Set(["record", "menuitem", "template"]);

/** The order of attributes, where an element has several of those that have a place. */
export const attributeOrder: Check<XmlSource> = {
  rules: [order],
  check(source, report) {
    for (const { node } of source.all) {
      const names = Object.keys(node.attributes);
      const first = FIRST.filter((name) => Object.hasOwn(node.attributes, name));
      if (first.length === 0 || (first.length === 1 && !ALWAYS.has(node.tag))) continue;
      if (first.every((name, at) => names[at] === name)) continue;
      const wanted = [...first, ...names.filter((name) => !first.includes(name))];
      report({
        rule: order,
        span: tagLine(source, node),
        message: `The attributes begin with ${first.map((name) => `\`${name}\``).join(", ")}.`,
        ...reordered(
          source,
          names.map((name) => attributeSpan(source, node, name)),
          wanted.map((name) => names.indexOf(name)),
        ),
      });
    }
  },
};

/** The cure that puts the attributes into another order; what stands between them stays where it is. */
function reordered(
  { text }: XmlSource,
  spans: readonly (readonly [number, number] | null)[],
  wanted: readonly number[],
): Pick<Finding, "fix"> {
  let written = "";
  for (const [slot, from] of wanted.entries()) {
    const [here, next, moved] = [spans[slot], spans[slot + 1], spans[from]];
    if (!here || !moved || next === null) return {};
    written += text.slice(...moved) + (next === undefined ? "" : text.slice(here[1], next[0]));
  }
  const [start] = spans.at(0) ?? [0];
  const [, end] = spans.at(-1) ?? [0, 0];
  return { fix: { title: "Put them into order", edits: [{ span: [start, end], text: written }] } };
}
