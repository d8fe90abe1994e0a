import type { Edit } from "../../diagnostic.ts";
import { elements } from "../../xml/xml-node.ts";
import type { Check } from "../rule.ts";
import { isData, isListed, tagLine, tagNameSpans, type XmlSource } from "./xml-source.ts";

const syntax = { rule: "xml-syntax-error", code: null, severity: "error", title: "the file parses" } as const;
/** Templates of the web client: the module is installed all the same. */
const templatesSyntax = { ...syntax, severity: "warning" } as const;
const headerMissing = {
  rule: "xml-header-missing",
  code: null,
  severity: "info",
  title: "the file begins with an XML declaration",
} as const;
const headerWrong = {
  rule: "xml-header-wrong",
  code: null,
  severity: "info",
  title: 'the declaration is `<?xml version="1.0" encoding="UTF-8" ?>`',
} as const;
const dataNode = {
  rule: "xml-deprecated-data-node",
  code: null,
  severity: "info",
  title: "no single `<data>` inside the root",
} as const;
const openerpNode = {
  rule: "xml-deprecated-openerp-node",
  code: null,
  severity: "warning",
  title: "the root is `<odoo>`, not `<openerp>`",
} as const;

const HEADER = '<?xml version="1.0" encoding="UTF-8" ?>';

/** The file as a whole: does it parse, how does it begin, what holds its records. */
export const document: Check<XmlSource> = {
  rules: [syntax, templatesSyntax, headerMissing, headerWrong, dataNode, openerpNode],
  check(source, report) {
    const { text, document: parsed } = source;
    const problem = source.facts.problems[0] ?? parsed.problem;
    if (problem !== null) {
      report({
        rule: isListed(source) ? syntax : templatesSyntax,
        span: problem.span,
        message: `The file does not parse: ${problem.message}.`,
      });
      return;
    }
    const written = /^<\?xml\b[^>]*\?>/.exec(text)?.[0];
    if (written === undefined && text.trim() !== "")
      report({
        rule: headerMissing,
        span: [0, Math.min(1, text.length)],
        message: "The file has no XML declaration.",
        ...(!/^\s*<\?xml/.test(text) && {
          fix: { title: "Add the declaration", edits: [{ span: [0, 0], text: `${HEADER}${lineEnd(text)}` }] },
        }),
      });
    else if (written !== undefined && written !== HEADER)
      report({
        rule: headerWrong,
        span: [0, written.length],
        message: `The declaration is not exactly ${HEADER}.`,
        // A declaration of another encoding is not rewritten: the text was decoded as UTF-8, but somebody meant something by it.
        ...(!/encoding\s*=\s*["'](?!utf-?8["'])/i.test(written) && {
          fix: { title: "Write the usual declaration", edits: [{ span: [0, written.length], text: HEADER }] },
        }),
      });
    const { root } = parsed;
    if (root === null || !isData(source)) return;
    if (root.tag === "openerp") {
      const edits: Edit[] = tagNameSpans(source, root).map((span) => ({ span, text: "odoo" }));
      report({
        rule: openerpNode,
        span: tagLine(source, root),
        message: "`<openerp>` is the root of the versions before 10.",
        fix: { title: "Use `<odoo>`", edits },
      });
    }
    const children = elements(root);
    const [only] = children;
    if (/^(?:odoo|openerp)$/.test(root.tag) && children.length === 1 && only?.tag === "data") {
      const edits = withoutData(source, root, only);
      report({
        rule: dataNode,
        span: tagLine(source, only),
        message: `\`<data>\` is needless here; its attributes may stand on \`<${root.tag}>\`.`,
        ...(edits !== null && { fix: { title: "Remove `<data>`", edits } }),
      });
    }
  },
};

function lineEnd(text: string): string {
  return /\r?\n/.exec(text)?.[0] ?? "\n";
}

/** Takes the tags of `<data>` out with the lines they stand on alone, and moves its attributes up. Indentation inside stays. */
function withoutData(
  { text }: XmlSource,
  root: XmlSource["all"][number]["node"],
  data: XmlSource["all"][number]["node"],
): Edit[] | null {
  const names = Object.keys(data.attributes);
  if (names.some((name) => Object.hasOwn(root.attributes, name))) return null;
  const opening = text.slice(...data.tagSpan);
  if (opening.endsWith("/>")) return null;
  const close = text.lastIndexOf("</", data.span[1] - 1);
  if (close < data.tagSpan[1]) return null;
  const attributes = /^<data(\s[\s\S]*?)\s*>$/.exec(opening)?.[1] ?? "";
  const edits: Edit[] = [
    { span: wholeLine(text, data.tagSpan[0], data.tagSpan[1]), text: "" },
    { span: wholeLine(text, close, data.span[1]), text: "" },
  ];
  const end = root.tagSpan[1] - 1;
  if (names.length > 0) edits.push({ span: [end, end], text: attributes.replace(/\s+/g, " ") });
  return edits;
}

function wholeLine(text: string, start: number, end: number): readonly [number, number] {
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  const after = /^[ \t]*\r?\n/.exec(text.slice(end));
  return text.slice(lineStart, start).trim() === "" && after !== null
    ? [lineStart, end + after[0].length]
    : [start, end];
}
