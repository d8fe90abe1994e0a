import { type Node, type Options, Parser, type TokenType, tokTypes } from "acorn";
import { silentBlockEnd } from "./silent-block-end.ts";
import type { EsNode, Telling } from "./syntax-tree.ts";

declare module "acorn" {
  /** Its other members depend on the type. */
  interface Node {
    readonly [member: string]: unknown;
  }
  /** What acorn lets its plugins override, and does not declare. */
  interface Parser {
    pos: number;
    start: number;
    type: TokenType;
    containsEsc: boolean;
    readWord(): unknown;
    finishToken(type: TokenType, value: string): unknown;
    checkUnreserved(name: Node & { readonly name: string }): void;
    finishNode(node: Node, type: string): Node;
    parseFunctionBody(node: Node, isArrow: boolean, isMethod: boolean, forInit: unknown): void;
    parseBlock(newScope?: boolean, node?: Node, exitStrict?: boolean): Node;
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
 * tables instead of patterns. What it accepts and what it makes are acorn's own, but for bodies of functions that it is told to pass over: those it
 * leaves empty.
 */
export class TellingParser extends Parser {
  readonly found: EsNode[] = [];
  readonly #nodes: Telling["nodes"];
  /** Whether a name within a function may tell something; null when everything is read. */
  readonly #tells: ((from: number, to: number) => boolean) | null;
  #beforeBody = false;

  constructor(options: Options, text: string, { nodes, tells }: Telling, everything: boolean) {
    super(options, text);
    this.#nodes = nodes;
    this.#tells = everything ? null : (from, to) => tells(text, from, to);
  }

  override finishNode(node: Node, type: string): Node {
    const finished = super.finishNode(node, type);
    if (this.#nodes.get(type)?.(finished) === true) this.found.push(finished);
    return finished;
  }

  override parseFunctionBody(node: Node, isArrow: boolean, isMethod: boolean, forInit: unknown): void {
    this.#beforeBody = this.#tells !== null && this.type === tokTypes.braceL;
    super.parseFunctionBody(node, isArrow, isMethod, forInit);
  }

  /** The current token is the opening brace. What is read next may be its closing one. */
  override parseBlock(newScope?: boolean, node?: Node, exitStrict?: boolean): Node {
    if (this.#beforeBody && this.#tells !== null) {
      const end = silentBlockEnd(this.input, this.start, this.#tells);
      if (end >= 0) this.pos = end;
    }
    this.#beforeBody = false;
    return super.parseBlock(newScope, node, exitStrict);
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
