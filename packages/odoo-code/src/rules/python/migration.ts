import { callArguments } from "../../python/call-arguments.ts";
import { stringLiteral } from "../../python/string-literal.ts";
import type { Check } from "../rule.ts";
import { dottedName, isModel, type PythonSource } from "./python-source.ts";

const selfCr = {
  rule: "deprecated-self-cr",
  code: "W8165",
  severity: "warning",
  title: "`self.env.cr` instead of `self._cr`",
  from: "19.0",
} as const;
const envAlias = {
  rule: "odoo-deprecated-env-alias",
  code: null,
  severity: "warning",
  title: "`env.uid`, `env.context` instead of `_uid`, `_context`; `request.env.cr` instead of `request.cr`",
  from: "19.0",
} as const;
const routeJson = {
  rule: "odoo-deprecated-route-json",
  code: null,
  severity: "warning",
  title: '`type="jsonrpc"` instead of `type="json"`',
  from: "19.0",
} as const;
const expression = {
  rule: "odoo-deprecated-osv-expression",
  code: null,
  severity: "warning",
  title: "`odoo.fields.Domain` instead of `odoo.osv.expression`",
  from: "19.0",
} as const;
const userGroups = {
  rule: "odoo-deprecated-user-has-groups",
  code: null,
  severity: "warning",
  title: "`env.user.has_group` instead of `user_has_groups`, which is gone",
  from: "18.0",
} as const;
const testForm = {
  rule: "odoo-deprecated-tests-form",
  code: "OLS03301",
  severity: "info",
  title: "`Form` is imported from `odoo.tests`",
  from: "17.0",
} as const;

const ALIASES: Readonly<Record<string, string>> = { _cr: "env.cr", _uid: "env.uid", _context: "env.context" };
const REQUEST: Readonly<Record<string, string>> = { cr: "env.cr", uid: "env.uid", context: "env.context" };

/** The names of both tables, as words of the text. */
const ALIAS = /\b_(?:cr|uid|context)\b/;
const REQUESTED = /\b(?:cr|uid|context)\b/;

/** What the versions of Odoo took out of its Python interface. Only receivers that are certain: `self` in a model, `request`. */
export const pythonMigration: Check<PythonSource> = {
  rules: [selfCr, envAlias, routeJson, expression, userGroups, testForm],
  check(source, report) {
    const { text, facts } = source;
    const requestImported = facts.imports.some(
      ({ module, names }) => module === "odoo.http" && names.some(({ name, as }) => name === "request" && as === null),
    );
    const mentioned = ALIAS.test(text) || (requestImported && REQUESTED.test(text));
    for (const { node, owner } of mentioned ? source.nodes("attribute") : []) {
      const [object, name] = node.children;
      if (object?.type !== "identifier" || name === undefined) continue;
      const receiver = text.slice(object.start, object.end);
      const member = text.slice(name.start, name.end);
      const table =
        receiver === "self" && isModel(owner) ? ALIASES : receiver === "request" && requestImported ? REQUEST : null;
      const now = table !== null && Object.hasOwn(table, member) ? table[member] : undefined;
      if (now === undefined) continue;
      // Assigning to the alias is another matter: `env` cannot be assigned to.
      const assigned = /^\s*=(?!=)/.test(text.slice(node.end, node.end + 10));
      report({
        rule: receiver === "self" && member === "_cr" ? selfCr : envAlias,
        span: [node.start, node.end],
        message: `\`${receiver}.${member}\` is deprecated; use \`${receiver}.${now}\`.`,
        ...(!assigned && {
          fix: { title: `Use \`${receiver}.${now}\``, edits: [{ span: [name.start, name.end] as const, text: now }] },
        }),
      });
    }
    for (const { node } of source.calls("route"))
      if (/^(?:http\.)?route$/.test(dottedName(node.children[0], text) ?? "")) {
        const value = callArguments(node.children[1], text).keywords.get("type")?.value;
        const literal = value && stringLiteral(value, text);
        if (value && literal?.value === "json")
          report({
            rule: routeJson,
            span: [value.start, value.end],
            message: 'The type "json" is called "jsonrpc" now.',
            fix: { title: 'Rename to "jsonrpc"', edits: [{ span: literal.span, text: "jsonrpc" }] },
          });
      }
    for (const { node } of source.calls("user_has_groups"))
      if (
        /^(?:self|self\.env\.user|request\.env\.user|user)\.user_has_groups$/.test(
          dottedName(node.children[0], text) ?? "",
        )
      )
        report({
          rule: userGroups,
          span: [node.start, node.end],
          message: "`user_has_groups` is gone; use `env.user.has_group` or `has_groups`.",
        });
    for (const { module, names, span } of facts.imports) {
      const named = names.map(({ name }) => name);
      if (module === "odoo.osv.expression" || (module === "odoo.osv" && named.includes("expression")))
        report({ rule: expression, span, message: "`odoo.osv.expression` is deprecated; use `odoo.fields.Domain`." });
      if (module === "odoo.tests.common" && named.includes("Form"))
        report({
          rule: testForm,
          span,
          message: "`Form` is imported from `odoo.tests`.",
          ...(named.length === 1 && moduleFix(text, span, "odoo.tests.common", "odoo.tests")),
        });
    }
  },
};

function moduleFix(text: string, [start, end]: readonly [number, number], from: string, to: string) {
  const at = text.slice(start, end).indexOf(from);
  if (at === -1) return {};
  return {
    fix: {
      title: `Import from \`${to}\``,
      edits: [{ span: [start + at, start + at + from.length] as const, text: to }],
    },
  };
}
