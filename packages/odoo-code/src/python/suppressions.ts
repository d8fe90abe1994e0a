import type { Span, Suppression } from "../facts.ts";
import { positionAt } from "../text/line-starts.ts";
import type { PythonNode } from "./python-tree.ts";

interface Line {
  readonly line: number;
  readonly column: number;
}
type Lines = readonly [first: number, last: number];

const PYLINT = /^#.*?\b(?:pylint|sextant)\s*:\s*(.*)$/;
/** `-msg` and `disable-all` are the spellings of old, which pylint still takes. */
const PRAGMA = /\b(disable-next|disable-all|skip-file|disable|enable)(?:-msg)?\b(?:\s*=\s*([\w\s,-]+))?/g;
const NOQA = /^#.*?(?:\bodools\s*:\s*)?\bnoqa\b(?:\s*:\s*([A-Za-z][\w-]*(?:[\s,]+[A-Za-z][\w-]*)*))?/i;
const LINT_IGNORE = /^#.*?\blint-ignore\b(?:\s*[:=]\s*([\w-]+(?:\s*,\s*[\w-]+)*))?/;
/** A line that only opens brackets, before its comment. */
const OPENED = /^\s*(?:(?:return|yield|await|not)\b\s*)*[([{][([{\s]*$/;
/** Nodes that start a line of a block, an `else:` among them. */
const CLAUSES = /_clause$/;

/**
 * Comments that switch rules off, as the lines they cover.
 *
 * - pylint (and the same with `sextant:`): after code the line, after nothing but a bracket all lines that it holds; alone on a line the rest of
 *   its block, and with it the line of the `def` or `class` that it comes first in; `disable-next`; `enable` takes lines out again; `skip-file`,
 *   and `disable=all`, which is the same to pylint wherever it stands.
 * - `noqa`, `odools: noqa`: after code the line; alone before the first statement the file; alone before a statement all of its lines.
 * - `lint-ignore`: its line, and the line below when it stands alone.
 */
export function suppressionsOf(
  root: PythonNode,
  comments: readonly Span[],
  text: string,
  starts: readonly number[],
): Suppression[] {
  const ranges: Suppression[] = [];
  let lines: Line[] | undefined;
  let statements: Lines[] | undefined;
  let heads: Head[] | undefined;
  const last = starts.length - 1;
  for (let at = 0; at < comments.length; at += 1) {
    const start = comments[at]?.[0] ?? 0;
    const comment = text.slice(start, comments[at]?.[1]);
    if (!/pylint|sextant|noqa|lint-ignore/i.test(comment)) continue;
    const { line, character } = positionAt(starts, start);
    const before = text.slice(starts[line], start);
    const alone = before.trim() === "";
    const toBlockEnd = (): Lines => {
      // At the left margin there is no block that could end.
      if (character === 0) return [line, last];
      lines ??= statementLines(root, text, starts);
      const next = lines.find((other) => other.line > line && other.column < character);
      heads ??= headsOf(root, text, starts);
      const head = heads.find((one) => one.line < line && line < one.first && one.column < character);
      return [head?.line ?? line, next === undefined ? last : next.line - 1];
    };
    const below = (): Lines => {
      statements ??= statementSpans(root, starts);
      const first = statements[0];
      if (first === undefined || line < first[0]) return [0, last];
      const next = statements.find(([from]) => from > line);
      return next && next[0] === line + 1 ? [line, next[1]] : [line, line];
    };
    const toBracket = (): Lines => {
      if (!OPENED.test(before)) return [line, line];
      const bracket = start - before.length + before.trimEnd().length - 1;
      return [line, positionAt(starts, Math.max(start, endOf(root, bracket) - 1)).line];
    };
    const pylint = PYLINT.exec(comment);
    if (pylint) pragmas(ranges, pylint[1] ?? "", { last, line, lines: alone ? toBlockEnd : toBracket });
    const noqa = NOQA.exec(comment);
    if (noqa) ranges.push({ rules: names(noqa[1]), lines: alone ? below() : [line, line] });
    const ignore = LINT_IGNORE.exec(comment);
    if (ignore) ranges.push({ rules: names(ignore[1]), lines: [line, Math.min(last, alone ? line + 1 : line)] });
  }
  return ranges;
}

function pragmas(
  ranges: Suppression[],
  written: string,
  at: { readonly line: number; readonly last: number; lines(): Lines },
): void {
  for (const [, verb, list] of written.matchAll(PRAGMA)) {
    const named = names(list);
    const rules = named.filter((name) => name !== "all");
    if (verb === "skip-file" || verb === "disable-all" || (verb === "disable" && rules.length < named.length))
      ranges.push({ rules: [], lines: [0, at.last] });
    else if (list === undefined) continue;
    else if (verb === "disable-next") ranges.push({ rules, lines: [at.line, Math.min(at.last, at.line + 1)] });
    else if (verb === "disable") ranges.push({ rules, lines: at.lines() });
    else if (rules.length > 0) ranges.push({ rules, enables: true, lines: at.lines() });
  }
}

/** Where what begins with the bracket ends; the bracket itself where it is that of no node. */
function endOf(root: PythonNode, bracket: number): number {
  for (let node = root; ; ) {
    const inner = node.children.find(({ start, end }) => start <= bracket && bracket < end);
    if (inner === undefined || inner.start === bracket) return inner?.end ?? bracket;
    node = inner;
  }
}

function names(list: string | undefined): string[] {
  return (list ?? "").split(/[\s,]+/).filter((name) => name !== "");
}

interface Head extends Line {
  /** Line of the first statement inside that is no docstring. */
  readonly first: number;
}

/** Functions and classes by the line of their `def` or `class`, inner ones first. */
function headsOf(root: PythonNode, text: string, starts: readonly number[]): Head[] {
  const found: Head[] = [];
  const visit = (node: PythonNode): void => {
    for (const child of node.children) {
      if (holdsStatements(child)) visit(child);
      const block = child.children.find(({ type }) => type === "block");
      const first = block?.children.find((statement, at) => at > 0 || !isDocstring(statement, text));
      if (!child.type.endsWith("_definition") || first === undefined) continue;
      const { line, character } = positionAt(starts, child.start);
      found.push({ line, column: character, first: positionAt(starts, first.start).line });
    }
  };
  visit(root);
  return found;
}

function isDocstring({ type, start }: PythonNode, text: string): boolean {
  return type === "expression_statement" && /^[rR]?(?:"|')/.test(text.slice(start, start + 2));
}

/** Where statements and clauses begin, by line. */
function statementLines(root: PythonNode, text: string, starts: readonly number[]): Line[] {
  const found: Line[] = [];
  const visit = (node: PythonNode): void => {
    const isBody = node.type === "module" || node.type === "block";
    for (let at = 0; at < node.children.length; at += 1) {
      const child = node.children[at];
      if (child === undefined) continue;
      if ((isBody || CLAUSES.test(child.type)) && child.type !== "block") {
        const { line, character } = positionAt(starts, child.start);
        if (text.slice(starts[line], child.start).trim() === "") found.push({ line, column: character });
      }
      if (holdsStatements(child)) visit(child);
    }
  };
  visit(root);
  return found.sort((a, b) => a.line - b.line);
}

/** First and last line of every statement, in order, the longest first of those that begin on one line. */
function statementSpans(root: PythonNode, starts: readonly number[]): Lines[] {
  const found: Lines[] = [];
  const visit = (node: PythonNode): void => {
    for (const child of node.children) {
      if ((node.type === "module" || node.type === "block") && child.type !== "block")
        found.push([
          positionAt(starts, child.start).line,
          positionAt(starts, Math.max(child.start, child.end - 1)).line,
        ]);
      if (holdsStatements(child)) visit(child);
    }
  };
  visit(root);
  return found.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
}

function holdsStatements({ type }: PythonNode): boolean {
  return (
    type === "block" ||
    type.endsWith("_statement") ||
    type.endsWith("_definition") ||
    CLAUSES.test(type) ||
    type === "ERROR"
  );
}
