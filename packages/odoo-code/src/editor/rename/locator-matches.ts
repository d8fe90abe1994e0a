import type { Span, XmlNode } from "../../facts.ts";
import { fileKind } from "../../file-kind.ts";
import { viewSaid } from "../../project/view-said.ts";
import type { View } from "../../project/views.ts";
import { locate } from "../../xml/locate.ts";
import { valueAt, type WorkNode, walk, workTree } from "../../xml/work-tree.ts";
import { elements } from "../../xml/xml-node.ts";
import type { Judgement, MemberMatch } from "./member-matches.ts";
import { mentions, type RenameContext } from "./rename-plan.ts";
import type { ViewReferences } from "./view-references.ts";

/** Attributes by which locators find a field or a button. */
const NAMES = ["name", "for"];

/**
 * Locators of views that find an element by the renamed name. Such a name is to be changed exactly when it finds elements whose own name is
 * changed: so they are looked up in the view as it is before the extension is applied.
 *
 * @param renamed Whether the value of an attribute, by its file and the start of its span, is renamed.
 */
export function locatorMatches(
  context: RenameContext,
  name: string,
  views: ViewReferences,
  renamed: (path: string, start: number) => boolean,
): readonly MemberMatch[] {
  const found: MemberMatch[] = [];
  for (const view of viewsThatMention(context, name)) {
    if (view.inheritId === null) continue;
    for (const locator of (view.arch ?? []).flatMap((node) => locatorsIn(node, name))) {
      const judgement = judge(view, locator.node);
      for (const span of locator.spans) found.push({ path: view.path, span, judgement });
    }
  }
  return found;

  function judge(view: View, locator: XmlNode): Judgement {
    const before = views.before(view);
    if (before === null) return "unknown-place";
    const root = workTree(before.node, undefined);
    const counts = { renamed: 0, kept: 0 };
    for (const node of walk(root)) count(node, before.path, counts);
    if (counts.renamed === 0) return counts.kept === 0 ? "unknown-place" : "other";
    if (counts.kept === 0) return "certain";
    const location = locate(root, workTree(locator, undefined));
    if (location.kind !== "found") return "unknown-place";
    const around = { renamed: 0, kept: 0 };
    for (let node: WorkNode | null = location.node; node !== null; node = node.parent) count(node, before.path, around);
    // A condition on what is inside: `//group[field[@name='x']]`.
    if (around.renamed + around.kept === 0) for (const node of walk(location.node)) count(node, before.path, around);
    if (around.renamed > 0 && around.kept === 0) return "certain";
    return around.renamed === 0 && around.kept > 0 ? "other" : "unknown-place";
  }

  function count(node: WorkNode, base: string, counts: { renamed: number; kept: number }): void {
    for (const key of NAMES) {
      if (valueAt(node, key) !== name) continue;
      const attribute = node.attributes[key];
      const path = attribute?.source ?? node.source ?? base;
      if (attribute !== undefined && renamed(path, attribute.span[0])) counts.renamed += 1;
      else counts.kept += 1;
    }
  }
}

/** Views whose arch stands in a file that holds the name. */
function* viewsThatMention(context: RenameContext, name: string): Generator<View> {
  const { contents, views } = context.project;
  for (const own of contents.values()) {
    // What a locator looks for is said by the facts: most modules' files need no look.
    if (!own.mayHold(name)) continue;
    for (const path of own.files.keys()) {
      if (fileKind(path) !== "xml" || !mentions(context, path, name)) continue;
      const ids = new Set(
        own.recordsIn(path).flatMap((entry) => (viewSaid(entry)?.hasArch === true ? (entry.xmlId ?? []) : [])),
      );
      for (const id of ids) {
        const view = views.get(id);
        if (view?.path === path) yield view;
      }
    }
  }
}

interface Locator {
  readonly node: XmlNode;
  readonly spans: readonly Span[];
}

/** Specifications, at the top and inside others where elements are moved, that look for the name. */
function locatorsIn(node: XmlNode, name: string, top = true): Locator[] {
  if (node.tag === "data" && top) return elements(node).flatMap((child) => locatorsIn(child, name));
  const inner = elements(node).flatMap((child) => locatorsIn(child, name, false));
  if (!top && node.attributes.position?.value !== "move") return inner;
  const spans = node.tag === "xpath" ? spansInExpression(node, name) : spansOfNames(node, name);
  return spans.length === 0 ? inner : [{ node, spans }, ...inner];
}

function spansInExpression(node: XmlNode, name: string): Span[] {
  const expression = node.attributes.expr;
  if (expression === undefined || !expression.value.includes(name)) return [];
  const { value, span } = expression;
  // With entities inside, the way from the value to the text is not known here.
  if (span[1] - span[0] !== value.length) return [];
  return [...value.matchAll(/@(?:name|for)\s*=\s*(['"])(.*?)\1/g)].flatMap((match): Span[] => {
    const start = span[0] + match.index + match[0].length - 1 - name.length;
    return match[2] === name ? [[start, start + name.length]] : [];
  });
}

function spansOfNames(node: XmlNode, name: string): Span[] {
  return NAMES.flatMap((key) => {
    const attribute = Object.hasOwn(node.attributes, key) ? node.attributes[key] : undefined;
    return attribute?.value === name ? [attribute.span] : [];
  });
}
