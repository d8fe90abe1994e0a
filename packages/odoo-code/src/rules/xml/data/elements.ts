import type { XmlNode } from "../../../facts.ts";
import { nearestNames } from "../../../project/nearest-names.ts";
import { attribute, elements, ownText } from "../../../xml/xml-node.ts";
import type { Check, Report } from "../../rule.ts";
import { attributeNameSpan, isData, isListed, tagLine, type XmlSource } from "../xml-source.ts";
import { checkMenu, MENU_RULES } from "./menus.ts";
import { has, KIND_RULES, KINDS, refused } from "./schema.ts";
import { checkField, checkValue, VALUE_RULES } from "./values.ts";

const tag = refused("odoo-data-tag", "OLS05005", "data files hold elements that Odoo reads");
const recordChild = refused("odoo-record-child", "OLS05015", "a record holds fields only");
const bothOfDelete = refused("odoo-delete-both", "OLS05034", "`<delete>` has an id or a search, not both");
const noneOfDelete = refused("odoo-delete-what", "OLS05035", "`<delete>` has an id or a search");
const actWindowText = refused("odoo-act-window-text", "OLS05038", "`<act_window>` is empty");
const bindingType = refused("odoo-act-window-binding-type", "OLS05039", "`binding_type` is `action` or `report`");
const bindingViews = refused(
  "odoo-act-window-binding-views",
  "OLS05040",
  "`binding_views` is a list of types of views",
);
const reportText = refused("odoo-report-text", "OLS05043", "`<report>` is empty");
const evalAndValues = refused("odoo-function-values", "OLS05045", "a function with `eval` has no values");
const evalAndFunctions = refused(
  "odoo-function-functions",
  "OLS05047",
  "a function with `eval` has no functions inside",
);
const functionChild = refused("odoo-function-child", "OLS05048", "a function holds values and functions only");

const HOLDERS: ReadonlySet<string> = new Set(["odoo", "openerp", "data"]);
const TOP: ReadonlySet<string> = new Set([
  ...HOLDERS,
  "menuitem",
  "record",
  "template",
  "asset",
  "delete",
  "act_window",
  "report",
  "function",
]);

/** The elements of a data file, held against Odoo's schema: what breaks it keeps the module from being installed. */
export const dataElements: Check<XmlSource> = {
  rules: [
    tag,
    ...KIND_RULES,
    ...MENU_RULES,
    recordChild,
    ...VALUE_RULES,
    bothOfDelete,
    noneOfDelete,
    actWindowText,
    bindingType,
    bindingViews,
    reportText,
    evalAndValues,
    evalAndFunctions,
    functionChild,
  ],
  check(source, report) {
    const { root, problem } = source.document;
    if (root === null || problem !== null || !isData(source) || !isListed(source)) return;
    checkHolder(source, root, report);
  },
};

function checkHolder(source: XmlSource, node: XmlNode, report: Report): void {
  checkAttributes(source, node, report);
  for (const child of elements(node)) {
    if (HOLDERS.has(child.tag)) checkHolder(source, child, report);
    else if (TOP.has(child.tag)) checkTop(source, child, report);
    else {
      const [near] = nearestNames(child.tag, TOP.keys(), 1);
      const hint = near === undefined ? "" : ` Is it \`<${near}>\`?`;
      report({ rule: tag, span: tagLine(source, child), message: `Odoo reads no \`<${child.tag}>\` here.${hint}` });
    }
  }
}

function checkTop(source: XmlSource, node: XmlNode, report: Report): void {
  if (node.tag === "menuitem") for (const menu of menusOf(node)) checkAttributes(source, menu, report);
  else checkAttributes(source, node, report);
  switch (node.tag) {
    case "record":
      checkRecord(source, node, report);
      break;
    case "menuitem":
      checkMenu(source, node, false, report);
      break;
    case "function":
      checkFunction(source, node, report);
      break;
    case "delete":
      checkDelete(source, node, report);
      break;
    case "act_window":
    case "report":
      checkShortcut(source, node, report);
      break;
    default:
  }
}

function menusOf(node: XmlNode): readonly XmlNode[] {
  return [node, ...elements(node).flatMap((child) => (child.tag === "menuitem" ? menusOf(child) : []))];
}

function checkRecord(source: XmlSource, node: XmlNode, report: Report): void {
  for (const field of elements(node)) {
    if (field.tag !== "field") {
      report({
        rule: recordChild,
        span: tagLine(source, field),
        message: `\`<${field.tag}>\` cannot stand in a record.`,
      });
      continue;
    }
    checkAttributes(source, field, report);
    checkField(source, field, report);
    for (const child of elements(field))
      if (child.tag === "record" && attribute(field, "type") === null) {
        checkAttributes(source, child, report);
        checkRecord(source, child, report);
      } else if (child.tag === "value") {
        checkAttributes(source, child, report);
        checkValue(source, child, report);
      }
  }
}

function checkFunction(source: XmlSource, node: XmlNode, report: Report): void {
  const evaluated = has(node, "eval");
  for (const child of elements(node)) {
    const span = tagLine(source, child);
    if (child.tag === "value") {
      checkAttributes(source, child, report);
      checkValue(source, child, report);
      if (evaluated)
        report({ rule: evalAndValues, span, message: "The arguments come from `eval`; a value beside it is refused." });
    } else if (child.tag === "function") {
      checkAttributes(source, child, report);
      checkFunction(source, child, report);
      if (evaluated)
        report({
          rule: evalAndFunctions,
          span,
          message: "The arguments come from `eval`; a function beside it is refused.",
        });
    } else report({ rule: functionChild, span, message: `\`<${child.tag}>\` cannot stand in a function.` });
  }
}

function checkDelete(source: XmlSource, node: XmlNode, report: Report): void {
  const [byId, bySearch] = [has(node, "id"), has(node, "search")];
  const span = tagLine(source, node);
  if (byId && bySearch)
    report({ rule: bothOfDelete, span, message: "It has an id and a search; Odoo takes one of them." });
  if (!byId && !bySearch)
    report({ rule: noneOfDelete, span, message: "Nothing says what to delete: give an id or a search." });
}

function checkShortcut(source: XmlSource, node: XmlNode, report: Report): void {
  const span = tagLine(source, node);
  if (elements(node).length > 0 || ownText(node).trim() !== "")
    report({
      rule: node.tag === "report" ? reportText : actWindowText,
      span,
      message: `\`<${node.tag}>\` says everything in its attributes and holds nothing.`,
    });
  if (node.tag === "report") return;
  const type = attribute(node, "binding_type");
  if (type !== null && type !== "action" && type !== "report")
    report({ rule: bindingType, span, message: `"${type}" is neither "action" nor "report".` });
  const views = attribute(node, "binding_views");
  if (views !== null && !/^(?:[a-z]+(?:,[a-z]+)*)?$/.test(views))
    report({ rule: bindingViews, span, message: `"${views}" is no list such as "list,form".` });
}

function checkAttributes(source: XmlSource, node: XmlNode, report: Report): void {
  const kind = KINDS[node.tag];
  if (kind === undefined) return;
  const { attributes, required, attributeRule, requiredRule } = kind;
  for (const name in node.attributes) {
    if (attributes.has(name) || name === "xmlns" || name.startsWith("xmlns:")) continue;
    const [near] = nearestNames(name, attributes.keys(), 1);
    const hint = near === undefined ? "" : ` Is it \`${near}\`?`;
    report({
      rule: attributeRule,
      span: attributeNameSpan(source, node, name) ?? tagLine(source, node),
      message: `\`<${node.tag}>\` has no attribute \`${name}\`.${hint}`,
    });
  }
  if (requiredRule === undefined) return;
  const absent = required.filter((name) => !has(node, name));
  if (absent.length > 0)
    report({
      rule: requiredRule,
      span: tagLine(source, node),
      message: `\`<${node.tag}>\` needs ${absent.map((name) => `\`${name}\``).join(" and ")}.`,
    });
}
