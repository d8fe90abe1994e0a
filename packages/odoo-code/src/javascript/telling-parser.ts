import { type Node, type Options, Parser, type TokenType, tokTypes } from "acorn";
import type { EsNode, TellingNodes } from "./syntax-tree.ts";

declare module "acorn" {
  /** Its other members depend on the type. */
  interface Node {
    readonly [member: string]: unknown;
  }
  /** What acorn lets its plugins override, and does not declare. */
  interface Parser {
    pos: number;
    containsEsc: boolean;
    readWord(): unknown;
    finishToken(type: TokenType, value: string): unknown;
    checkUnreserved(name: Node & { readonly name: string }): void;
    finishNode(node: Node, type: string): Node;
  }
}

const KEYWORDS: ReadonlyMap<string, TokenType> = new Map(
  Object.values(tokTypes).flatMap((type) => (type.keyword === undefined ? [] : [[type.keyword, type]])),
);
/** Words that may be no name, at least in some place. */
const UNSURE: ReadonlySet<string> = new Set([
  ...KEYWORDS.keys(),
  ..."arguments await enum eval implements interface let package private protected public static yield".split(" "),
]);
const IN_WORD = new Uint8Array(128);
for (let code = 0; code < 128; code += 1) IN_WORD[code] = /[\w$]/.test(String.fromCharCode(code)) ? 1 : 0;
const BACKSLASH = 92;

/**
 * Acorn that notes the nodes that are wanted when it has read them, so that nobody walks over the tree for them, and that tells names from keywords by
 * tables instead of patterns. What it accepts and what it makes are acorn's own.
 */
export class TellingParser extends Parser {
  readonly found: EsNode[] = [];
  readonly #telling: TellingNodes;

  constructor(options: Options, text: string, telling: TellingNodes) {
    super(options, text);
    this.#telling = telling;
  }

  override finishNode(node: Node, type: string): Node {
    const finished = super.finishNode(node, type);
    if (this.#telling.get(type)?.(finished) === true) this.found.push(finished);
    return finished;
  }

  override readWord(): unknown {
    const { input, pos } = this;
    let end = pos;
    while (IN_WORD[input.charCodeAt(end)] === 1) end += 1;
    const after = input.charCodeAt(end);
    if (after > 127 || after === BACKSLASH) return super.readWord();
    const word = input.slice(pos, end);
    this.containsEsc = false;
    this.pos = end;
    return this.finishToken(KEYWORDS.get(word) ?? tokTypes.name, word);
  }

  override checkUnreserved(name: Node & { readonly name: string }): void {
    if (UNSURE.has(name.name)) super.checkUnreserved(name);
  }
}
