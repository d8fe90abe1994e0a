import type { PythonNode } from "../../python/python-tree.ts";
import { stringLiteral } from "../../python/string-literal.ts";
import type { Check } from "../rule.ts";
import { type ClassScope, fullName, type PythonSource } from "./python-source.ts";
import { wholeLines } from "./whole-lines.ts";

const pass = { rule: "except-pass", code: "W8138", severity: "info", title: "no handler that only passes" } as const;
const vim = {
  rule: "use-vim-comment",
  code: "W8202",
  severity: "info",
  title: "no settings of vim in comments",
} as const;
const syntax = {
  rule: "python-syntax-error",
  code: "OLS01000",
  severity: "error",
  title: "the file is Python",
} as const;
const wizard = {
  rule: "no-wizard-in-models",
  code: "C8113",
  severity: "info",
  title: "transient models are not in the folder `models`",
} as const;
const inselect = {
  rule: "deprecated-inselect-operator",
  code: "E8149",
  severity: "warning",
  title: "no domain operator `inselect`: give `in` an `SQL` object",
  from: "18.0",
} as const;
const logger = {
  rule: "unused-logger",
  code: null,
  severity: "info",
  title: "a logger that is made is used",
} as const;

const GET_LOGGER = /^_logger\s*=\s*logging\.getLogger\(\s*__name__\s*,?\s*\)$/;

/** Single statements, words and comments of a file. */
export const statements: Check<PythonSource> = {
  rules: [pass, vim, syntax, wizard, inselect, logger],
  check(source, report) {
    const { facts, text, path } = source;
    const [problem] = facts.problems;
    if (problem !== undefined)
      report({ rule: syntax, span: problem.span, message: `Python cannot read it: ${problem.message}.` });
    if (/(?:^|\/)model[^/]*\/[^/]+$/.test(path))
      for (const owner of source.classes) {
        const base = transientBase(owner, source);
        if (base !== undefined && !isSettings(owner))
          report({
            rule: wizard,
            span: [base.start, base.end],
            message: "A transient model belongs into the folder `wizard` or `wizards`.",
          });
      }
    for (const { node } of /inselect/i.test(text) ? source.nodes("string") : []) {
      const value = node.end - node.start < 20 ? stringLiteral(node, text)?.value : undefined;
      if (value !== undefined && /^(?:not )?inselect$/i.test(value))
        report({
          rule: inselect,
          span: [node.start, node.end],
          message: `The operator \`${value}\` is gone; use \`in\` with an \`SQL\` object.`,
        });
    }
    const made = source.module?.manifest?.installable === false ? null : unusedLogger(source);
    if (made !== null)
      report({
        rule: logger,
        span: [made.start, made.end],
        message: "`_logger` is never used.",
        fix: { title: "Remove it", edits: [{ span: wholeLines(text, [made.start, made.end]), text: "" }] },
      });
    for (const { node } of source.nodes("except_clause")) {
      const block = node.children.find(({ type }) => type === "block");
      const binds = node.children.some(({ type }) => type === "as_pattern");
      if (!binds && block?.children.length === 1 && block.children[0]?.type === "pass_statement")
        report({
          rule: pass,
          span: [node.start, block.start],
          message: "The exception is dropped without a trace; log it.",
        });
    }
    for (const [start, end] of source.tree.comments)
      if (beginsWithV(text, start) && /^[# ]*vim:/i.test(text.slice(start, end)))
        report({ rule: vim, span: [start, end], message: "Settings of an editor do not belong into the file." });
  },
};

/** Whether the first letter of a comment is a `v`. Most are not, and then nothing is cut out. */
function beginsWithV(text: string, start: number): boolean {
  let at = start;
  while (at < text.length && (text[at] === "#" || text[at] === " ")) at += 1;
  return text[at] === "v" || text[at] === "V";
}

function transientBase({ node }: ClassScope, source: PythonSource): PythonNode | undefined {
  const bases = node.children.find(({ type }) => type === "argument_list");
  return bases?.children.find((base) =>
    /^odoo\.(?:models|orm)\b.*\.TransientModel$|^models\.TransientModel$/.test(fullName(base, source) ?? ""),
  );
}

function isSettings({ fact }: ClassScope): boolean {
  return fact?.inherit.some((name) => name.startsWith("res.config")) === true;
}

/** The statement that makes a `_logger` nobody mentions again. */
function unusedLogger({ text, tree }: PythonSource): PythonNode | null {
  if (!text.includes("getLogger")) return null;
  const mentioned: number[] = [];
  for (let at = text.indexOf(LOGGER); at !== -1 && mentioned.length < 2; at = text.indexOf(LOGGER, at + 1))
    if (holds(tree.root, "identifier", at, at + LOGGER.length) !== null) mentioned.push(at);
  const [first] = mentioned;
  const made = first === undefined || mentioned.length > 1 ? null : holds(tree.root, "expression_statement", first);
  return made !== null && GET_LOGGER.test(text.slice(made.start, made.end)) ? made : null;
}

const LOGGER = "_logger";

/** The innermost node of a type that begins at an offset, and ends at another if that is given. */
function holds(root: PythonNode, type: string, start: number, end?: number): PythonNode | null {
  let found: PythonNode | null = null;
  for (let here: PythonNode | undefined = root; here !== undefined; ) {
    if (here.type === type && here.start === start && (end === undefined || here.end === end)) found = here;
    here = childAt(here.children, start);
  }
  return found;
}

/** The one of some nodes in order that an offset lies in. */
function childAt(children: readonly PythonNode[], offset: number): PythonNode | undefined {
  let low = 0;
  let high = children.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((children[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  const child = children[low];
  return child !== undefined && child.start <= offset && offset < child.end ? child : undefined;
}
