import { SaxesParser } from "saxes";
import type { Span, SyntaxProblem, XmlNode } from "../facts.ts";
import { addText, readXml } from "./read-xml.ts";

/** The last text and its tree: reading facts and checking follow each other, and one tree serves both. */
let lastRead: { readonly text: string; readonly document: XmlDocument } | null = null;

/** Longest text that is parsed, in UTF-16 units; the same bound as for bytes. */
const MAX_LENGTH = 10 * 1024 * 1024;
/** Elements below this depth are left out. */
const MAX_DEPTH = 256;
/** Elements beyond this number are left out. The largest data file of Odoo 19 has about 60,000. */
const MAX_NODES = 300_000;

export interface XmlComment {
  readonly text: string;
  readonly span: Span;
}

export interface XmlDocument {
  readonly root: XmlNode | null;
  readonly comments: readonly XmlComment[];
  /** The first thing that is wrong; what stands before it is read, what follows is read as far as it makes sense. */
  readonly problem: SyntaxProblem | null;
}

interface OpenNode {
  readonly tag: string;
  readonly attributes: Record<string, { readonly value: string; readonly span: Span }>;
  readonly children: (XmlNode | string)[];
  readonly textSpans: Span[];
  readonly start: number;
  tagEnd: number;
}

/**
 * Parses XML into trees whose spans count UTF-16 units of `text`. Whitespace between elements is dropped; comments and processing
 * instructions are no nodes. A document type that declares anything is refused: no entity is ever expanded but the five of XML and character
 * references.
 * Never throws.
 */
export function parseXml(text: string): XmlDocument {
  return lastRead?.text === text ? lastRead.document : parseXmlAnew(text);
}

/** The same, into a tree that nobody has yet: facts are made of it, whose places may be changed while the file is typed in. */
export function parseXmlAnew(text: string): XmlDocument {
  // Let go first: two trees at a time would be copied by every collection meanwhile.
  lastRead = null;
  const document = parsed(text);
  lastRead = { text, document };
  return document;
}

function parsed(text: string): XmlDocument {
  if (text.length > MAX_LENGTH) {
    const message = `file of ${text.length} characters is too long to be read (${MAX_LENGTH})`;
    return { root: null, comments: [], problem: { message, span: [0, 0] } };
  }
  return readXml(text, { depth: MAX_DEPTH, nodes: MAX_NODES }) ?? parseAnyXml(text);
}

/** The same by the parser that knows what is wrong. */
export function parseAnyXml(text: string): XmlDocument {
  const building = new Building(text);
  try {
    building.run();
  } catch (error) {
    // The parser reports what it dislikes; an exception is its own trouble with the input. Facts gathered before it stand.
    building.note(error instanceof Error ? error.message : "not readable");
  }
  return building.finish();
}

/** One parse: the stack of open elements and what has been gathered. */
class Building {
  private readonly parser = new SaxesParser({ xmlns: false });
  private readonly stack: OpenNode[] = [];
  private readonly comments: XmlComment[] = [];
  private attributes: OpenNode["attributes"] = {};
  private root: XmlNode | null = null;
  private problem: SyntaxProblem | null = null;
  private skipping = 0;
  private nodes = 0;
  /** End of the last markup: where a text begins. */
  private after = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  run(): void {
    const { parser } = this;
    parser.on("error", (error) => this.note(error.message.replace(/^\d+:\d+: /, "").replace(/\.$/, "")));
    parser.on("doctype", (written) => {
      if (written.includes("[")) this.note("a DOCTYPE with declarations is not allowed in a file of an Odoo module");
      this.after = parser.position;
    });
    parser.on("opentagstart", () => {
      this.attributes = {};
    });
    parser.on("attribute", ({ name, value }) => this.attribute(name, value));
    parser.on("opentag", ({ name }) => this.open(name));
    parser.on("closetag", ({ name }) => this.close(name));
    parser.on("text", (value) => this.words(value, [this.after, Math.max(this.after, parser.position - 1)]));
    parser.on("cdata", (value) => {
      const start = this.text.indexOf("<![CDATA[", this.after) + "<![CDATA[".length;
      this.words(value, [start, Math.max(start, parser.position - 3)]);
      this.after = parser.position;
    });
    parser.on("comment", (value) => {
      // It is told of the comment in front of the last character.
      const end = Math.min(this.text.length, parser.position + 1);
      this.comments.push({
        text: value,
        span: [Math.max(this.after, this.text.lastIndexOf("<!--", end - "<!---->".length)), end],
      });
      this.after = end;
    });
    parser.on("processinginstruction", () => {
      this.after = parser.position;
    });
    parser.write(this.text);
    parser.close();
  }

  note(message: string): void {
    if (this.problem !== null) return;
    const at = Math.min(this.text.length, Math.max(0, this.parser.position));
    this.problem = { message, span: [Math.max(0, at - 1), at] };
  }

  finish(): XmlDocument {
    while (this.stack.length > 0) this.closeTop(this.text.length);
    return { root: this.root, comments: this.comments, problem: this.problem };
  }

  private attribute(name: string, value: string): void {
    if (name === "__proto__" || name === "") return;
    const end = this.parser.position - 1;
    const quote = this.text[end];
    const quoted = quote === '"' || quote === "'";
    // A quoted value cannot contain its own quote, so the one before is where it began.
    const start = quoted ? this.text.lastIndexOf(quote, end - 1) + 1 : Math.max(0, end - value.length);
    if (!Object.hasOwn(this.attributes, name)) this.attributes[name] = { value, span: [start, Math.max(start, end)] };
  }

  private open(tag: string): void {
    const end = this.parser.position;
    this.after = end;
    if (this.skipping > 0 || this.stack.length >= MAX_DEPTH || this.nodes >= MAX_NODES) {
      if (this.skipping === 0)
        this.note(
          this.stack.length >= MAX_DEPTH
            ? `elements are nested more than ${MAX_DEPTH} deep`
            : `more than ${MAX_NODES} elements`,
        );
      this.skipping += 1;
      return;
    }
    this.nodes += 1;
    const { attributes } = this;
    const [first] = Object.values(attributes);
    const start = this.startOf(tag, first?.span[0] ?? end - 1);
    this.stack.push({ tag, attributes, children: [], textSpans: [], start, tagEnd: end });
  }

  private startOf(tag: string, before: number): number {
    return Math.max(0, this.text.lastIndexOf(`<${tag}`, before));
  }

  private close(tag: string): void {
    const end = this.parser.position;
    if (this.skipping > 0) {
      this.skipping -= 1;
      this.after = end;
      return;
    }
    const top = this.stack.at(-1);
    if (top === undefined) return;
    const last = this.text.lastIndexOf("<", end - 1);
    const own = end === top.tagEnd || this.text.startsWith(`</${tag}`, last);
    this.closeTop(own ? end : Math.max(top.tagEnd, last));
    this.after = end;
  }

  private closeTop(end: number): void {
    const top = this.stack.pop();
    if (top === undefined) return;
    const { tag, attributes, children, textSpans, start, tagEnd } = top;
    const node: XmlNode = {
      tag,
      attributes,
      children,
      span: [start, end],
      tagSpan: [start, tagEnd],
      ...(textSpans.length > 0 && { textSpans }),
    };
    const parent = this.stack.at(-1);
    if (parent !== undefined) parent.children.push(node);
    else this.root ??= node;
  }

  private words(value: string, span: Span): void {
    const top = this.stack.at(-1);
    if (top === undefined || this.skipping > 0) return;
    addText(top, value, span);
  }
}
