import { readFileSync } from "node:fs";
import { setImmediate } from "node:timers/promises";
import {
  type FileFacts,
  factsOf,
  fileKind,
  linkProject,
  type OdooVersion,
  otherFacts,
  type Project,
} from "@sextant/odoo-code";
import { factsCache } from "./facts-cache.ts";
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

/** Reads all modules of the given addons folders and links them. A module whose files are as they were is not read again. */
export async function loadProject({ roots, version, data, signal, onProgress }: LoadOptions): Promise<Project> {
  const files = walkAddons(roots);
  const cache = data === undefined ? null : factsCache(data, version);
  const facts = new Map<string, FileFacts>();
  let turn = performance.now();
  signal?.throwIfAborted();
  for (const module of byModule(files)) {
    if (performance.now() - turn > TURN_MS) {
      onProgress?.("Reading files", facts.size, files.length);
      await setImmediate();
      signal?.throwIfAborted();
      turn = performance.now();
    }
    const bytes = new Map<string, Uint8Array>();
    for (const file of module) {
      const content = fileKind(file.path) === "other" ? null : bytesOf(file);
      if (content === null) facts.set(file.path, otherFacts(file.path));
      else bytes.set(file.path, content);
    }
    const key = cache?.key(bytes);
    let found = key === undefined ? null : (cache?.read(key) ?? null);
    if (found === null) {
      const parsers = { python: await pythonParser() };
      found = [...bytes].map(([path, content]) => factsOf(parsers, path, content, version));
      if (key !== undefined) cache?.write(key, found);
    }
    for (const known of found) facts.set(known.path, known);
  }
  onProgress?.("Linking modules");
  return linkProject(facts, roots, version);
}

function byModule(files: readonly AddonFile[]): Iterable<readonly AddonFile[]> {
  const groups = new Map<string, AddonFile[]>();
  for (const file of files) {
    const group = groups.get(file.module);
    if (group) group.push(file);
    else groups.set(file.module, [file]);
  }
  return groups.values();
}

/** Null for a file that is gone or locked since its folder was listed. */
function bytesOf({ path, size }: AddonFile): Uint8Array | null {
  if (size < 0) return null;
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}
