import type { XmlNode } from "../../facts.ts";
import { blanksBefore } from "../../text/blanks-before.ts";
import { attribute, elements, ownText, textSpan } from "../../xml/xml-node.ts";
import type { Check, Report } from "../rule.ts";
import { isBooleanField, isNumberField } from "./known-fields.ts";
import { attributeSpan, isData, tagLine, withoutElement, type XmlSource } from "./xml-source.ts";

const missingId = {
  rule: "xml-record-missing-id",
  code: null,
  severity: "warning",
  title: "records and menus have an id",
} as const;
const duplicateFields = {
  rule: "xml-duplicate-fields",
  code: null,
  severity: "warning",
  title: "no field twice in a record",
} as const;
const redundantModule = {
  rule: "xml-redundant-module-name",
  code: null,
  severity: "info",
  title: "ids of the own module are written without its name",
} as const;
const idFirst = {
  rule: "xml-id-position-first",
  code: null,
  severity: "info",
  title: "`id` is the first attribute",
} as const;
const userMail = {
  rule: "xml-create-user-wo-reset-password",
  code: null,
  severity: "warning",
  title: "a new user has `no_reset_password` in its context, or gets an e-mail",
} as const;
const boolean = {
  rule: "xml-field-bool-without-eval",
  code: null,
  severity: "info",
  title: "values of boolean fields are given by `eval`",
} as const;
const numeric = {
  rule: "xml-field-numeric-without-eval",
  code: null,
  severity: "info",
  title: "values of numeric fields are given by `eval`",
} as const;
const groupCategory = {
  rule: "xml-deprecated-res-groups-category-id",
  code: null,
  severity: "warning",
  title: "groups have `privilege_id` instead of `category_id`",
  from: "19.0",
} as const;

const WITH_ID = new Set(["record", "menuitem", "template"]);

/** Records of a data file. */
export const records: Check<XmlSource> = {
  rules: [missingId, duplicateFields, redundantModule, idFirst, userMail, boolean, numeric, groupCategory],
  check(source, report) {
    if (!isData(source)) return;
    const { module } = source;
    for (const { node } of source.all) {
      if (!WITH_ID.has(node.tag)) continue;
      const id = node.attributes.id;
      if (node.tag !== "template" && (id === undefined || id.value === ""))
        report({
          rule: missingId,
          span: tagLine(source, node),
          message: `This ${node.tag} has no id; every update makes another one.`,
        });
      if (node.tag !== "template" && module !== null && id?.value.startsWith(`${module.name}.`) === true) {
        const [start] = id.span;
        const written = source.text.slice(...id.span) === id.value;
        report({
          rule: redundantModule,
          span: tagLine(source, node),
          message: `"${module.name}." is needless: ids without a module belong to this one.`,
          ...(written && {
            fix: {
              title: "Remove the module's name",
              edits: [{ span: [start, start + module.name.length + 1] as const, text: "" }],
            },
          }),
        });
      }
      if (id !== undefined && id.value !== "" && Object.keys(node.attributes)[0] !== "id")
        checkPosition(source, node, report);
      if (node.tag === "record" || node.tag === "menuitem") checkRecord(source, node, report);
    }
  },
};

/** Moves the attribute to the front; the others keep their order and what stands between them. */
function checkPosition(source: XmlSource, node: XmlNode, report: Report): void {
  const span = attributeSpan(source, node, "id");
  const [first] = Object.keys(node.attributes);
  const before = first === undefined ? null : attributeSpan(source, node, first);
  const message = "`id` is not the first attribute.";
  if (span === null || before === null) {
    report({ rule: idFirst, span: tagLine(source, node), message });
    return;
  }
  const { text } = source;
  const blanks = blanksBefore(text, span[0]);
  const gap = /^\s+/.exec(text.slice(before[1]))?.[0] ?? " ";
  report({
    rule: idFirst,
    span: tagLine(source, node),
    message,
    fix: {
      title: "Move `id` to the front",
      edits: [
        { span: [before[0], before[0]], text: text.slice(...span) + gap },
        { span: [span[0] - blanks, span[1]], text: "" },
      ],
    },
  });
}

function checkRecord(source: XmlSource, node: XmlNode, report: Report): void {
  const model = attribute(node, "model") ?? "";
  const fields = elements(node).filter(({ tag }) => tag === "field");
  const seen = new Map<string, XmlNode>();
  for (const field of fields) {
    const name = attribute(field, "name");
    if (name === null) continue;
    const first = seen.get(name);
    if (first === undefined) seen.set(name, field);
    else {
      const related = [{ path: source.path, span: tagLine(source, field), message: "again here" }];
      report({
        rule: duplicateFields,
        span: tagLine(source, first),
        message: `The field "${name}" is set more than once; only the last value counts.`,
        related,
      });
    }
    checkValue(source, model, name, field, report);
    if (model === "res.groups" && name === "category_id") {
      report({
        rule: groupCategory,
        span: tagLine(source, field),
        message: "Groups have no `category_id` any more; make a `res.groups.privilege` and set `privilege_id`.",
        ...withoutElement(source, field),
      });
    }
  }
  if (model === "res.users" && seen.has("name") && !/no_reset_password/.test(attribute(node, "context") ?? ""))
    report({
      rule: userMail,
      span: tagLine(source, node),
      message: "Creating this user sends an invitation; set `no_reset_password` in the context.",
    });
}

function checkValue(source: XmlSource, model: string, name: string, field: XmlNode, report: Report): void {
  const value = ownText(field);
  if (model === "" || attribute(field, "eval") !== null || attribute(field, "type") !== null) return;
  const isBoolean = isBooleanField(model, name) && /^(?:true|false)$/i.test(value);
  const isNumber = isNumberField(model, name) && /^[+-]?\d+(?:\.\d+)?\n?$/.test(value);
  if (!isBoolean && !isNumber) return;
  const text = textSpan(field);
  const [, tagEnd] = field.tagSpan;
  const plain =
    text !== null &&
    text[0] === tagEnd &&
    source.text.slice(...text) === value &&
    elements(field).length === 0 &&
    Object.keys(field.attributes).every((key) => key === "name");
  const written = isNumber
    ? value
        .trimEnd()
        .replace(/^\+/, "")
        .replace(/^(-?)0+(?=\d)/, "$1")
    : value.charAt(0).toUpperCase() + value.slice(1).toLowerCase();
  report({
    rule: isBoolean ? boolean : numeric,
    span: tagLine(source, field),
    message: `"${value.trimEnd()}" is text here; give it by \`eval\`.`,
    ...(plain && {
      fix: {
        title: "Use `eval`",
        edits: [{ span: [tagEnd - 1, field.span[1]] as const, text: ` eval="${written}" />` }],
      },
    }),
  });
}
