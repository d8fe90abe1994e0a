import { readFileSync } from "node:fs";
import { decodeText } from "@sextant/odoo-code";
import { glancer } from "./glance.ts";

/** Sources as they are: of some as a caller has them open, of the others as saved. Each is looked at once. */
export interface SourceFiles {
  /** Null where there is none that can be read. */
  text(path: string): string | null;
  /** Whether a text holds a word: told from the bytes, which takes far less time than a text of each file. */
  holds(path: string, word: string): boolean;
}

/** @param openText Text of a file that is open; null of any other. */
export function sourceFiles(openText: (path: string) => string | null = () => null): SourceFiles {
  const texts = new Map<string, string | null>();
  const holding = new Map<string, Map<string, boolean>>();
  const bytesOf = glancer();
  const text = (path: string): string | null => {
    const known = texts.get(path);
    if (known !== undefined) return known;
    const made = openText(path) ?? savedText(path);
    texts.set(path, made);
    return made;
  };
  return {
    text,
    holds(path, word) {
      const known = holding.get(word) ?? new Map<string, boolean>();
      holding.set(word, known);
      const before = known.get(path);
      if (before !== undefined) return before;
      const told = texts.get(path) ?? openText(path);
      const bytes = told === null ? bytesOf(path) : null;
      const found = bytes === null ? told?.includes(word) === true : bytes.includes(word);
      // Who finds a word looks at what is around it.
      if (found && bytes !== null) texts.set(path, decodeText(bytes).text);
      known.set(path, found);
      return found;
    },
  };
}

function savedText(path: string): string | null {
  try {
    return decodeText(readFileSync(path)).text;
  } catch {
    return null;
  }
}
