import type { Check } from "../rule.ts";
import { fullName, type PythonSource } from "./python-source.ts";

const timezone = {
  rule: "odoo-deprecated-user-timezone",
  code: null,
  severity: "info",
  title: "`env.tz` instead of a time zone looked up by the name that the user or the context has",
  from: "19.0",
} as const;
const join = {
  rule: "odoo-deprecated-url-join",
  code: null,
  severity: "warning",
  title: "`odoo.tools.urls.urljoin` instead of `werkzeug.urls.url_join`, which later releases of werkzeug do not have",
  from: "19.0",
} as const;

const ZONES = /^(?:pytz\.timezone|zoneinfo\.ZoneInfo)$/;
const OF_USER = /\benv\.user\.tz\b|\bcontext\.get\(\s*["']tz["']|\b_context\.get\(\s*["']tz["']/;

/** What Odoo gives now, and was put together by hand before. */
export const replacedTools: Check<PythonSource> = {
  rules: [timezone, join],
  check(source, report) {
    const { text, imports } = source;
    for (const name of ["timezone", "ZoneInfo"])
      for (const { node, owner } of source.calls(name)) {
        const list = node.children[1];
        if (owner === null || list === undefined || !ZONES.test(fullName(node.children[0], source) ?? "")) continue;
        if (OF_USER.test(text.slice(list.start, list.end)))
          report({ rule: timezone, span: [node.start, node.end], message: "`self.env.tz` is this time zone." });
      }
    for (const { module, names, span } of imports)
      if (module === "werkzeug.urls" && names.some(({ name }) => name === "url_join"))
        report({
          rule: join,
          span,
          message: "Import `urljoin` from `odoo.tools.urls`; it also keeps to its first address.",
        });
    for (const { node } of source.calls("url_join")) {
      const full = fullName(node.children[0], source);
      if (node.children[0]?.type === "attribute" && full === "werkzeug.urls.url_join")
        report({
          rule: join,
          span: [node.start, node.children[0].end],
          message: "Use `urljoin` of `odoo.tools.urls`; it also keeps to its first address.",
        });
    }
  },
};
