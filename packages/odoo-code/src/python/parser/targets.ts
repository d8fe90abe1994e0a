import type { PythonNode } from "../python-tree.ts";
import { node } from "./nodes.ts";
import { splatOutside } from "./splat.ts";
import * as kinds from "./token-kinds.ts";
import type { Tokens } from "./tokens.ts";
import { uncertain } from "./uncertain.ts";

/** The names between `for`, which is current, and `in`. */
export function targets(tokens: Tokens): PythonNode {
  tokens.pinned += 1;
  tokens.next();
  const first = target(tokens);
  if (tokens.kind !== kinds.COMMA) {
    if (first.type === "list_splat_pattern") uncertain();
    tokens.pinned -= 1;
    return first;
  }
  const children = [first];
  let end = tokens.end;
  while (tokens.kind === kinds.COMMA) {
    end = tokens.end;
    tokens.next();
    if (tokens.kind === kinds.IN) break;
    const next = target(tokens);
    children.push(next);
    end = next.end;
  }
  tokens.pinned -= 1;
  return node("pattern_list", first.start, end, children);
}

function target(tokens: Tokens): PythonNode {
  return asTarget(tokens.kind === kinds.STAR ? splatOutside(tokens) : tokens.rules.primary(tokens));
}

/** An expression as what is assigned to. */
export function asTarget(value: PythonNode): PythonNode {
  switch (value.type) {
    case "identifier":
      return value;
    case "attribute":
    case "subscript":
      return startsWithStar(value) ? uncertain() : value;
    case "tuple":
    case "parenthesized_expression":
      return node("tuple_pattern", value.start, value.end, value.children.map(asTarget));
    case "list":
      return node("list_pattern", value.start, value.end, value.children.map(asTarget));
    case "list_splat": {
      if (value.children[0]?.type !== "identifier") return uncertain();
      return node("list_splat_pattern", value.start, value.end, value.children);
    }
    default:
      return uncertain();
  }
}

function startsWithStar({ children }: PythonNode): boolean {
  const first = children[0];
  return first !== undefined && (first.type === "list_splat" || startsWithStar(first));
}
