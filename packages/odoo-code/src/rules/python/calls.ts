import { callArguments } from "../../python/call-arguments.ts";
import { importedNames } from "../../python/imports.ts";
import type { PythonNode } from "../../python/python-tree.ts";
import type { Check } from "../rule.ts";
import { dottedName, type FunctionScope, isModel, type Located, type PythonSource, within } from "./python-source.ts";

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
const searchAll = {
  rule: "no-search-all",
  code: "W8163",
  severity: "info",
  title: "no `search([])` without a limit",
} as const;
const context = {
  rule: "context-overridden",
  code: "W8121",
  severity: "info",
  title: "`with_context` adds keys instead of replacing the context",
} as const;

const CURSORS = /^(?:cr|_cr|self\.cr|self\._cr|self\.env\.cr|env\.cr|request\.cr|request\.env\.cr)$/;
/** Callables that wait for another machine, under the names of their modules. */
const EXTERNAL = new RegExp(
  `^(?:${[
    "requests\\.(?:delete|get|head|options|patch|post|put|request)",
    "urllib\\.request\\.urlopen",
    "urllib2?\\.urlopen",
    "ftplib\\.FTP(?:_TLS)?",
    "smtplib\\.SMTP(?:_SSL)?",
    "http\\.client\\.HTTPS?Connection",
    "httplib\\.HTTPS?Connection",
    "serial\\.Serial",
    "suds\\.client\\.Client",
    "odoo\\.addons\\.iap\\.(?:tools\\.iap_tools|models\\.iap|jsonrpc)(?:\\.(?:iap_)?jsonrpc)?",
  ].join("|")})$`,
);
/** Position of `timeout` where it may be given without its name. */
const POSITION: Readonly<Record<string, number>> = { urlopen: 2, SMTP: 3, FTP: 4, HTTPConnection: 2 };

/** Calls that should not be made, or not like that. */
export const calls: Check<PythonSource> = {
  rules: [commit, timeout, print, searchAll, context],
  check(source, report) {
    const { text } = source;
    const imported = importedNames(source.facts.imports);
    for (const located of source.nodes("call")) {
      const { node } = located;
      const called = node.children[0];
      const name = dottedName(called, text);
      const method = called?.type === "attribute" ? called.children.at(-1) : undefined;
      const written = method ? text.slice(method.start, method.end) : null;
      const span = [node.start, node.end] as const;
      if (name === "print") report({ rule: print, span, message: "`print` writes past the log; use a logger." });
      if (written === "commit" && CURSORS.test(dottedName(called?.children[0], text) ?? ""))
        report({ rule: commit, span, message: "A commit here cannot be undone when the rest of the request fails." });
      if (name !== null) {
        const [first = "", ...rest] = name.split(".");
        const full = [imported.get(first) ?? first, ...rest].join(".");
        const given = callArguments(node.children[1], text);
        if (EXTERNAL.test(full) && imported.has(first) && !given.open && !given.keywords.has("timeout")) {
          const position = POSITION[full.slice(full.lastIndexOf(".") + 1)];
          if (position === undefined || given.positional.length <= position)
            report({ rule: timeout, span, message: `Without a timeout, "${name}" may wait for ever.` });
        }
      }
      if (written === "search" || written === "search_read") checkSearch(located, source, report);
      if (written === "with_context") checkContext(located, source, report);
    }
  },
};

function checkSearch(
  { node, within: scope, owner }: Located,
  source: PythonSource,
  report: Parameters<typeof calls.check>[1],
): void {
  const { text } = source;
  if (!isModel(owner) || scope === null) return;
  const receiver = node.children[0]?.children[0];
  if (receiver === undefined || !isRecords(receiver, text)) return;
  const { positional, keywords, open } = callArguments(node.children[1], text);
  const domain = keywords.get("domain")?.value ?? positional[0];
  if (open || domain === undefined || keywords.has("limit") || keywords.has("count") || positional.length > 2) return;
  const empty = isEmptyList(domain) || (domain.type === "identifier" && isAlwaysEmpty(domain, scope, node, text));
  if (empty)
    report({
      rule: searchAll,
      span: [node.start, node.end],
      message: "An empty domain without a limit reads every record.",
    });
}

/** `self…` or `….env["x"]…`, so that `re.search([])` is not meant. */
function isRecords(node: PythonNode, text: string): boolean {
  const written = text.slice(node.start, node.end);
  return /^self\b/.test(written) || /\benv\s*\[/.test(written) || node.type === "identifier";
}

function isEmptyList({ type, children }: PythonNode): boolean {
  return type === "list" && children.length === 0;
}

/** A local name that is set once, to an empty list, and touched by nothing else before the call. */
function isAlwaysEmpty(name: PythonNode, { block }: FunctionScope, call: PythonNode, text: string): boolean {
  const written = text.slice(name.start, name.end);
  let assigned = false;
  for (const node of block === undefined ? [] : within(block)) {
    const [target, value] = node.children;
    if (node.type === "assignment" && target && dottedName(target, text) === written) {
      if (value === undefined || !isEmptyList(value)) return false;
      assigned = true;
    } else if (
      node.type === "identifier" &&
      text.slice(node.start, node.end) === written &&
      node.start < call.start &&
      !/^\s*=[^=]/.test(text.slice(node.end, node.end + 20))
    )
      return false;
  }
  return assigned;
}

function checkContext(
  { node, within: scope }: Located,
  source: PythonSource,
  report: Parameters<typeof calls.check>[1],
): void {
  const { text } = source;
  const { positional, keywords } = callArguments(node.children[1], text);
  const [given] = positional;
  if (given === undefined || keywords.size > 0) return;
  const dict = given.type === "identifier" ? localDict(given, scope, text) : given.type === "dictionary" ? given : null;
  if (dict === null || dict.children.some(({ type }) => type === "dictionary_splat")) return;
  report({
    rule: context,
    span: [node.start, node.end],
    message: "A dict replaces the whole context, the language among it; pass the keys as keyword arguments.",
  });
}

function localDict(name: PythonNode, scope: FunctionScope | null, text: string): PythonNode | null {
  const written = text.slice(name.start, name.end);
  let found: PythonNode | null = null;
  for (const node of scope?.block === undefined ? [] : within(scope.block)) {
    const [target, value] = node.children;
    if (node.type !== "assignment" || target?.type !== "identifier" || text.slice(target.start, target.end) !== written)
      continue;
    if (value?.type !== "dictionary" || found !== null) return null;
    found = value;
  }
  return found;
}
