/** An element that is open at a place. */
export interface OpenElement {
  readonly tag: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly start: number;
}

/** What stands at the end of a piece of XML, whatever is broken before it. */
export interface XmlCursor {
  readonly open: readonly OpenElement[];
  readonly at:
    | { readonly kind: "text" }
    | { readonly kind: "comment" }
    | { readonly kind: "closing-tag" }
    | { readonly kind: "tag"; readonly typed: string }
    | { readonly kind: "attribute-name"; readonly element: OpenElement; readonly typed: string }
    | {
        readonly kind: "attribute-value";
        readonly element: OpenElement;
        readonly name: string;
        readonly quote: string;
        readonly typed: string;
      };
}

const NAME = /[^\s<>/="']*/y;
const SPACE = /\s*/y;

/** Reads text up to its end, which is where the cursor stands. Never throws. */
export function xmlCursor(text: string): XmlCursor {
  const open: OpenElement[] = [];
  let at = 0;
  for (;;) {
    const start = text.indexOf("<", at);
    if (start === -1) return { open, at: { kind: "text" } };
    const special = SPECIAL.find(([begin]) => text.startsWith(begin, start));
    if (special) {
      const end = text.indexOf(special[1], start + special[0].length);
      if (end === -1) return { open, at: { kind: "comment" } };
      at = end + special[1].length;
      continue;
    }
    if (text.startsWith("</", start)) {
      const tag = match(NAME, text, start + 2);
      const end = start + 2 + tag.length;
      if (end >= text.length) return { open, at: { kind: "closing-tag" } };
      close(open, tag);
      at = text[end] === ">" ? end + 1 : end;
      continue;
    }
    const read = startTag(text, start);
    if ("at" in read) return { open, at: read.at };
    if (!read.closed) open.push(read.element);
    at = read.end;
  }
}

const SPECIAL = [
  ["<!--", "-->"],
  ["<![CDATA[", "]]>"],
  ["<?", "?>"],
] as const;

function startTag(
  text: string,
  start: number,
):
  | { readonly at: XmlCursor["at"] }
  | { readonly element: OpenElement; readonly closed: boolean; readonly end: number } {
  const tag = match(NAME, text, start + 1);
  let at = start + 1 + tag.length;
  if (at >= text.length) return { at: { kind: "tag", typed: tag } };
  const attributes = new Map<string, string>();
  const element: OpenElement = { tag, attributes, start };
  for (;;) {
    at += match(SPACE, text, at).length;
    if (at >= text.length) return { at: { kind: "attribute-name", element, typed: "" } };
    if (text[at] === ">") return { element, closed: false, end: at + 1 };
    if (text.startsWith("/>", at)) return { element, closed: true, end: at + 2 };
    // A tag that was never finished ends where the next begins, and holds nothing.
    if (text[at] === "<") return { element, closed: true, end: at };
    const name = match(NAME, text, at);
    if (name === "") {
      at += 1;
      continue;
    }
    at += name.length;
    if (at >= text.length) return { at: { kind: "attribute-name", element, typed: name } };
    const equals = /\s*=\s*/y;
    const written = match(equals, text, at);
    if (written === "") continue;
    at += written.length;
    const quote = text[at];
    if (quote !== '"' && quote !== "'") continue;
    const end = text.indexOf(quote, at + 1);
    const value = text.slice(at + 1, end === -1 ? text.length : end);
    if (end === -1 && !value.includes("<"))
      return { at: { kind: "attribute-value", element, name, quote, typed: value } };
    const broken = value.indexOf("<");
    // No value has this letter: its quote is missing, and the next tag has begun.
    if (broken !== -1) return { element, closed: true, end: at + 1 + broken };
    attributes.set(name, value);
    at = end + 1;
  }
}

function close(open: OpenElement[], tag: string): void {
  const index = open.findLastIndex((element) => element.tag === tag);
  if (index !== -1) open.length = index;
}

function match(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? "";
}
