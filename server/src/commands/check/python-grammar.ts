import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createPythonParser, type PythonParser } from "@sextant/odoo-code";

/** The parser of Python, with its WebAssembly modules read from their packages. */
export function loadPythonParser(): Promise<PythonParser> {
  const require = createRequire(import.meta.url);
  return createPythonParser({
    runtimeWasm: readFileSync(require.resolve("web-tree-sitter/web-tree-sitter.wasm")),
    grammarWasm: readFileSync(require.resolve("tree-sitter-python/tree-sitter-python.wasm")),
  });
}
