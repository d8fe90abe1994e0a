import { type Comment, type Options, parse } from "acorn";
import type { EsNode, ParsedJavaScript } from "./syntax-tree.ts";

const OPTIONS = {
  ecmaVersion: "latest",
  preserveParens: true,
  allowHashBang: true,
  allowReturnOutsideFunction: true,
} satisfies Options;

/** Parses with acorn, which is JavaScript itself: the same in an editor, in a browser and on every platform. What cannot be parsed is one error. */
export function parseJavaScript(text: string, sourceType: "module" | "script"): ParsedJavaScript {
  const comments: Comment[] = [];
  try {
    return { program: asNode(parse(text, { ...OPTIONS, sourceType, onComment: comments })), errors: [], comments };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const start = "pos" in error && typeof error.pos === "number" ? error.pos : 0;
    const message = error.message.replace(/ \(\d+:\d+\)$/, "");
    return { program: EMPTY, errors: [{ message, labels: [{ start }] }], comments: [] };
  }
}

const EMPTY: EsNode = { type: "Program", start: 0, end: 0, body: [] };

/** Acorn types every kind of node; readers here ask for members by name. */
function asNode(node: { readonly type: string; readonly start: number; readonly end: number }): EsNode {
  return { ...node };
}
