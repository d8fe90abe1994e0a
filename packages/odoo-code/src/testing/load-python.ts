import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createPythonParser, type PythonParser } from "../python/python-parser.ts";

const require = createRequire(import.meta.url);

/** The parser as a test loads it: the grammar's bytes from its package. */
export function loadPython(): Promise<PythonParser> {
  return createPythonParser({
    runtimeWasm: readFileSync(require.resolve("web-tree-sitter/web-tree-sitter.wasm")),
    grammarWasm: readFileSync(require.resolve("tree-sitter-python/tree-sitter-python.wasm")),
  });
}
