import type { Span, XmlFacts, XmlNode } from "../../facts.ts";
import type { XmlDocument } from "../../xml/parse-xml.ts";
import type { FileSource } from "../rule.ts";

/** An element with those around it, innermost last. */
export interface Placed {
  readonly node: XmlNode;
  readonly ancestors: readonly XmlNode[];
}

/** An XML file as the checks see it. */
export interface XmlSource extends FileSource<XmlFacts> {
  readonly document: XmlDocument;
  readonly all: readonly Placed[];
}

export function xmlSource(file: FileSource<XmlFacts>, document: XmlDocument): XmlSource {
  const all: Placed[] = [];
  const visit = (node: XmlNode, ancestors: readonly XmlNode[]): void => {
    all.push({ node, ancestors });
    let inside: readonly XmlNode[] | undefined;
    for (let at = 0; at < node.children.length; at += 1) {
      const child = node.children[at];
      if (child === undefined || typeof child === "string") continue;
      inside ??= [...ancestors, node];
      visit(child, inside);
    }
  };
  if (document.root !== null) visit(document.root, []);
  return { ...file, document, all };
}

/** Whether Odoo loads the file as data. */
export function isData({ document }: XmlSource): boolean {
  return document.root !== null && /^(?:odoo|openerp|data)$/.test(document.root.tag);
}

/** Whether Odoo reads the file when it installs the module; taken for granted where no module is known. */
export function isListed({ module, path }: XmlSource): boolean {
  if (module?.manifest == null) return true;
  const relative = path.slice(module.root.length + 1);
  return module.manifest.data.some((entry) => entry.path.replace(/^\.?\//, "") === relative);
}

/**
 * Where a finding on an element is shown: its start tag, or of a tag over several lines the last, which is the line that libxml2 (and with it
 * every other tool for Odoo) gives the element.
 */
export function tagLine({ text }: { readonly text: string }, { tagSpan: [start, end] }: XmlNode): Span {
  const newline = text.lastIndexOf("\n", end - 1);
  if (newline < start) return [start, end];
  const blanks = /^[ \t]*/.exec(text.slice(newline + 1, end))?.[0].length ?? 0;
  return [newline + 1 + blanks, end];
}

/** The name of an attribute in the start tag, or null. */
export function attributeNameSpan({ text }: { readonly text: string }, node: XmlNode, name: string): Span | null {
  const value = Object.hasOwn(node.attributes, name) ? node.attributes[name] : undefined;
  if (value === undefined) return null;
  const before = /([^\s=]+)\s*=\s*["']$/.exec(text.slice(node.tagSpan[0], value.span[0]));
  if (before === null || before[1] !== name) return null;
  const start = value.span[0] - before[0].length;
  return [start, start + name.length];
}

/** An attribute with its name, value and quotes. */
export function attributeSpan(source: { readonly text: string }, node: XmlNode, name: string): Span | null {
  const start = attributeNameSpan(source, node, name);
  const value = Object.hasOwn(node.attributes, name) ? node.attributes[name] : undefined;
  return start === null || value === undefined ? null : [start[0], value.span[1] + 1];
}

/** The cure that takes an element out, with its lines where it stands on them alone. */
export function withoutElement({ text }: { readonly text: string }, { span: [start, end] }: XmlNode) {
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  const after = /^[ \t]*\r?\n/.exec(text.slice(end));
  const alone = text.slice(lineStart, start).trim() === "" && after !== null;
  const span: Span = alone ? [lineStart, end + after[0].length] : [start, end];
  return { fix: { title: "Remove it", edits: [{ span, text: "" }] } };
}

/** Where the names of an element's tags stand: opening and, unless it is empty, closing. */
export function tagNameSpans({ text }: { readonly text: string }, { tag, span, tagSpan }: XmlNode): Span[] {
  const spans: Span[] = [[tagSpan[0] + 1, tagSpan[0] + 1 + tag.length]];
  const close = text.lastIndexOf("</", span[1]);
  if (span[1] > tagSpan[1] && close >= tagSpan[1] && text.startsWith(tag, close + 2))
    spans.push([close + 2, close + 2 + tag.length]);
  return spans;
}
