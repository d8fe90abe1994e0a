import type { RuleInfo } from "../../diagnostic.ts";
import type { PythonNode } from "../../python/python-tree.ts";
import { stringLiteral } from "../../python/string-literal.ts";
import type { OdooVersion } from "../../version.ts";
import type { Check, Report } from "../rule.ts";
import { fieldCalls } from "./field-calls.ts";
import { headSpan, isModel, type PythonSource } from "./python-source.ts";
import { removedArgument } from "./removed-argument.ts";

function info(name: string, from: OdooVersion, title: string): RuleInfo {
  return { rule: `odoo-deprecated-${name}`, code: null, severity: "warning", title, from };
}

/** A method that the ORM has lost. `now` where it only has another name. */
interface RemovedMethod {
  readonly rule: RuleInfo;
  readonly names: readonly string[];
  readonly now?: string;
  /** Its name is common: only on `self` and `env[…]`. */
  readonly common?: boolean;
}

const METHODS: readonly RemovedMethod[] = [
  { rule: info("phantom-js", "14.0", "`browser_js` instead of `phantom_js`"), names: ["phantom_js"] },
  {
    rule: info("get-xml-id", "16.0", "`get_external_id` instead of `get_xml_id`"),
    names: ["get_xml_id"],
    now: "get_external_id",
  },
  {
    rule: info("fields-get-keys", "16.0", "`_fields` instead of `fields_get_keys()`"),
    names: ["fields_get_keys"],
  },
  {
    rule: info(
      "flush",
      "16.0",
      "`flush_model`, `flush_recordset`, `invalidate_model`, `invalidate_recordset` … instead of `flush`, `recompute`, `refresh`, `invalidate_cache`",
    ),
    names: ["flush", "recompute", "refresh", "invalidate_cache"],
    common: true,
  },
  {
    rule: info("post-with-view", "17.0", "`message_post_with_source` instead of `message_post_with_view`"),
    names: ["message_post_with_view"],
  },
  {
    rule: info("check-access", "18.0", "`check_access` instead of `check_access_rights` and `check_access_rule`"),
    names: ["check_access_rights", "check_access_rule"],
  },
  {
    rule: info("filter-access", "18.0", "`_filtered_access` instead of `_filter_access_rules`"),
    names: ["_filter_access_rules", "_filter_access_rules_python"],
    now: "_filtered_access",
  },
  {
    rule: info("check-recursion", "18.0", "`_has_cycle`, which says the opposite, instead of `_check_recursion`"),
    names: ["_check_recursion", "_check_m2m_recursion"],
  },
  {
    rule: info("toggle-active", "19.0", "`action_archive` and `action_unarchive` instead of `toggle_active`"),
    names: ["toggle_active"],
  },
  {
    rule: info("read-group", "19.0", "`_read_group` or `formatted_read_group` instead of `read_group`"),
    names: ["read_group"],
    common: true,
  },
  {
    rule: info("field-access-rights", "19.0", "`_check_field_access` instead of `check_field_access_rights`"),
    names: ["check_field_access_rights"],
  },
];
const IMPORTS = [
  { rule: info("ustr", "18.0", "no `ustr`: texts are `str`"), full: /^odoo\.tools\.(?:misc\.)?ustr$/ },
  {
    rule: info("registry-import", "18.0", "`odoo.modules.registry.Registry` instead of `odoo.registry`"),
    full: /^odoo\.registry$/,
  },
  {
    rule: info("ormcache-context", "19.0", "`ormcache` instead of `ormcache_context`"),
    full: /^odoo\.tools\.(?:cache\.)?ormcache_context$/,
  },
];
const PARAMETERS = [
  { rule: info("unaccent", "18.0", "no field parameter `unaccent`"), name: "unaccent" },
  {
    rule: info("group-operator", "18.0", "`aggregator` instead of `group_operator`"),
    name: "group_operator",
    now: "aggregator",
  },
  {
    rule: info("auto-join", "19.0", "`bypass_search_access` instead of `auto_join`"),
    name: "auto_join",
    now: "bypass_search_access",
  },
];
const hook = info("install-hook", "17.0", "hooks of a module take `env` instead of `cr` and `registry`");
const nameSearch = info("name-search", "18.0", "`_search_display_name` instead of an override of `_name_search`");
const operator = info(
  "domain-operator",
  "19.0",
  "domains say `!=` and `=` instead of `<>` and `==`, and write operators in lower case",
);

const OLD_OPERATOR = /^(?:<>|==|(?:NOT )?(?:=?I?LIKE|IN|ANY)|CHILD_OF|PARENT_OF)$/;

/** Names that Odoo has lost or changed, where what is meant is certain. */
export const removedNames: Check<PythonSource> = {
  rules: [
    ...METHODS.map(({ rule }) => rule),
    ...IMPORTS.map(({ rule }) => rule),
    ...PARAMETERS.map(({ rule }) => rule),
    hook,
    nameSearch,
    operator,
  ],
  check(source, report) {
    const { text, imports } = source;
    checkCalls(source, report);
    for (const { module, names, span } of imports)
      for (const { rule, full } of IMPORTS)
        if (names.some(({ name }) => full.test(`${module}.${name}`)))
          report({ rule, span, message: `Odoo says now: ${rule.title}.` });
    for (const { given } of fieldCalls(source)) {
      const { keywords } = given;
      for (const { rule, name, now } of PARAMETERS) {
        const found = keywords.get(name);
        if (found === undefined) continue;
        const removed = now === undefined ? removedArgument(text, [found.value.start, found.value.end], name) : null;
        const edit =
          now === undefined
            ? removed
            : keywords.has(now)
              ? null
              : { span: [found.name.start, found.name.end] as const, text: now };
        report({
          rule,
          span: [found.name.start, found.value.end],
          message: now === undefined ? `Fields have no \`${name}\` any more.` : `\`${name}\` is called \`${now}\` now.`,
          ...(edit && { fix: { title: now === undefined ? "Remove it" : `Rename to \`${now}\``, edits: [edit] } }),
        });
      }
    }
    for (const method of source.functions) {
      if (method.name === "_name_search" && method.owner !== null && isModel(method.owner))
        report({ rule: nameSearch, span: headSpan(method), message: "Override `_search_display_name` instead." });
      const parameters = method.node.children.find(({ type }) => type === "parameters");
      const written = parameters === undefined ? "" : text.slice(parameters.start, parameters.end);
      if (method.owner === null && method.parent === null && /^\(\s*cr\s*,\s*registry\s*,?\s*\)$/.test(written))
        report({ rule: hook, span: headSpan(method), message: "Hooks get one argument now, the environment `env`." });
    }
    for (const { node: term } of source.nodes("tuple")) {
      const [left, node] = term.children;
      if (term.children.length !== 3 || node?.type !== "string") continue;
      const literal = stringLiteral(node, text);
      if (literal === null || !OLD_OPERATOR.test(literal.value) || left?.type !== "string") continue;
      const now = literal.value === "<>" ? "!=" : literal.value === "==" ? "=" : literal.value.toLowerCase();
      report({
        rule: operator,
        span: [node.start, node.end],
        message: `The operator \`${literal.value}\` of domains is written \`${now}\`.`,
        fix: { title: `Use \`${now}\``, edits: [{ span: literal.span, text: now }] },
      });
    }
  },
};

function checkCalls(source: PythonSource, report: Report): void {
  const { text } = source;
  for (const [name, method] of REMOVED)
    for (const { node } of source.calls(name)) checkCall(node, { name, method }, text, report);
}

/** What is called `name` and was taken away, unless it is somebody else's. */
function checkCall(
  node: PythonNode,
  { name, method }: { readonly name: string; readonly method: RemovedMethod },
  text: string,
  report: Report,
): void {
  const [called] = node.children;
  const [object, member] = called?.type === "attribute" ? called.children : [];
  if (object === undefined || member === undefined) return;
  if (text.slice(object.start, object.end) === "super()") return;
  if (method.common && !/^self$|\benv\[/.test(text.slice(object.start, object.end))) return;
  report({
    rule: method.rule,
    span: [node.start, node.end],
    message: `\`${name}\` is deprecated; Odoo says now: ${method.rule.title}.`,
    ...(method.now !== undefined && {
      fix: {
        title: `Use \`${method.now}\``,
        edits: [{ span: [member.start, member.end] as const, text: method.now }],
      },
    }),
  });
}

const REMOVED = METHODS.flatMap((method) => method.names.map((name) => [name, method] as const));
