import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { createPythonParser, type PythonParser } from "@sextant/odoo-code";
import { tuneEngine } from "./engine.ts";

const packages = createRequire(import.meta.url);
let parser: Promise<PythonParser> | undefined;

/** The Python parser of this thread, with the grammar from its package, or from beside a bundle that has no packages. Whoever asks for it reads addons. */
export function pythonParser(): Promise<PythonParser> {
  tuneEngine();
  parser ??= Promise.all([
    readFile(fileOf("web-tree-sitter/web-tree-sitter.wasm")),
    readFile(fileOf("tree-sitter-python/tree-sitter-python.wasm")),
  ]).then(([runtimeWasm, grammarWasm]) => createPythonParser({ runtimeWasm, grammarWasm }));
  return parser;
}

function fileOf(name: string): string {
  const beside = join(dirname(fileURLToPath(import.meta.url)), basename(name));
  return existsSync(beside) ? beside : packages.resolve(name);
}
