import type { XmlNode } from "../../facts.ts";
import { attribute, elements, ownText, textSpan } from "../../xml/xml-node.ts";
import type { Check } from "../rule.ts";
import { attributeNameSpan, isData, tagLine, type XmlSource } from "./xml-source.ts";

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
  title: "no `string`, `colors` or `fonts` on a list",
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
const LISTS = new Set(["tree", "list"]);

/** Views and templates. */
export const views: Check<XmlSource> = {
  rules: [viewReplace, qwebReplace, treeAttribute, directive, output, chatter, link, structure, textLocator, textarea],
  check(source, report) {
    if (!isData(source)) return;
    for (const { node, ancestors } of source.all) {
      const span = tagLine(source, node);
      const { tag } = node;
      const template = ancestors.find((outer) => outer.tag === "template");
      const view = ancestors.find((outer) => outer.tag === "record" && attribute(outer, "model") === "ir.ui.view");
      if (attribute(node, "position") === "replace") {
        const outer = template ?? view;
        const priority = outer === undefined ? LOWEST : priorityOf(outer);
        if (priority < LOWEST)
          report({
            rule: template === undefined ? viewReplace : qwebReplace,
            span,
            message: `Replaced at priority ${priority}: views applied later no longer find the node. Use ${LOWEST} or more.`,
          });
      }
      if (
        view !== undefined &&
        LISTS.has(tag) &&
        ancestors.at(-1)?.tag === "field" &&
        attribute(ancestors.at(-1) as XmlNode, "name") === "arch"
      )
        for (const name of ["string", "colors", "fonts"])
          if (attribute(node, name) !== null)
            report({ rule: treeAttribute, span, message: `\`${name}\` has no effect on a list.` });
      for (const name of ["t-esc-options", "t-raw-options", "t-field-options"]) {
        if (attribute(node, name) === null) continue;
        const named = attributeNameSpan(source, node, name);
        const fix =
          named !== null && attribute(node, "t-options") === null
            ? { title: "Use `t-options`", edits: [{ span: named, text: "t-options" }] }
            : null;
        report({ rule: directive, span, message: `\`${name}\` is called \`t-options\` now.`, ...(fix && { fix }) });
      }
      if (attribute(node, "t-out") === null)
        for (const name of ["t-esc", "t-raw"]) {
          if (attribute(node, name) === null) continue;
          const named = attributeNameSpan(source, node, name);
          // `t-raw` prints as it is; `t-out` only what is marked as safe: a person has to look.
          const fix =
            named !== null && name === "t-esc" && attribute(node, "t-raw") === null
              ? { title: "Use `t-out`", edits: [{ span: named, text: "t-out" }] }
              : null;
          report({ rule: output, span, message: `\`${name}\` is deprecated; use \`t-out\`.`, ...(fix && { fix }) });
        }
      const classes = (attribute(node, "class") ?? "").split(/\s+/);
      if (tag === "div" && classes.includes("oe_chatter") && view !== undefined)
        report({ rule: chatter, span, message: "The chatter is `<chatter/>` now.", ...chatterFix(source, node) });
      if (
        /\boe_structure\b/.test(attribute(node, "class") ?? "") &&
        classes.includes("oe_structure") &&
        !/oe_structure/.test(attribute(node, "id") ?? "")
      )
        report({
          rule: structure,
          span,
          message: "Without an id that contains `oe_structure`, what is dropped here is lost with the next update.",
        });
      if ((tag === "link" || tag === "script") && template !== undefined) {
        const address = attribute(node, tag === "link" ? "href" : "src") ?? "";
        const ending = address.slice(address.lastIndexOf(".") + 1);
        if (
          address.startsWith("/") &&
          !address.startsWith("//") &&
          !(address.includes(".") && /^[A-Za-z]+$/.test(ending))
        )
          report({ rule: link, span, message: `"${address}" does not end in a plain extension.` });
      }
      if (tag === "xpath" && /\btext\(\)/.test(attribute(node, "expr") ?? ""))
        report({
          rule: textLocator,
          span,
          message: "The text is translated, so the locator fails in other languages; look for a name.",
        });
      if (tag === "textarea") {
        const children = elements(node);
        const [only] = children;
        const printed =
          only?.tag === "t" && ["t-out", "t-esc", "t-raw", "t-field"].some((name) => attribute(only, name) !== null);
        if (children.length === 1 && printed && ownText(node).trim() === "")
          report({
            rule: textarea,
            span,
            message: "Formatting adds blanks to the value here; put the directive on the textarea.",
          });
      }
    }
  },
};

function priorityOf(outer: XmlNode): number {
  if (outer.tag === "template") return number(attribute(outer, "priority"));
  const field = elements(outer).find((child) => attribute(child, "name") === "priority");
  return field === undefined
    ? 0
    : number(attribute(field, "eval") ?? (textSpan(field) === null ? null : ownText(field)));
}

function number(written: string | null): number {
  const value = Number.parseInt((written ?? "").trim(), 10);
  return Number.isNaN(value) ? 0 : value;
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
