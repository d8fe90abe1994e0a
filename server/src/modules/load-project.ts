import { readFileSync } from "node:fs";
import { setImmediate } from "node:timers/promises";
import { type FileFacts, factsOf, linkProject, type OdooVersion, otherFacts, type Project } from "@sextant/odoo-code";
import { pythonParser } from "./python-parser.ts";
import { type AddonFile, walkAddons } from "./walk-addons.ts";

export interface LoadOptions {
  readonly roots: readonly string[];
  readonly version: OdooVersion;
  /** Folder where facts are kept from run to run; without it everything is read afresh. */
  readonly data?: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (phase: string, done?: number, of?: number) => void;
}

/** How long files are read before others get their turn. */
const TURN_MS = 50;

/** Reads all modules of the given addons folders and links them. */
export async function loadProject({ roots, version, signal, onProgress }: LoadOptions): Promise<Project> {
  const files = walkAddons(roots);
  const parsers = { python: await pythonParser() };
  const facts = new Map<string, FileFacts>();
  let turn = performance.now();
  for (const file of files) {
    if (performance.now() - turn > TURN_MS) {
      onProgress?.("Reading files", facts.size, files.length);
      await setImmediate();
      signal?.throwIfAborted();
      turn = performance.now();
    }
    facts.set(
      file.path,
      readFacts(file, (bytes) => factsOf(parsers, file.path, bytes, version)),
    );
  }
  return linkProject(facts, roots, version);
}

function readFacts({ path, size }: AddonFile, read: (bytes: Uint8Array) => FileFacts): FileFacts {
  if (size < 0) return otherFacts(path);
  try {
    return read(readFileSync(path));
  } catch (error) {
    // Gone or locked since the folder was listed.
    return otherFacts(path, `file could not be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}
