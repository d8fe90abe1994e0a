import type { Comment, Options } from "acorn";
import type { EsNode, ParsedJavaScript } from "./syntax-tree.ts";
import { TellingParser } from "./telling-parser.ts";

const OPTIONS = {
  ecmaVersion: "latest",
  preserveParens: true,
  allowHashBang: true,
  allowReturnOutsideFunction: true,
} satisfies Options;

/**
 * Parses with acorn, which is JavaScript itself: the same in an editor, in a browser and on every platform. What cannot be parsed is one error.
 *
 * @param types Of the nodes that are given, in the order of the text; what holds others comes before them.
 */
export function parseJavaScript(
  text: string,
  sourceType: "module" | "script",
  types: ReadonlySet<string>,
): ParsedJavaScript {
  const comments: Comment[] = [];
  try {
    const parser = new TellingParser({ ...OPTIONS, sourceType, onComment: comments }, text, types);
    parser.parse();
    return { nodes: inOrder(parser.found), errors: [], comments };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const start = "pos" in error && typeof error.pos === "number" ? error.pos : 0;
    const message = error.message.replace(/ \(\d+:\d+\)$/, "");
    return { nodes: [], errors: [{ message, labels: [{ start }] }], comments: [] };
  }
}

/** A node is read after those inside it. One that turned out to be another, such as a pattern, is of its final type. */
function inOrder(found: readonly EsNode[]): readonly EsNode[] {
  return found.toReversed().sort((a, b) => a.start - b.start || b.end - a.end);
}
