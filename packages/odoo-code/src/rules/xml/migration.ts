import type { Edit } from "../../diagnostic.ts";
import type { XmlNode } from "../../facts.ts";
import { attribute, elements, ownText, textSpan } from "../../xml/xml-node.ts";
import type { Check } from "../rule.ts";
import { isData, tagLine, tagNameSpans, withoutElement, type XmlSource } from "./xml-source.ts";

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
  title: "the templates of a kanban card are called `card` and `menu`",
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

const groupUsers = {
  rule: "odoo-deprecated-group-users",
  code: null,
  severity: "error",
  title: "groups have `user_ids` instead of `users`",
  from: "19.0",
} as const;
const treeReference = {
  rule: "odoo-deprecated-tree-reference",
  code: null,
  severity: "warning",
  title: "locators, modes and contexts say `list` instead of `tree`",
  from: "18.0",
} as const;
const toggleButton = {
  rule: "odoo-deprecated-toggle-button",
  code: null,
  severity: "warning",
  title: "the widget `toggle_button` is called `boolean_toggle`",
  from: "15.0",
} as const;
const assetTemplate = {
  rule: "odoo-deprecated-asset-template",
  code: null,
  severity: "warning",
  title: "assets are listed in the manifest, not added to a template",
  from: "15.0",
} as const;
const settingsBlock = {
  rule: "odoo-deprecated-settings-block",
  code: null,
  severity: "warning",
  title: "settings are made of `<app>`, `<block>` and `<setting>`, not of `app_settings_block`",
  from: "17.0",
} as const;

const searchDates = {
  rule: "odoo-deprecated-search-dates",
  code: null,
  severity: "warning",
  title: "no `start_month`, `end_month`, `start_year`, `end_year` on a filter",
  from: "20.0",
} as const;
const viewGroups = {
  rule: "odoo-deprecated-view-groups",
  code: null,
  severity: "error",
  title: "a view that extends another has its groups on elements, not on its record",
  from: "16.0",
} as const;

const SEARCH_DATES = ["start_month", "end_month", "start_year", "end_year"];
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
  rules: [
    tree,
    viewMode,
    searchGroup,
    groupsId,
    kanbanBox,
    shortcut,
    cronFields,
    groupUsers,
    treeReference,
    toggleButton,
    assetTemplate,
    settingsBlock,
    searchDates,
    viewGroups,
  ],
  check(source, report) {
    if (!isData(source)) return;
    let around: readonly XmlNode[] | undefined;
    let arch: XmlNode | undefined;
    for (const { node, ancestors } of source.all) {
      // Few elements are told of, and to find the last line of a tag is work.
      const span = () => tagLine(source, node);
      const parent = ancestors.at(-1);
      if ((node.tag === "act_window" || node.tag === "report") && isTop(ancestors))
        report({
          rule: shortcut,
          span: span(),
          message: `\`<${node.tag}>\` is deprecated, and later versions refuse it; write a \`<record>\`.`,
        });
      if (parent?.tag === "record" && node.tag === "field") checkField(source, parent, node, report);
      if (node.tag === "record" && hasGroupsOfExtension(node))
        report({
          rule: viewGroups,
          span: span(),
          message: "Odoo refuses groups on a view that extends another: put `groups` on the elements it adds.",
        });
      if (
        node.tag === "template" &&
        isTop(ancestors) &&
        /^web\.(?:assets_\w+|_assets_\w+|qunit_suite_tests)$/.test(attribute(node, "inherit_id") ?? "")
      )
        report({
          rule: assetTemplate,
          span: span(),
          message: `\`${attribute(node, "inherit_id")}\` is no template any more; list the files under \`assets\` in the manifest.`,
        });
      // Elements beside each other share the list of those around them.
      if (ancestors !== around) {
        around = ancestors;
        arch = ancestors.some(isView) ? ancestors.find(isArch) : undefined;
      }
      if (arch === undefined) continue;
      if (node.tag === "tree" && (parent === arch || parent?.tag === "field")) {
        const isLocator = attribute(node, "position") !== null;
        const edits: Edit[] = tagNameSpans(source, node).map((at) => ({ span: at, text: "list" }));
        report({
          rule: tree,
          span: span(),
          message: isLocator ? "The root of the parent view is `<list>` now." : "The view is called `<list>` now.",
          fix: { title: "Use `<list>`", edits },
        });
      }
      for (const edit of treeReferences(source, node))
        report({
          rule: treeReference,
          span: span(),
          message: "Views of type `tree` are called `list` now.",
          fix: { title: "Use `list`", edits: [edit] },
        });
      const widget = node.attributes.widget;
      if (node.tag === "field" && widget?.value === "toggle_button")
        report({
          rule: toggleButton,
          span: span(),
          message: "The widget is called `boolean_toggle` now.",
          fix: { title: "Use `boolean_toggle`", edits: [{ span: widget.span, text: "boolean_toggle" }] },
        });
      const classes = attribute(node, "class") ?? "";
      if (classes.includes("app_settings_block") && classes.split(/\s+/).includes("app_settings_block"))
        report({
          rule: settingsBlock,
          span: span(),
          message: "Settings are written as `<app>` with `<block>` and `<setting>`.",
        });
      if (node.tag === "group" && ancestors.some(({ tag }) => tag === "search"))
        for (const name of ["expand", "string"])
          if (attribute(node, name) !== null)
            report({
              rule: searchGroup,
              span: span(),
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
          span: span(),
          message: "The template of a card is called `card` now, and its markup is simpler.",
        });
      const template = node.attributes["t-name"];
      if (node.tag === "t" && template?.value === "kanban-menu" && ancestors.some(({ tag }) => tag === "kanban"))
        report({
          rule: kanbanBox,
          span: span(),
          message: "The template of a card's menu is called `menu` now.",
          fix: { title: "Rename to `menu`", edits: [{ span: template.span, text: "menu" }] },
        });
      const dates = node.tag === "filter" ? SEARCH_DATES.filter((name) => attribute(node, name) !== null) : [];
      if (dates.length > 0)
        report({
          rule: searchDates,
          span: span(),
          message: `Filters have no \`${dates.join("`, `")}\` any more: the periods to choose from are the same everywhere.`,
        });
    }
  },
};

function isView(node: XmlNode): boolean {
  return node.tag === "record" && attribute(node, "model") === "ir.ui.view";
}

function isArch(node: XmlNode): boolean {
  return node.tag === "field" && attribute(node, "name") === "arch";
}

/** A view that extends another and is not shown on its own, with groups that are not empty. */
function hasGroupsOfExtension(record: XmlNode): boolean {
  if (attribute(record, "model") !== "ir.ui.view") return false;
  const fields = new Map(elements(record).map((field) => [attribute(field, "name") ?? "", field]));
  const groups = fields.get("groups_id") ?? fields.get("group_ids");
  const mode = fields.get("mode");
  const value = groups === undefined ? "" : (attribute(groups, "eval") ?? attribute(groups, "ref") ?? "");
  const extends_ = fields.has("inherit_id") && (mode === undefined || ownText(mode).trim() !== "primary");
  return (
    extends_ &&
    value !== "" &&
    !/^\s*(?:\[\s*(?:\(\s*[56]\s*(?:,\s*0\s*)?(?:,\s*(?:0|\[\s*\])\s*)?,?\s*\)\s*,?\s*)?\]|False)\s*$/.test(value)
  );
}

function checkField(
  source: XmlSource,
  record: XmlNode,
  field: XmlNode,
  report: Parameters<typeof xmlMigration.check>[1],
): void {
  const model = attribute(record, "model") ?? "";
  const name = field.attributes.name;
  const span = () => tagLine(source, field);
  if (name === undefined) return;
  if (name.value === "view_mode" && /^ir\.actions\.act_window(?:\.view)?$/.test(model)) {
    const text = textSpan(field);
    const words = text === null ? [] : [...source.text.slice(...text).matchAll(/\btree\b/g)];
    if (text !== null && words.length > 0 && elements(field).length === 0 && !Object.hasOwn(field.attributes, "eval"))
      report({
        rule: viewMode,
        span: span(),
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
      span: span(),
      message: `The field of ${model} is called \`group_ids\` now.`,
      fix: { title: "Rename to `group_ids`", edits: [{ span: name.span, text: "group_ids" }] },
    });
  if (model === "res.groups" && name.value === "users")
    report({
      rule: groupUsers,
      span: span(),
      message: "The field of res.groups is called `user_ids` now.",
      fix: { title: "Rename to `user_ids`", edits: [{ span: name.span, text: "user_ids" }] },
    });
  if (model === "ir.cron" && /^(?:numbercall|doall)$/.test(name.value))
    report({
      rule: cronFields,
      span: span(),
      message: `Scheduled actions have no \`${name.value}\` any more.`,
      ...withoutElement(source, field),
    });
}

function isTop(ancestors: readonly XmlNode[]): boolean {
  return ancestors.every(({ tag }) => /^(?:odoo|openerp|data)$/.test(tag));
}

/** Words `tree` in what an arch says about views: a locator, the modes of a field, a context. Not in ids, which keep their names. */
function treeReferences({ text }: XmlSource, node: XmlNode): Edit[] {
  const { context, expr, mode } = node.attributes;
  // Asked of every element: most have none of these.
  if (context === undefined && expr === undefined && mode === undefined) return [];
  const places: (readonly [XmlNode["attributes"][string] | undefined, RegExp])[] = [
    [node.tag === "xpath" ? expr : undefined, /(?<=^|[/(|]|::)tree(?=[/[\])|]|$)/g],
    [node.tag === "field" ? mode : undefined, /\btree\b/g],
    [context, /(?<=['"])tree(?=_view_ref['"])/g],
  ];
  return places.flatMap(([value, pattern]) => {
    if (value === undefined) return [];
    const [start, end] = value.span;
    return [...text.slice(start, end).matchAll(pattern)].map(({ index }) => ({
      span: [start + index, start + index + 4] as const,
      text: "list",
    }));
  });
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
