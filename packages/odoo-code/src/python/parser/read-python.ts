import type { PythonNode, PythonTree } from "../python-tree.ts";
import { disjunction, expression, expressionAfter, namedExpression, primary } from "./expressions.ts";
import { node } from "./nodes.ts";
import { block, body, statement } from "./statements.ts";
import * as kinds from "./token-kinds.ts";
import { type Rules, Tokens } from "./tokens.ts";
import { UNCERTAIN } from "./uncertain.ts";

const RULES: Rules = { expression, namedExpression, disjunction, primary, expressionAfter, block, body };
/** What no well-formed source holds, and tree-sitter takes in its own way. */
const ODD = /[\0\uFEFF\u2060\u200B]|\r(?!\n)/;
const HAS_ODD = ["\0", "\uFEFF", "\u2060", "\u200B", "\r"];
/** Nodes that one level of nesting may add beside its operators and calls. */
const NODES_PER_LEVEL = 8;

/**
 * Reads well-formed Python many times faster than tree-sitter does, into the same nodes and comments. It stands in for tree-sitter, never against
 * it: whatever it does not know for certain, above all any error of syntax, makes it give up. A test compares both on all Python of Odoo.
 *
 * @param deepest How deep the tree may be.
 * @param options Without `bodies` functions are read without what they do, but for a call of `super`, and without comments there. That takes a fraction of the time,
 *   and is right where the whole text can be read.
 * @returns null when it gave up.
 */
export function readPython(text: string, deepest: number, { bodies = true } = {}): PythonTree | null {
  try {
    if (HAS_ODD.some((odd) => text.includes(odd)) && ODD.test(text)) return null;
    const tokens = new Tokens(text, RULES, !bodies);
    const children: PythonNode[] = [];
    while (tokens.kind !== kinds.END) statement(tokens, children);
    const start = Math.min(children[0]?.start ?? text.length, tokens.comments[0]?.[0] ?? text.length);
    const root = node("module", start, text.length, children);
    if (tokens.deepest * (tokens.longest + NODES_PER_LEVEL) > deepest && isDeeper(root, deepest)) return null;
    return { root, comments: tokens.comments, problems: [], whole: true };
  } catch (error) {
    if (error === UNCERTAIN) return null;
    throw error;
  }
}

function isDeeper({ children }: PythonNode, levels: number): boolean {
  return children.length > 0 && (levels <= 1 || children.some((child) => isDeeper(child, levels - 1)));
}
