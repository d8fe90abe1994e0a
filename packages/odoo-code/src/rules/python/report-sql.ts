import type { OdooVersion } from "../../version.ts";
import { versionWithin } from "../../version.ts";
import type { Check } from "../rule.ts";
import { everyNode, type PythonSource } from "./python-source.ts";

const reportSql = {
  rule: "odoo-report-sql-text",
  code: null,
  severity: "warning",
  title: "parts of a report's query are put together by `SQL`, which does not take text by `+`",
  from: "18.0",
} as const;

/** Reports whose parts of a query are `SQL` objects, since when. Read from the source of 19.0; 18.0 from Odoo's documented differences. */
const SINCE: Readonly<Record<string, OdooVersion>> = {
  "account.invoice.report": "18.0",
  "purchase.report": "18.0",
  "im_livechat.report.channel": "19.0",
};
const PARTS = /^_(?:select|from|where|group_by)$/;

/** Methods of reports that add text to what `super` gives. */
export const reportSqlText: Check<PythonSource> = {
  rules: [reportSql],
  check(source, report) {
    const { facts, text, version, functions } = source;
    for (const { inherit, methods } of facts.classes) {
      const model = inherit.find((name) => Object.hasOwn(SINCE, name));
      const since = model === undefined ? undefined : SINCE[model];
      if (since === undefined || version === null || !versionWithin(version, since)) continue;
      for (const { name, nameSpan, callsSuper } of methods) {
        if (!callsSuper || !PARTS.test(name)) continue;
        const block = functions.find(({ node }) => node.children.some(({ start }) => start === nameSpan[0]))?.block;
        if (block === undefined) continue;
        for (const node of everyNode(block)) {
          const written = text.slice(node.start, node.end);
          const sums =
            node.type === "binary_operator" && /super\(\)\._\w+\(\)\s*\+|\+\s*super\(\)\._\w+\(\)/.test(written);
          const inserts = node.type === "string" && /^[rR]?[fF]/.test(written) && /\{\s*super\(\)/.test(written);
          if (!sums && !inserts) continue;
          report({
            rule: reportSql,
            span: [node.start, node.end],
            message: `\`${name}\` of ${model} gives an \`SQL\` object since ${since}: write \`SQL("%s …", super().${name}())\`.`,
          });
          break;
        }
      }
    }
  },
};
