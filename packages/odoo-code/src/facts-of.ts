import { treeOf } from "./check/tree-of.ts";
import { csvFacts } from "./csv/csv-facts.ts";
import type { FileFacts, OtherFacts } from "./facts.ts";
import { type FileKind, fileKind } from "./file-kind.ts";
import { javascriptFacts } from "./javascript/javascript-facts.ts";
import { manifestFacts, unreadManifestFacts } from "./manifest/manifest-facts.ts";
import { poFacts } from "./po/po-facts.ts";
import { pythonFacts, unreadPythonFacts } from "./python/python-facts.ts";
import type { PythonParser } from "./python/python-parser.ts";
import { decodeText, MAX_BYTES } from "./text/decode-text.ts";
import { detach } from "./text/detach.ts";
import type { TypedFile } from "./typed/typed-file.ts";
import type { OdooVersion } from "./version.ts";
import { xmlFacts } from "./xml/xml-facts.ts";

/** Parsers that have to be loaded before facts can be read. */
export interface Parsers {
  readonly python: PythonParser;
}

/** How one kind of file is read. Total: any text gives facts. */
interface FactsReader {
  read(parsers: Parsers, path: string, text: string, version: OdooVersion): FileFacts;
  /** The same without what the file refers to, where that takes less time. */
  outline?(parsers: Parsers, path: string, text: string, version: OdooVersion): FileFacts;
  /** The same as `read` for who looks at no errors, where that takes less time: of a file without any it is the same. */
  packed?(parsers: Parsers, path: string, text: string, version: OdooVersion): FileFacts;
  /** The same as `read` for a file that is typed in: what was read of it before need not be read again. */
  typed?(parsers: Parsers, path: string, text: string, version: OdooVersion, typed: TypedFile): FileFacts;
  /** What is known of a file that cannot be read as text. */
  unread(path: string, problem: string): FileFacts;
}

/** Raised with every change of what any reader finds, so that caches forget what older code said. */
export const EXTRACTOR_VERSION = 15;

/** One line per kind; a kind without a reader exists, that is all. */
const READERS: { readonly [kind in FileKind]?: FactsReader } = {
  python: {
    read: ({ python }, path, text, version) => pythonFacts(python, path, text, version),
    outline: ({ python }, path, text, version) => pythonFacts(python, path, text, version, { references: false }),
    typed: ({ python }, path, text, version, { methods }) =>
      pythonFacts(python, path, text, version, { lately: methods }),
    unread: unreadPythonFacts,
  },
  manifest: { read: ({ python }, path, text) => manifestFacts(python, path, text), unread: unreadManifestFacts },
  xml: {
    ...ofText((path, text) => xmlFacts(path, text)),
    typed: (_parsers, path, text, _version, { elements }) => xmlFacts(path, text, elements),
  },
  csv: ofText(csvFacts),
  po: ofText(poFacts),
  javascript: {
    ...ofText(javascriptFacts),
    packed: (_parsers, path, text) => javascriptFacts(path, text, { everything: false }),
  },
};

/** Reader of a kind whose facts need the text alone. */
function ofText(read: (path: string, text: string) => FileFacts): FactsReader {
  return { read: (_parsers, path, text) => read(path, text), unread: otherFacts };
}

/** Facts of one file: a pure function of its path, its bytes and the Odoo version. Never throws: a failure of a reader is a problem of the file. */
export function factsOf(parsers: Parsers, path: string, bytes: Uint8Array, version: OdooVersion): FileFacts {
  return kept(read(parsers, path, bytes, version).facts);
}

/**
 * The same for who packs the facts at once: their strings may hold on to the text that they were cut from, and an error within a function that tells
 * nothing may be missing.
 */
export function factsToPack(parsers: Parsers, path: string, bytes: Uint8Array, version: OdooVersion): FileFacts {
  return read(parsers, path, bytes, version, "packed").facts;
}

/** What `definingFacts` leaves of them, read in a fraction of the time. */
export function definitionsToPack(parsers: Parsers, path: string, bytes: Uint8Array, version: OdooVersion): FileFacts {
  return fileKind(path) === "javascript" ? otherFacts(path) : read(parsers, path, bytes, version, "outline").facts;
}

/** Facts to pack of a file that `isUsing`, and whether `definitionsToPack` told what it defines: of broken code it may tell something else. */
export function usesToPack(
  parsers: Parsers,
  path: string,
  bytes: Uint8Array,
  version: OdooVersion,
): { readonly facts: FileFacts; readonly sound: boolean } {
  const { facts, text } = read(parsers, path, bytes, version, "packed");
  const sound = facts.kind === "python" && text !== null && treeOf(parsers.python, text).whole === true;
  return { facts, sound: sound || fileKind(path) === "javascript" };
}

/** Facts of a file for who waits for its classes: those of Python without what they refer to. */
export function outlineOf(parsers: Parsers, path: string, bytes: Uint8Array, version: OdooVersion): FileFacts {
  return kept(read(parsers, path, bytes, version, "outline").facts);
}

/** What only bytes tell apart (of characters in two halves, one half alone): text with one of these is judged by the bytes that it makes. */
const ODD = /[\0\uFEFF\uD800-\uDFFF]/u;

/**
 * Facts of a text as an editor holds it: those of the file that it would make.
 *
 * @param typed What was read of the file lately, where it is typed in.
 */
export function factsOfText(
  parsers: Parsers,
  path: string,
  text: string,
  version: OdooVersion,
  typed?: TypedFile,
): FileFacts {
  const reader = READERS[fileKind(path)];
  const plain = text.length * MOST_BYTES <= MAX_BYTES && !ODD.test(text);
  if (!plain || reader === undefined) return factsOf(parsers, path, new TextEncoder().encode(text), version);
  const facts = kept(readText(reader, parsers, { path, text }, version, typed ?? "read"));
  return typed?.keep(facts) ?? facts;
}

/** Bytes that one unit of text makes at most. */
const MOST_BYTES = 3;

/** A file's facts and the text they were read from, which is null for files that are not read, or not as text. */
export interface ReadSource {
  readonly facts: FileFacts;
  readonly text: string | null;
}

/** The same as {@link factsToPack}, for those who need the text too: who checks a file. */
export function readSource(parsers: Parsers, path: string, bytes: Uint8Array, version: OdooVersion): ReadSource {
  return read(parsers, path, bytes, version, "packed");
}

/** Facts that may be held for long: those of Python without the text that they were cut from. */
function kept(facts: FileFacts): FileFacts {
  return facts.kind === "python" || facts.kind === "manifest" ? detach(facts) : facts;
}

/** The ways in which a text is read. */
type How = "read" | "outline" | "packed" | TypedFile;

function read(parsers: Parsers, path: string, bytes: Uint8Array, version: OdooVersion, how: How = "read"): ReadSource {
  const reader = READERS[fileKind(path)];
  if (reader === undefined) return { facts: otherFacts(path), text: null };
  if (bytes.length > MAX_BYTES)
    return {
      facts: otherFacts(path, `file of ${bytes.length} bytes is larger than ${MAX_BYTES} bytes`),
      text: null,
    };
  const { text, problem } = decodeText(bytes);
  const facts = text === null ? reader.unread(path, problem) : readText(reader, parsers, { path, text }, version, how);
  return { facts, text };
}

function readText(
  reader: FactsReader,
  parsers: Parsers,
  { path, text }: { readonly path: string; readonly text: string },
  version: OdooVersion,
  how: How,
): FileFacts {
  try {
    const found =
      typeof how === "string"
        ? reader[how]?.(parsers, path, text, version)
        : reader.typed?.(parsers, path, text, version, how);
    return found ?? reader.read(parsers, path, text, version);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return otherFacts(path, `file could not be read: ${message}`);
  }
}

/** Facts of a file that is part of a module and says nothing that is read here. */
export function otherFacts(path: string, problem?: string): OtherFacts {
  const problems = problem === undefined ? [] : [{ message: problem, span: [0, 0] as const }];
  return { kind: "other", path, problems, references: [], suppressions: [], lineStarts: [0] };
}
