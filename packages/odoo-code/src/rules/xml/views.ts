import type { RuleInfo } from "../../diagnostic.ts";
import type { Span, XmlNode } from "../../facts.ts";
import { attribute, elements, ownText } from "../../xml/xml-node.ts";
import type { Check, Report } from "../rule.ts";
import { attributeNameSpan, isData, type Placed, tagLine, type XmlSource } from "./xml-source.ts";

const viewReplace = {
  rule: "xml-view-dangerous-replace-low-priority",
  code: null,
  severity: "info",
  title: '`position="replace"` only in views of priority 99 or more',
} as const;
const qwebReplace = {
  rule: "xml-dangerous-qweb-replace-low-priority",
  code: null,
  severity: "info",
  title: '`position="replace"` only in templates of priority 99 or more',
} as const;
const treeAttribute = {
  rule: "xml-deprecated-tree-attribute",
  code: null,
  severity: "info",
  title: "no `string`, `colors` or `fonts` on a `<tree>`",
} as const;
const directive = {
  rule: "xml-deprecated-qweb-directive",
  code: null,
  severity: "warning",
  title: "`t-options` instead of `t-esc-options`, `t-raw-options`, `t-field-options`",
} as const;
const output = {
  rule: "xml-deprecated-qweb-directive-15",
  code: null,
  severity: "info",
  title: "`t-out` instead of `t-esc` and `t-raw`",
  from: "15.0",
} as const;
const chatter = {
  rule: "xml-deprecated-oe-chatter",
  code: null,
  severity: "warning",
  title: '`<chatter/>` instead of `<div class="oe_chatter">`',
  from: "18.0",
} as const;
const link = {
  rule: "xml-not-valid-char-link",
  code: null,
  severity: "info",
  title: "addresses of own files end in a plain extension",
} as const;
const structure = {
  rule: "xml-oe-structure-missing-id",
  code: null,
  severity: "info",
  title: "an area for building blocks (`oe_structure`) has an id that says so",
} as const;
const textLocator = {
  rule: "xml-xpath-translatable-item",
  code: null,
  severity: "warning",
  title: "locators do not look for translated text",
} as const;
const textarea = {
  rule: "xml-template-prettier-incompatible",
  code: null,
  severity: "info",
  title: "the value of a textarea is a directive on the textarea",
} as const;

const LOWEST = 99;
const DIRECTIVES = ["t-esc-options", "t-field-options", "t-raw-options"];

/** What stands in every file that breaks one of these rules, unless a character reference hides it. */
const WORTH_A_LOOK =
  /replace|<tree|t-(?:esc|raw|field-options)|oe_chatter|oe_structure|<link|<script|text\s*\(|<textarea|&#/;

/** Views and templates. */
export const views: Check<XmlSource> = {
  rules: [viewReplace, qwebReplace, treeAttribute, directive, output, chatter, link, structure, textLocator, textarea],
  check(source, report) {
    if (!WORTH_A_LOOK.test(source.text)) return;
    const data = isData(source);
    for (const placed of source.all) {
      const { node, ancestors } = placed;
      // Few elements are told of, and to find the last line of a tag is work.
      const span = () => tagLine(source, node);
      const { tag } = node;
      const template = data ? ancestors.find((outer) => outer.tag === "template") : undefined;
      if (data && tag === "record" && attribute(node, "model") === "ir.ui.view" && replaces(node))
        tellReplace(viewReplace, span(), priorityOf(node), report);
      const parent = ancestors.at(-1);
      if (template !== undefined && parent === template && attribute(node, "position") === "replace")
        tellReplace(qwebReplace, span(), number(attribute(template, "priority")), report);
      if (data && tag === "tree" && ancestors.some(isViewRecord)) {
        const old = ["string", "colors", "fonts"].filter((name) => attribute(node, name) !== null);
        if (old.length > 0)
          report({ rule: treeAttribute, span: span(), message: `\`${old.join("`, `")}\` has no effect on a list.` });
      }
      if (template !== undefined) checkDirectives(source, node, report);
      const written = attribute(node, "class");
      const classes = written?.includes("oe_") ? written.split(/\s+/) : [];
      if (tag === "div" && classes.includes("oe_chatter"))
        report({
          rule: chatter,
          span: span(),
          message: "The chatter is `<chatter/>` now.",
          ...chatterFix(source, node),
        });
      if (classes.includes("oe_structure") && !/oe_structure/.test(attribute(node, "id") ?? ""))
        report({
          rule: structure,
          span: span(),
          message: "Without an id that contains `oe_structure`, what is dropped here is lost with the next update.",
        });
      checkLink(source, placed, report);
      const expr = tag === "xpath" ? (attribute(node, "expr") ?? "").replaceAll(" ", "") : "";
      if (/\[contains\(text\(\)|\[text\(\)=/.test(expr))
        report({
          rule: textLocator,
          span: span(),
          message: "The text is translated, so the locator fails in other languages; look for a name.",
        });
      const inTextarea = parent?.tag === "textarea" && elements(parent).length === 1 && ownText(parent).trim() === "";
      if (
        template !== undefined &&
        inTextarea &&
        tag === "t" &&
        ["t-out", "t-esc", "t-raw"].some((name) => attribute(node, name) !== null)
      )
        report({
          rule: textarea,
          span: span(),
          message: "Formatting adds blanks to the value here; put the directive on the textarea.",
        });
    }
  },
};

function isViewRecord(node: XmlNode): boolean {
  return node.tag === "record" && attribute(node, "model") === "ir.ui.view";
}

/** Whether the arch of a view takes the place of something in another. */
function replaces(view: XmlNode): boolean {
  const arch = elements(view).find(
    (field) => attribute(field, "name") === "arch" && attribute(field, "type") === "xml",
  );
  const inside = (node: XmlNode): boolean =>
    elements(node).some((child) => attribute(child, "position") === "replace" || inside(child));
  return arch !== undefined && inside(arch);
}

function tellReplace(rule: RuleInfo, span: Span, priority: number, report: Report): void {
  if (priority < LOWEST)
    report({
      rule,
      span,
      message: `Replaced at priority ${priority}: views applied later no longer find the node. Use ${LOWEST} or more.`,
    });
}

function checkDirectives(source: XmlSource, node: XmlNode, report: Report): void {
  const options = DIRECTIVES.filter((name) => attribute(node, name) !== null);
  const [first] = options;
  if (first !== undefined) {
    const named = attributeNameSpan(source, node, first);
    const free = options.length === 1 && attribute(node, "t-options") === null;
    report({
      rule: directive,
      span: tagLine(source, node),
      message: `\`${options.join("`, `")}\` is called \`t-options\` now.`,
      ...(named !== null && free && { fix: { title: "Use `t-options`", edits: [{ span: named, text: "t-options" }] } }),
    });
  }
  const printing = ["t-esc", "t-raw"].filter((name) => attribute(node, name) !== null);
  if (printing.length === 0 || attribute(node, "t-out") !== null) return;
  const named = attributeNameSpan(source, node, "t-esc");
  // `t-raw` prints as it is; `t-out` only what is marked as safe: a person has to look.
  report({
    rule: output,
    span: tagLine(source, node),
    message: `\`${printing.join("`, `")}\` is deprecated; use \`t-out\`.`,
    ...(named !== null &&
      printing.length === 1 && { fix: { title: "Use `t-out`", edits: [{ span: named, text: "t-out" }] } }),
  });
}

/** `<link href>` and `<script src>` of own files, which end in letters behind a dot. */
function checkLink(source: XmlSource, { node, ancestors }: Placed, report: Report): void {
  const written = node.tag === "link" ? attribute(node, "href") : node.tag === "script" ? attribute(node, "src") : null;
  if (written === null || ancestors.length === 0) return;
  const address = attribute(node, "href") || attribute(node, "src") || "";
  const name = address.slice(address.lastIndexOf("/") + 1);
  if (address.startsWith("/") && !/^.+\.[A-Za-z]+$/.test(name))
    report({ rule: link, span: tagLine(source, node), message: `"${address}" does not end in a plain extension.` });
}

function priorityOf(view: XmlNode): number {
  const field = elements(view).find((child) => child.tag === "field" && attribute(child, "name") === "priority");
  return field === undefined ? 0 : number(attribute(field, "eval") ?? ownText(field));
}

/** A whole number as Python reads one; else 0. */
function number(written: string | null): number {
  return /^\s*[+-]?\d+\s*$/.test(written ?? "") ? Number(written) : 0;
}

/** The whole `<div>` becomes `<chatter/>` where it has no attributes but the class and only the usual three fields without attributes of their own. */
function chatterFix({ text }: XmlSource, node: XmlNode) {
  const usual = new Set(["message_follower_ids", "activity_ids", "message_ids"]);
  const plain =
    Object.keys(node.attributes).every((name) => name === "class") &&
    (node.attributes.class?.value ?? "").trim() === "oe_chatter";
  const fields = elements(node).every(
    (child) =>
      child.tag === "field" &&
      usual.has(attribute(child, "name") ?? "") &&
      Object.keys(child.attributes).every((name) => name === "name" || name === "widget" || name === "groups") &&
      !/^(?!base\.group_user$)/.test(attribute(child, "groups") ?? "base.group_user"),
  );
  if (!plain || !fields || text.slice(...node.span).includes("<!--")) return {};
  return { fix: { title: "Use `<chatter/>`", edits: [{ span: node.span, text: "<chatter/>" }] } };
}
