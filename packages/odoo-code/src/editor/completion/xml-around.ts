import { MARK } from "./completion.ts";
import type { OpenElement, XmlCursor } from "./xml-cursor.ts";

/** Elements that hold records or templates, and mean nothing themselves. */
const HOLDERS = new Set(["odoo", "openerp", "data", "templates", "template"]);

/**
 * Texts with the mark at the cursor, of the record or template around it alone: as written, then with everything closed that is open there, for a
 * file that is being typed is seldom whole.
 */
export function* markedXml(text: string, offset: number, { open, at }: XmlCursor): Generator<string> {
  const outer = open.findIndex(({ tag }, index) => !(HOLDERS.has(tag) && (tag !== "template" || index === 0)));
  const around = outer === -1 ? open : open.slice(0, outer);
  const top = outer === -1 ? elementOf(at) : open[outer];
  if (top === undefined) return;
  const opening = around.map((element) => tagText(element)).join("");
  const closing = [...around]
    .reverse()
    .map(({ tag }) => `</${tag}>`)
    .join("");
  const before = text.slice(top.start, offset);
  const end = endOf(text, top.tag, offset);
  if (end !== null) yield `${opening}${before}${MARK}${text.slice(offset, end)}${closing}`;
  const inner = (outer === -1 ? [] : open.slice(outer))
    .map(({ tag }) => `</${tag}>`)
    .reverse()
    .join("");
  const rest = at.kind === "attribute-value" ? restOfTag(text.slice(offset), at.quote) : null;
  if (rest !== null) yield `${opening}${before}${MARK}${rest}${inner}${closing}`;
  const ending = at.kind === "attribute-value" ? `${at.quote}/>` : at.kind === "text" ? "" : "/>";
  yield `${opening}${before}${MARK}${ending}${inner}${closing}`;
}

function elementOf(at: XmlCursor["at"]): OpenElement | undefined {
  return at.kind === "attribute-value" || at.kind === "attribute-name" ? at.element : undefined;
}

function tagText({ tag, attributes }: OpenElement): string {
  return `<${tag}${[...attributes].map(([name, value]) => ` ${name}="${value.replaceAll('"', "&quot;")}"`).join("")}>`;
}

/** Behind the element's own end tag; null where there is none. */
function endOf(text: string, tag: string, from: number): number | null {
  const close = `</${tag}>`;
  const end = text.indexOf(close, from);
  const own = /^[^<>]*\/>/.exec(text.slice(from, from + 2000));
  if (end === -1) return own === null ? null : from + own[0].length;
  return end + close.length;
}

/** What is left of a start tag behind the cursor, made an empty element. */
function restOfTag(after: string, quote: string): string | null {
  const found = /^([^<>]*?)\/?>/.exec(after.slice(0, 4000));
  const rest = found?.[1];
  return rest?.includes(quote) ? `${rest}/>` : null;
}
