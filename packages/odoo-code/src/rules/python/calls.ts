import type { Span } from "../../facts.ts";
import { callArguments } from "../../python/call-arguments.ts";
import type { PythonNode } from "../../python/python-tree.ts";
import type { Check } from "../rule.ts";
import { cursorName } from "./cursor.ts";
import { dottedName, fullName, type PythonSource } from "./python-source.ts";

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
    const printed = source.calls("print").filter(({ node }) => node.children[0]?.type === "identifier");
    if (printed.length > 0 && !hasOwnPrint(source))
      for (const { node } of printed)
        report({ rule: print, span: spanOf(node), message: "`print` writes past the log; use a logger." });
    for (const { node } of source.calls("commit")) {
      const [called] = node.children;
      if (called?.type === "attribute" && options.cursorExpr.includes(cursorName(called, text)))
        report({
          rule: commit,
          span: spanOf(node),
          message: "A commit here cannot be undone when the rest of the request fails.",
        });
    }
    for (const { node } of source.calls("with_context"))
      if (node.children[0]?.type === "attribute" && replacesContext(node.children[1], source))
        report({
          rule: context,
          span: spanOf(node),
          message: "A dict takes the place of the whole context, the language in it too; pass keyword arguments.",
        });
    for (const { node } of callsOf(["itertools.groupby"], source))
      report({
        rule: groupby,
        span: spanOf(node),
        message: "`itertools.groupby` groups only neighbours; `odoo.tools.groupby` needs no sorting.",
      });
    for (const { node, full } of callsOf(imports(options.externalRequestTimeoutMethods, source), source)) {
      const name = dottedName(node.children[0], text) ?? full;
      const [first = ""] = name.split(".");
      if (!imported.has(first)) continue;
      const given = callArguments(node.children[1], text);
      const position = POSITION[full.slice(full.lastIndexOf(".") + 1)];
      if (!given.keywords.has("timeout") && (position === undefined || given.positional.length <= position))
        report({ rule: timeout, span: spanOf(node), message: `Without a timeout, "${name}" may wait for ever.` });
    }
  },
};

function spanOf({ start, end }: PythonNode): Span {
  return [start, end];
}

function hasOwnPrint({ imported, functions, text }: PythonSource): boolean {
  return imported.has("print") || functions.some(({ name }) => name === "print") || /^[ \t]*print\s*=(?!=)/m.test(text);
}

/** Those of the full names that the file can mean: it imports something of the package they begin with. */
function imports(wanted: readonly string[], { imported }: PythonSource): readonly string[] {
  const packages = new Set<string>();
  imported.forEach((full) => {
    packages.add(packageOf(full));
  });
  return wanted.filter((full) => packages.has(packageOf(full)));
}

function packageOf(full: string): string {
  const dot = full.indexOf(".");
  return dot === -1 ? full : full.slice(0, dot);
}

/** Calls of functions by their full names, whatever name they were imported under. */
function callsOf(wanted: readonly string[], source: PythonSource) {
  const names = new Set(wanted.map((full) => full.slice(full.lastIndexOf(".") + 1)));
  for (const [as, full] of source.imported) if (wanted.includes(full)) names.add(as);
  return [...names].flatMap((name) =>
    source.calls(name).flatMap(({ node }) => {
      const full = fullName(node.children[0], source);
      return full !== null && wanted.includes(full) ? [{ node, full }] : [];
    }),
  );
}

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
