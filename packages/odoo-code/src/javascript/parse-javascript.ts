import type { Comment, Options } from "acorn";
import type { EsNode, ParsedJavaScript, Telling } from "./syntax-tree.ts";
import { TellingParser } from "./telling-parser.ts";

const OPTIONS = {
  ecmaVersion: "latest",
  preserveParens: true,
  allowHashBang: true,
  allowReturnOutsideFunction: true,
} satisfies Options;

/** A word of every comment that is for us. */
const OURS = "sextant";

/**
 * Parses with acorn, which is JavaScript itself: the same in an editor, in a browser and on every platform. What cannot be parsed is one error.
 *
 * @param telling The nodes that are given, in the order of the text; what holds others comes before them. Comments are given where one may be for us.
 * @param everything Whether bodies of functions that tell nothing are read too, so that no error in them is missed.
 */
export function parseJavaScript(
  text: string,
  sourceType: "module" | "script",
  telling: Telling,
  everything: boolean,
): ParsedJavaScript {
  const comments: Comment[] = [];
  try {
    const isOurs = text.includes(OURS);
    const options = isOurs ? { ...OPTIONS, sourceType, onComment: comments } : { ...OPTIONS, sourceType };
    const parser = new TellingParser(options, text, telling, everything || isOurs);
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
