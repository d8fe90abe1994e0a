import { assignments } from "../../python/class-fact.ts";
import type { PythonNode } from "../../python/python-tree.ts";
import { stringLiteral } from "../../python/string-literal.ts";
import type { Check, Finding } from "../rule.ts";
import { type ClassScope, calledName, isModel, type PythonSource } from "./python-source.ts";

const constraints = {
  rule: "odoo-deprecated-sql-constraints",
  code: null,
  severity: "error",
  title: "`models.Constraint` instead of `_sql_constraints`, which Odoo drops",
  from: "19.0",
} as const;

/** Constraints of tables, which became attributes of their own. */
export const sqlConstraints: Check<PythonSource> = {
  rules: [constraints],
  check(source, report) {
    const { text } = source;
    for (const owner of source.classes) {
      if (!isModel(owner)) continue;
      for (const statement of owner.block?.children ?? [])
        for (const { targets, value } of assignments(statement)) {
          const [target] = targets;
          if (target === undefined || text.slice(target.start, target.end) !== "_sql_constraints") continue;
          if (value.type === "list" && value.children.length === 0) continue;
          report({
            rule: constraints,
            span: [value.start, value.end],
            message:
              "Odoo ignores `_sql_constraints`: these constraints do not exist. Write `models.Constraint` attributes.",
            ...attributesFix(source, owner, statement, value),
          });
        }
    }
  },
};

/** One attribute per constraint, where each is a name, a condition and a message in plain text. */
function attributesFix(
  { text, imported }: PythonSource,
  { fact }: ClassScope,
  statement: PythonNode,
  value: PythonNode,
): Pick<Finding, "fix"> {
  const whole = text.slice(statement.start, statement.end);
  if (value.type !== "list" || whole.includes("#") || imported.get("models") !== "odoo.models") return {};
  const lineStart = text.lastIndexOf("\n", statement.start - 1) + 1;
  const indent = text.slice(lineStart, statement.start);
  if (indent.trim() !== "") return {};
  const newline = text[lineStart - 2] === "\r" ? "\r\n" : "\n";
  const taken = new Set([
    ...Object.keys(fact?.attributes ?? {}),
    ...(fact?.methods ?? []).map(({ name }) => name),
    ...(fact?.fields ?? []).map(({ name }) => name),
  ]);
  const made: string[] = [];
  for (const item of value.children) {
    const [name, condition, message] = item.type === "tuple" && item.children.length === 3 ? item.children : [];
    if (name === undefined || condition === undefined || message === undefined) return {};
    const attribute = `_${(stringLiteral(name, text)?.value ?? "").replace(/^_/, "")}`;
    const words = untranslated(message, text);
    if (!/^_[A-Za-z]\w*$/.test(attribute) || taken.has(attribute)) return {};
    if (stringLiteral(condition, text) === null || words === null) return {};
    taken.add(attribute);
    made.push(
      [
        `${attribute} = models.Constraint(`,
        `    ${text.slice(condition.start, condition.end)},`,
        `    ${text.slice(words.start, words.end)},`,
        ")",
      ].join(`${newline}${indent}`),
    );
  }
  return {
    fix: {
      title: "Write `models.Constraint` attributes",
      edits: [{ span: [statement.start, statement.end], text: made.join(`${newline}${indent}`) }],
    },
  };
}

/** The text of a message, out of its `_()`: Odoo translates it by itself. */
function untranslated(message: PythonNode, text: string): PythonNode | null {
  if (stringLiteral(message, text) !== null) return message;
  const [only, ...others] = message.type === "call" ? (message.children[1]?.children ?? []) : [];
  const isMark = message.type === "call" && /^_(?:lt)?$/.test(calledName(message, text) ?? "");
  return isMark && only !== undefined && others.length === 0 && stringLiteral(only, text) !== null ? only : null;
}
