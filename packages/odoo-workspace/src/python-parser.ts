import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { createPythonParser, type PythonParser } from "@sextant/odoo-code";

const require = createRequire(import.meta.url);
let parser: Promise<PythonParser> | undefined;

/** The Python parser of this thread, with the grammar from its package. */
export function pythonParser(): Promise<PythonParser> {
  parser ??= Promise.all([
    readFile(require.resolve("web-tree-sitter/web-tree-sitter.wasm")),
    readFile(require.resolve("tree-sitter-python/tree-sitter-python.wasm")),
  ]).then(([runtimeWasm, grammarWasm]) => createPythonParser({ runtimeWasm, grammarWasm }));
  return parser;
}
