/** What is open at the end of a piece of Python. */
export interface PythonCursor {
  /** The quote of the string that the end lies in; null outside strings. */
  readonly quote: string | null;
  /** Brackets that are open, outermost first, with the offset of each. */
  readonly brackets: readonly { readonly bracket: "(" | "[" | "{"; readonly at: number }[];
  readonly comment: boolean;
}

const TOKEN = /"""|'''|"|'|[()[\]{}]|#|\n/g;
const CLOSES: Readonly<Record<string, string>> = { ")": "(", "]": "[", "}": "{" };
/** A statement that begins at the left of an open bracket's own line ends what was never closed above it. */
const STATEMENT = /[ \t]*(?:def|class|return|if|for|while|with|@\w)[\s(\w]/y;

/** Reads from the start; what was broken before does not matter for longer than a statement. */
export function pythonCursor(text: string): PythonCursor {
  const brackets: { bracket: "(" | "[" | "{"; at: number }[] = [];
  TOKEN.lastIndex = 0;
  for (;;) {
    const found = TOKEN.exec(text);
    if (found === null) return { quote: null, brackets, comment: false };
    const [token] = found;
    if (token === "#") {
      const end = text.indexOf("\n", found.index);
      if (end === -1) return { quote: null, brackets, comment: true };
      TOKEN.lastIndex = end;
    } else if (token === "\n") {
      STATEMENT.lastIndex = found.index + 1;
      if (brackets.length > 0 && STATEMENT.test(text)) brackets.length = 0;
    } else if (token === "(" || token === "[" || token === "{") brackets.push({ bracket: token, at: found.index });
    else if (token === ")" || token === "]" || token === "}") {
      if (brackets.at(-1)?.bracket === CLOSES[token]) brackets.pop();
    } else {
      const end = endOfString(text, found.index + token.length, token);
      if (end === null) return { quote: token, brackets, comment: false };
      TOKEN.lastIndex = end;
    }
  }
}

/** Offset behind the closing quote; a string of one line that is not closed ends with its line; null when it is open at the end. */
function endOfString(text: string, from: number, quote: string): number | null {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === "\\") at += 1;
    else if (text.startsWith(quote, at)) return at + quote.length;
    else if (text[at] === "\n" && quote.length === 1) return at;
  }
  return null;
}
