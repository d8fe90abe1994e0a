import type { Edit } from "../../diagnostic.ts";
import type { XmlNode } from "../../facts.ts";
import { attribute, elements, ownText, textSpan } from "../../xml/xml-node.ts";
import type { Check } from "../rule.ts";
import { isData, tagLine, tagNameSpans, type XmlSource } from "./xml-source.ts";

const attrs = {
  rule: "odoo-deprecated-attrs",
  code: null,
  severity: "error",
  title: "`invisible`, `readonly`, `required` instead of `attrs` and `states`, which Odoo refuses",
  from: "17.0",
} as const;
const tree = {
  rule: "odoo-deprecated-tree",
  code: null,
  severity: "error",
  title: "`<list>` instead of `<tree>`",
  from: "18.0",
} as const;
const viewMode = {
  rule: "odoo-deprecated-view-mode-tree",
  code: null,
  severity: "error",
  title: "`list` instead of `tree` in `view_mode`",
  from: "18.0",
} as const;
const searchGroup = {
  rule: "odoo-deprecated-search-group",
  code: null,
  severity: "error",
  title: "no `expand` or `string` on a `<group>` of a search view",
  from: "19.0",
} as const;
const groupsId = {
  rule: "odoo-deprecated-groups-id",
  code: null,
  severity: "error",
  title: "`group_ids` instead of `groups_id`",
  from: "19.0",
} as const;
const kanbanBox = {
  rule: "odoo-deprecated-kanban-box",
  code: null,
  severity: "warning",
  title: "the template of a kanban card is called `card`",
  from: "18.0",
} as const;
const shortcut = {
  rule: "odoo-deprecated-act-window-tag",
  code: null,
  severity: "warning",
  title: "`<record>` instead of `<act_window>` and `<report>`, which later versions refuse",
  from: "14.0",
} as const;
const cronFields = {
  rule: "odoo-deprecated-cron-fields",
  code: null,
  severity: "error",
  title: "scheduled actions have no `numbercall` and `doall`",
  from: "18.0",
} as const;

const RENAMED_GROUPS = new Set([
  "ir.ui.view",
  "ir.ui.menu",
  "ir.actions.act_window",
  "ir.actions.server",
  "ir.actions.report",
  "res.users",
]);

/** What the versions of Odoo took out of views and records. */
export const xmlMigration: Check<XmlSource> = {
  rules: [attrs, tree, viewMode, searchGroup, groupsId, kanbanBox, shortcut, cronFields],
  check(source, report) {
    if (!isData(source)) return;
    for (const { node, ancestors } of source.all) {
      const span = tagLine(source, node);
      const parent = ancestors.at(-1);
      const top = ancestors.every(({ tag }) => /^(?:odoo|openerp|data)$/.test(tag));
      if (top && (node.tag === "act_window" || node.tag === "report"))
        report({
          rule: shortcut,
          span,
          message: `\`<${node.tag}>\` is deprecated, and later versions refuse it; write a \`<record>\`.`,
        });
      if (parent?.tag === "record" && node.tag === "field") checkField(source, parent, node, report);
      const view = ancestors.find((outer) => outer.tag === "record" && attribute(outer, "model") === "ir.ui.view");
      const arch = ancestors.find((outer) => outer.tag === "field" && attribute(outer, "name") === "arch");
      if (view === undefined || arch === undefined) continue;
      for (const name of ["attrs", "states"]) {
        const written = node.attributes[name];
        if (written !== undefined && Object.hasOwn(node.attributes, name))
          report({
            rule: attrs,
            span,
            message: `Odoo refuses \`${name}\`; write an expression in \`invisible\`, \`readonly\` or \`required\`.`,
          });
      }
      if (
        node.tag === "attribute" &&
        /^(?:attrs|states)$/.test(attribute(node, "name") ?? "") &&
        ownText(node).trim() !== ""
      )
        report({
          rule: attrs,
          span,
          message: `Odoo refuses \`${attribute(node, "name")}\`; set \`invisible\`, \`readonly\` or \`required\`.`,
        });
      const isView = parent === arch || parent?.tag === "field";
      if (node.tag === "tree" && isView) {
        const isLocator = attribute(node, "position") !== null;
        const edits: Edit[] = tagNameSpans(source, node).map((at) => ({ span: at, text: "list" }));
        report({
          rule: tree,
          span,
          message: isLocator ? "The root of the parent view is `<list>` now." : "The view is called `<list>` now.",
          fix: { title: "Use `<list>`", edits },
        });
      }
      if (node.tag === "group" && ancestors.some(({ tag }) => tag === "search"))
        for (const name of ["expand", "string"])
          if (attribute(node, name) !== null)
            report({
              rule: searchGroup,
              span,
              message: `A group of a search view has no \`${name}\` any more.`,
              ...withoutAttribute(source, node, name),
            });
      if (
        node.tag === "t" &&
        /^kanban-(?:box|card)$/.test(attribute(node, "t-name") ?? "") &&
        ancestors.some(({ tag }) => tag === "kanban")
      )
        report({
          rule: kanbanBox,
          span,
          message: "The template of a card is called `card` now, and its markup is simpler.",
        });
    }
  },
};

function checkField(
  source: XmlSource,
  record: XmlNode,
  field: XmlNode,
  report: Parameters<typeof xmlMigration.check>[1],
): void {
  const model = attribute(record, "model") ?? "";
  const name = field.attributes.name;
  const span = tagLine(source, field);
  if (name === undefined) return;
  if (name.value === "view_mode" && /^ir\.actions\.act_window(?:\.view)?$/.test(model)) {
    const text = textSpan(field);
    const words = text === null ? [] : [...source.text.slice(...text).matchAll(/\btree\b/g)];
    if (text !== null && words.length > 0 && elements(field).length === 0 && !Object.hasOwn(field.attributes, "eval"))
      report({
        rule: viewMode,
        span,
        message: "The view type `tree` is called `list` now.",
        fix: {
          title: "Use `list`",
          edits: words.map(({ index }) => ({ span: [text[0] + index, text[0] + index + 4] as const, text: "list" })),
        },
      });
  }
  if (name.value === "groups_id" && RENAMED_GROUPS.has(model))
    report({
      rule: groupsId,
      span,
      message: `The field of ${model} is called \`group_ids\` now.`,
      fix: { title: "Rename to `group_ids`", edits: [{ span: name.span, text: "group_ids" }] },
    });
  if (model === "ir.cron" && /^(?:numbercall|doall)$/.test(name.value))
    report({
      rule: cronFields,
      span,
      message: `Scheduled actions have no \`${name.value}\` any more.`,
      ...withoutElement(source, field),
    });
}

function withoutElement({ text }: XmlSource, { span: [start, end] }: XmlNode) {
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  const after = /^[ \t]*\r?\n/.exec(text.slice(end));
  const alone = text.slice(lineStart, start).trim() === "" && after !== null;
  return {
    fix: {
      title: "Remove it",
      edits: [{ span: alone ? ([lineStart, end + after[0].length] as const) : ([start, end] as const), text: "" }],
    },
  };
}

function withoutAttribute({ text }: XmlSource, node: XmlNode, name: string) {
  const value = node.attributes[name];
  const before = value && /\s+([^\s=]+)\s*=\s*["']$/.exec(text.slice(node.tagSpan[0], value.span[0]));
  if (!value || !before || before[1] !== name) return {};
  return {
    fix: {
      title: `Remove \`${name}\``,
      edits: [{ span: [value.span[0] - before[0].length, value.span[1] + 1] as const, text: "" }],
    },
  };
}
