import { Language, Parser } from "web-tree-sitter";

/** A tree-sitter parser loaded with the Python grammar. Synchronous once made; one per thread. */
export interface PythonParser {
  readonly parser: Parser;
  /** Names of node types by the grammar's type number. */
  readonly types: readonly string[];
  /** Frees the memory of the parser. */
  delete(): void;
}

export interface PythonParserBytes {
  /** `web-tree-sitter.wasm`. Without it the library looks for the file beside itself, which works in Node without a bundler. */
  readonly runtimeWasm?: Uint8Array;
  /** `tree-sitter-python.wasm`. */
  readonly grammarWasm: Uint8Array;
}

/**
 * Loads the runtime (once per thread) and the grammar from bytes that the caller read.
 * @throws Error when the bytes are not the WebAssembly modules they should be.
 */
export async function createPythonParser({ runtimeWasm, grammarWasm }: PythonParserBytes): Promise<PythonParser> {
  await Parser.init(runtimeWasm === undefined ? undefined : { wasmBinary: runtimeWasm as unknown as ArrayBuffer });
  const language = await Language.load(grammarWasm);
  const parser = new Parser();
  parser.setLanguage(language);
  return { parser, types: language.types.map(asInSource), delete: () => parser.delete() };
}

/**
 * The same name as the engine holds it where it is written in the source. What comes from WebAssembly are equal strings that are other objects: once code
 * has met one, it compares names letter by letter.
 */
function asInSource(name: string): string {
  return Object.keys({ [name]: true })[0] ?? name;
}
