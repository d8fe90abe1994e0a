import type { PythonNode } from "./python-tree.ts";

/** Arguments of a call, apart by kind. */
export interface CallArguments {
  readonly positional: readonly PythonNode[];
  readonly keywords: ReadonlyMap<string, KeywordNode>;
  /** Whether `*args` or `**kwargs` may add to them. */
  readonly open: boolean;
}

export interface KeywordNode {
  readonly name: PythonNode;
  readonly value: PythonNode;
}

const NONE: CallArguments = { positional: [], keywords: new Map(), open: false };

/** Arguments of a `call` or `class_definition`'s argument list. */
export function callArguments(list: PythonNode | undefined, text: string): CallArguments {
  if (list === undefined) return NONE;
  if (list.type === "generator_expression") return { positional: [list], keywords: NONE.keywords, open: false };
  if (list.type !== "argument_list") return NONE;
  const positional: PythonNode[] = [];
  let keywords: Map<string, KeywordNode> | undefined;
  let open = false;
  if (list.children.length === 0) return NONE;
  for (let at = 0; at < list.children.length; at += 1) {
    const child = list.children[at];
    if (child === undefined) continue;
    const { type, children } = child;
    const name = type === "keyword_argument" ? children[0] : undefined;
    const value = type === "keyword_argument" ? children[1] : undefined;
    if (name !== undefined && value !== undefined) {
      keywords ??= new Map();
      keywords.set(text.slice(name.start, name.end), { name, value });
    } else if (type === "list_splat" || type === "dictionary_splat") open = true;
    else if (type !== "ERROR") positional.push(child);
  }
  return { positional, keywords: keywords ?? NONE.keywords, open };
}
