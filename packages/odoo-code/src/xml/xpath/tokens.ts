import { CannotTell } from "./cannot-tell.ts";

export interface XPathToken {
  readonly kind: "name" | "number" | "string" | "symbol";
  readonly value: string;
}

const TOKEN =
  /\s+|(\d+(?:\.\d*)?|\.\d+)|("[^"]*"|'[^']*')|([A-Za-z_\u0080-\uffff][\w.\u0080-\uffff-]*(?::(?!:)[A-Za-z_][\w.-]*)?)|(::|\/\/|\.\.|!=|<=|>=|[()[\].@,/|+=<>*-])/y;

/** Tokens of an XPath 1.0 expression. Throws {@link CannotTell} on anything else. */
export function xpathTokens(expression: string): readonly XPathToken[] {
  const tokens: XPathToken[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < expression.length) {
    const found = TOKEN.exec(expression);
    if (found === null) throw new CannotTell("it is not an XPath expression");
    const [, number, string, name, symbol] = found;
    if (number !== undefined) tokens.push({ kind: "number", value: number });
    else if (string !== undefined) tokens.push({ kind: "string", value: string.slice(1, -1) });
    else if (name !== undefined) tokens.push({ kind: "name", value: name });
    else if (symbol !== undefined) tokens.push({ kind: "symbol", value: symbol });
  }
  return tokens;
}
