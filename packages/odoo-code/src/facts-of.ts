import { csvFacts } from "./csv/csv-facts.ts";
import type { FileFacts, OtherFacts } from "./facts.ts";
import { type FileKind, fileKind } from "./file-kind.ts";
import { javascriptFacts } from "./javascript/javascript-facts.ts";
import { manifestFacts } from "./manifest/manifest-facts.ts";
import { poFacts } from "./po/po-facts.ts";
import { pythonFacts } from "./python/python-facts.ts";
import type { PythonParser } from "./python/python-parser.ts";
import { decodeText, MAX_BYTES } from "./text/decode-text.ts";
import type { OdooVersion } from "./version.ts";
import { xmlFacts } from "./xml/xml-facts.ts";

/** Parsers that have to be loaded before facts can be read. */
export interface Parsers {
  readonly python: PythonParser;
}

/** Reads the facts of one kind of file. Total: any bytes give facts. */
export type FactsReader = (parsers: Parsers, path: string, bytes: Uint8Array, version: OdooVersion) => FileFacts;

/** Raised with every change of what any reader finds, so that caches forget what older code said. */
export const EXTRACTOR_VERSION = 7;

/** One line per kind; a kind without a reader exists, that is all. */
const READERS: { readonly [kind in FileKind]?: FactsReader } = {
  python: ({ python }, path, bytes, version) => pythonFacts(python, path, bytes, version),
  manifest: ({ python }, path, bytes, version) => manifestFacts(python, path, bytes, version),
  xml: ofText(xmlFacts),
  csv: ofText(csvFacts),
  po: ofText(poFacts),
  javascript: ofText(javascriptFacts),
};

/** Reader of a kind whose facts need the text alone. */
function ofText(read: (path: string, text: string) => FileFacts): FactsReader {
  return (_parsers, path, bytes) => {
    const { text, problem } = decodeText(bytes);
    return text === null ? otherFacts(path, problem) : read(path, text);
  };
}

/** Facts of one file: a pure function of its path, its bytes and the Odoo version. Never throws: a failure of a reader is a problem of the file. */
export function factsOf(parsers: Parsers, path: string, bytes: Uint8Array, version: OdooVersion): FileFacts {
  const reader = READERS[fileKind(path)];
  if (reader === undefined) return otherFacts(path);
  if (bytes.length > MAX_BYTES)
    return otherFacts(path, `file of ${bytes.length} bytes is larger than ${MAX_BYTES} bytes`);
  try {
    return reader(parsers, path, bytes, version);
  } catch (error) {
    return otherFacts(path, `file could not be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Facts of a file that is part of a module and says nothing that is read here. */
export function otherFacts(path: string, problem?: string): OtherFacts {
  const problems = problem === undefined ? [] : [{ message: problem, span: [0, 0] as const }];
  return { kind: "other", path, problems, references: [], suppressions: [], lineStarts: [0] };
}
