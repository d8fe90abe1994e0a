import type { XmlNode } from "../../facts.ts";
import type { View } from "../../project/views.ts";
import { type OdooVersion, versionWithin } from "../../version.ts";
import type { Check, Report } from "../rule.ts";
import { type GraphSource, isLoaded } from "./graph-source.ts";
import { combinedAround, viewsOf } from "./seen-view.ts";

const miss = {
  rule: "odoo-view-xpath-miss",
  code: null,
  severity: "error",
  title: "what a view changes is there, in the view as the module sees it",
} as const;

/** Attributes that are translated: Odoo refuses to look for them. */
const TRANSLATED: readonly (readonly [names: string, from?: OdooVersion])[] = [
  ["string help sum avg confirm placeholder alt title add-label aria-label aria-placeholder value_label"],
  ["aria-keyshortcuts aria-roledescription aria-valuetext"],
  ["data-tooltip", "17.0"],
  ["label confirm-label confirm-title cancel-label", "18.0"],
];

/** What a fact pack leaves out of views: long attributes, and texts. */
const NOT_PACKED = /(?:\s|@)(?:d|style|points|help|placeholder|alt|title)\b|text\(\)|string\(|contains\(\s*\.|\[\s*\./;

/** Views whose locators are in order whatever the views are that they change. */
const sound = new WeakSet<View>();

/** Locators of views that extend others. */
export const viewLocators: Check<GraphSource> = {
  rules: [miss],
  check(source, report) {
    const { facts } = source;
    if (facts.kind !== "xml") return;
    const translated = translatedNames(source.project.version);
    const loaded = isLoaded(source);
    for (const view of viewsOf(source)) {
      if (view.inheritId === null || view.arch === null || view.path !== facts.path) continue;
      const refused = new Set<number>();
      const refuse = (node: XmlNode, message: string) => {
        refused.add(node.tagSpan[0]);
        report({ rule: miss, span: node.tagSpan, message });
      };
      if (!sound.has(view)) {
        for (const node of view.arch) lookAt(node, view, translated, refuse);
        if (refused.size === 0) sound.add(view);
      }
      if (loaded) missed(source, view, refused, report);
    }
  },
};

function translatedNames(version: OdooVersion): ReadonlySet<string> {
  return new Set(TRANSLATED.flatMap(([names, from]) => (versionWithin(version, from) ? names.split(" ") : [])));
}

/** What is wrong with a locator whatever the view is. */
function lookAt(
  node: XmlNode,
  view: View,
  translated: ReadonlySet<string>,
  refuse: (node: XmlNode, message: string) => void,
): void {
  const position = node.attributes.position;
  if (node.tag === "xpath") {
    const expression = node.attributes.expr?.value;
    const attribute = [...(expression ?? "").matchAll(/@([\w-]+)/g)].find(([, name]) =>
      translated.has(name ?? ""),
    )?.[1];
    if (expression === undefined) refuse(node, 'The <xpath> has no "expr".');
    else if (isBroken(expression)) refuse(node, `"${expression}" is no XPath expression.`);
    else if (attribute !== undefined) refuse(node, saysTranslated(attribute));
  } else if (position !== undefined) {
    const attribute = Object.keys(node.attributes).find((name) => translated.has(name));
    if (attribute !== undefined) refuse(node, saysTranslated(attribute));
  }
  for (const child of node.children) if (typeof child !== "string") lookAt(child, view, translated, refuse);
}

function saysTranslated(attribute: string): string {
  return `Odoo does not look for "${attribute}", which is translated: use a name or another attribute.`;
}

/** Brackets or quotes that do not pair, or an end in the middle of a step. Everything else is left to whoever evaluates it. */
export function isBroken(expression: string): boolean {
  const open: string[] = [];
  let quote = "";
  for (const letter of expression) {
    if (quote !== "") quote = letter === quote ? "" : quote;
    else if (letter === "'" || letter === '"') quote = letter;
    else if (letter === "[" || letter === "(") open.push(letter);
    else if ((letter === "]" && open.pop() !== "[") || (letter === ")" && open.pop() !== "(")) return true;
  }
  return (
    quote !== "" ||
    open.length > 0 ||
    /(?:^|[^/])\/\/?\s*$|@\s*(?:$|[\]/])|\[\s*\]/.test(expression.trim()) ||
    expression.trim() === ""
  );
}

function missed(source: GraphSource, view: View, refused: ReadonlySet<number>, report: Report): void {
  const combined = combinedAround(source, view);
  const packed = combined?.parts.some(({ path }) => path.startsWith("pack:")) === true;
  for (const found of combined?.misses ?? []) {
    if (found.view.xmlId !== view.xmlId || !found.certain || refused.has(found.span[0])) continue;
    // What comes after one that cannot be judged may be about what that one puts there.
    if (packed && NOT_PACKED.test((source.textOf(view.path) ?? found.locator).slice(...found.span))) return;
    report({
      rule: miss,
      span: found.span,
      message: `Odoo does not find <${found.locator}> in ${combined?.view.xmlId}: ${found.reason}.`,
    });
  }
}
