import { importedNames } from "../../python/imports.ts";
import type { Check } from "../rule.ts";
import { dottedName, type PythonSource } from "./python-source.ts";

const tests = {
  rule: "test-folder-imported",
  code: "E8130",
  severity: "warning",
  title: "`tests` is not imported from `__init__.py`",
} as const;
const relative = {
  rule: "odoo-addons-relative-import",
  code: "W8150",
  severity: "info",
  title: "a module imports its own code by a relative import",
} as const;
const groupby = {
  rule: "bad-builtin-groupby",
  code: "W8155",
  severity: "warning",
  title: "`odoo.tools.groupby` instead of that of itertools",
} as const;
const pass = { rule: "except-pass", code: "W8138", severity: "info", title: "no handler that only passes" } as const;
const vim = {
  rule: "use-vim-comment",
  code: "W8202",
  severity: "info",
  title: "no settings of vim in comments",
} as const;
const warning = {
  rule: "odoo-exception-warning",
  code: "R8101",
  severity: "warning",
  title: "`UserError` instead of `odoo.exceptions.Warning`",
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

/** Imports, handlers and comments. */
export const statements: Check<PythonSource> = {
  rules: [syntax, tests, relative, groupby, pass, vim, warning, wizard, inselect, logger],
  check(source, report) {
    const { text, facts, module, path } = source;
    const inRoot = module !== null && path === `${module.root}/__init__.py`;
    const own = module === null ? null : new RegExp(`^(?:odoo|openerp)\\.addons\\.${module.name}(?:\\.|$)`);
    for (const { module: from, names, span } of facts.imports) {
      const named = names.map(({ name }) => name);
      const testsHere =
        (from === "." && named.includes("tests")) || from === ".tests" || (from === "tests" && named.length === 0);
      if (inRoot && testsHere)
        report({ rule: tests, span, message: "Odoo imports `tests` itself, and only when it runs tests." });
      const whole = /^(?:odoo|openerp)\.addons$/.test(from) && module !== null && named.includes(module.name);
      if (!/(?:^|\/)tests\//.test(path) && (own?.test(from) || whole))
        report({ rule: relative, span, message: "The module imports itself by its full name; use a relative import." });
      if (from === "odoo.exceptions" && named.includes("Warning"))
        report({ rule: warning, span, message: "`Warning` is an old name of `UserError`." });
    }
    const [problem] = facts.problems;
    if (problem !== undefined)
      report({ rule: syntax, span: problem.span, message: `Python cannot read it: ${problem.message}.` });
    if (/(?:^|\/)models\/[^/]+$/.test(path))
      for (const { kind, model, inherit, nameSpan } of facts.classes)
        if (kind === "transient" && ![model ?? "", ...inherit].some((name) => /^res\.config(?:\.|$)/.test(name)))
          report({
            rule: wizard,
            span: nameSpan,
            message: "A transient model belongs into the folder `wizard` or `wizards`.",
          });
    for (const { node, parent } of source.nodes("string"))
      if (
        parent.type === "tuple" &&
        parent.children.length === 3 &&
        parent.children[1] === node &&
        /^(["'])(?:not )?inselect\1$/.test(text.slice(node.start, node.end))
      )
        report({
          rule: inselect,
          span: [node.start, node.end],
          message: "The operator `inselect` is gone; use `in` with an `SQL` object.",
        });
    const made = /^_logger\s*=\s*logging\.getLogger\(__name__\)/m.exec(text);
    if (made !== null && (text.match(/\b_logger\b/g) ?? []).length === 1)
      report({ rule: logger, span: [made.index, made.index + made[0].length], message: "`_logger` is never used." });
    const imported = importedNames(facts.imports);
    for (const { node } of source.nodes("call")) {
      const name = dottedName(node.children[0], text);
      const [first = "", ...rest] = (name ?? "").split(".");
      if (name !== null && [imported.get(first) ?? first, ...rest].join(".") === "itertools.groupby")
        report({
          rule: groupby,
          span: [node.start, node.end],
          message: "`itertools.groupby` groups only neighbours; `odoo.tools.groupby` needs no sorting.",
        });
    }
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
      if (/^#\s*vim?\s*:/i.test(text.slice(start, end)))
        report({ rule: vim, span: [start, end], message: "Settings of an editor do not belong into the file." });
  },
};
