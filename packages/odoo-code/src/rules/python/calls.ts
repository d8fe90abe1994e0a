import { callArguments } from "../../python/call-arguments.ts";
import type { PythonNode } from "../../python/python-tree.ts";
import type { Check } from "../rule.ts";
import { cursorName } from "./cursor.ts";
import { calledName, dottedName, fullName, type PythonSource } from "./python-source.ts";

const commit = {
  rule: "invalid-commit",
  code: "E8102",
  severity: "warning",
  title: "no `cr.commit()`: it leaves half of a transaction behind",
} as const;
const timeout = {
  rule: "external-request-timeout",
  code: "E8106",
  severity: "warning",
  title: "requests to other servers have a timeout",
} as const;
const print = { rule: "print-used", code: "W8116", severity: "warning", title: "no `print()`: use a logger" } as const;
const context = {
  rule: "context-overridden",
  code: "W8121",
  severity: "info",
  title: "`with_context` adds keys instead of replacing the context",
} as const;
const groupby = {
  rule: "bad-builtin-groupby",
  code: "W8155",
  severity: "warning",
  title: "`odoo.tools.groupby` instead of that of itertools",
} as const;

/** Position of `timeout` where it may be given without its name. */
const POSITION: Readonly<Record<string, number>> = { urlopen: 2, SMTP: 3, FTP: 4, HTTPConnection: 2 };

/** Calls that should not be made, or not like that. */
export const calls: Check<PythonSource> = {
  rules: [commit, timeout, print, context, groupby],
  check(source, report) {
    const { text, imported, options } = source;
    const external = new Set(options.externalRequestTimeoutMethods);
    const ownPrint =
      imported.has("print") ||
      source.functions.some(({ name }) => name === "print") ||
      /^[ \t]*print\s*=(?!=)/m.test(text);
    for (const { node } of source.nodes("call")) {
      const [called, list] = node.children;
      const span = [node.start, node.end] as const;
      const name = dottedName(called, text);
      if (name === "print" && !ownPrint)
        report({ rule: print, span, message: "`print` writes past the log; use a logger." });
      if (called?.type === "attribute") {
        const method = calledName(node, text);
        if (method === "commit" && options.cursorExpr.includes(cursorName(called, text)))
          report({ rule: commit, span, message: "A commit here cannot be undone when the rest of the request fails." });
        if (method === "with_context" && replacesContext(list, source))
          report({
            rule: context,
            span,
            message: "A dict takes the place of the whole context, the language in it too; pass keyword arguments.",
          });
      }
      if (name === null) continue;
      const full = fullName(called, source) ?? name;
      if (full === "itertools.groupby")
        report({
          rule: groupby,
          span,
          message: "`itertools.groupby` groups only neighbours; `odoo.tools.groupby` needs no sorting.",
        });
      const [first = ""] = name.split(".");
      if (!external.has(full) || !imported.has(first)) continue;
      const given = callArguments(list, text);
      const position = POSITION[full.slice(full.lastIndexOf(".") + 1)];
      if (!given.keywords.has("timeout") && (position === undefined || given.positional.length <= position))
        report({ rule: timeout, span, message: `Without a timeout, "${name}" may wait for ever.` });
    }
  },
};

/** A context given by position and nothing by keyword, unless it is a cleaned copy of the context there is. */
function replacesContext(list: PythonNode | undefined, source: PythonSource): boolean {
  if (list?.type !== "argument_list") return false;
  const [first] = list.children;
  if (first === undefined || list.children.some(({ type }) => /^(?:keyword_argument|dictionary_splat)$/.test(type)))
    return false;
  return !(
    first.type === "call" && /^odoo\.tools\.(?:misc\.)?clean_context$/.test(fullName(first.children[0], source) ?? "")
  );
}
