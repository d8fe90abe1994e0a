import { callArguments } from "../../python/call-arguments.ts";
import type { PythonNode } from "../../python/python-tree.ts";
import type { Check } from "../rule.ts";
import type { PythonSource } from "./python-source.ts";

const count = {
  rule: "odoo-call-argument-count",
  code: "OLS01007",
  severity: "error",
  title: "a function of the file gets as many arguments as it takes",
} as const;
const keyword = {
  rule: "odoo-call-keyword",
  code: "OLS01008",
  severity: "error",
  title: "a function of the file gets keywords that it has",
} as const;

/** What a function takes. */
interface Signature {
  /** Parameters that may be given by position, in order. */
  readonly positional: readonly string[];
  readonly required: ReadonlySet<string>;
  readonly names: ReadonlySet<string>;
  /** `*args` and `**kwargs`. */
  readonly anyPositional: boolean;
  readonly anyKeyword: boolean;
}

/**
 * Calls of functions that the file itself defines, by arguments that they do not take: Python refuses them when it comes to the call. Only functions
 * whose name means nothing else anywhere in the file.
 */
export const functionCalls: Check<PythonSource> = {
  rules: [count, keyword],
  check(source, report) {
    // What must fail is called in tests on purpose.
    if (/(?:^|\/)tests\//.test(source.path)) return;
    for (const { name, decorators, nameSpan } of source.facts.functions) {
      if (decorators.length > 0) continue;
      const calls = source.calls(name).filter(({ node }) => node.children[0]?.type === "identifier");
      const scopes = source.functions.filter((scope) => scope.name === name);
      const [scope] = scopes;
      if (calls.length === 0 || scope === undefined || scopes.length > 1 || !isOnly(source.text, name, nameSpan[0]))
        continue;
      const signature = signatureOf(scope.node, source.text);
      if (signature === null) continue;
      for (const { node } of calls) {
        const { positional, keywords, open } = callArguments(node.children[1], source.text);
        if (open) continue;
        const unknown = [...keywords].find(([given]) => !signature.anyKeyword && !signature.names.has(given));
        if (unknown !== undefined) {
          const [given, { name: at }] = unknown;
          report({ rule: keyword, span: [at.start, at.end], message: `"${name}" has no parameter "${given}".` });
          continue;
        }
        const taken = signature.positional.slice(0, positional.length);
        const missing = [...signature.required].filter((one) => !taken.includes(one) && !keywords.has(one));
        const span = [node.start, node.children[0]?.end ?? node.end] as const;
        if (!signature.anyPositional && positional.length > signature.positional.length)
          report({
            rule: count,
            span,
            message: `"${name}" takes ${signature.positional.length} arguments by position, and gets ${positional.length}.`,
          });
        else if (missing.length > 0)
          report({ rule: count, span, message: `"${name}" is called without "${missing.join('", "')}".` });
      }
    }
  },
};

/** Whether a name stands for the function wherever it is written: it is only called, never given a value, imported or handed on. */
function isOnly(text: string, name: string, definition: number): boolean {
  for (const { index } of text.matchAll(new RegExp(`(?<![\\w.])${name}\\b`, "g"))) {
    if (index === definition) continue;
    if (!/^\s*\(/.test(text.slice(index + name.length, index + name.length + 20))) return false;
    if (/\bdef\s+$|\bclass\s+$/.test(text.slice(Math.max(0, index - 10), index))) return false;
  }
  return true;
}

function signatureOf(node: PythonNode, text: string): Signature | null {
  const list = node.children.find(({ type }) => type === "parameters");
  const positional: string[] = [];
  const required = new Set<string>();
  const names = new Set<string>();
  let [anyPositional, anyKeyword, onlyKeywords] = [false, false, false];
  for (const parameter of list?.children ?? []) {
    const { type, children } = parameter;
    const star = type === "typed_parameter" ? children[0]?.type : type;
    if (star === "keyword_separator") onlyKeywords = true;
    else if (star === "list_splat_pattern") [anyPositional, onlyKeywords] = [true, true];
    else if (star === "dictionary_splat_pattern") anyKeyword = true;
    // Names before `/` are not given by keyword: rare enough to say nothing.
    else if (star === "positional_separator") return null;
    else {
      const name = type === "identifier" ? parameter : children[0];
      if (name?.type !== "identifier") return null;
      const word = text.slice(name.start, name.end);
      names.add(word);
      if (!onlyKeywords) positional.push(word);
      if (type === "identifier" || type === "typed_parameter") required.add(word);
    }
  }
  return { positional, required, names, anyPositional, anyKeyword };
}
