import { parseSync } from "oxc-parser";
import type { EsNode, ParsedJavaScript, ParseJavaScript } from "../javascript/syntax-tree.ts";

/** The parser as a caller in Node hands it in. */
export const parseJavaScript: ParseJavaScript = (text, sourceType): ParsedJavaScript => {
  const { program, errors, comments } = parseSync("file.js", text, { sourceType });
  return { program: program as unknown as EsNode, errors, comments };
};
