import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { setImmediate } from "node:timers/promises";
import { type FileFacts, factsOf, fileKind, type OdooVersion, otherFacts, type Parsers } from "@sextant/odoo-code";
import { factsCache } from "../facts-cache.ts";
import { type AddonFile, filesOfModule } from "../walk-addons.ts";

/** Facts of a file, and the name of the content that says them. */
export interface ReadFile {
  readonly facts: FileFacts;
  readonly hash: string;
}

/** What reading needs. */
export interface Reading {
  readonly parsers: Parsers;
  readonly version: OdooVersion;
  /** Folder where facts are kept from run to run. */
  readonly data: string | undefined;
}

/** How long files are read before others get their turn. */
const TURN_MS = 15;

/** Gives the event loop a turn when the last one was some time ago, and stops when it is told to. */
export async function breathe(turn: { at: number }, signal: AbortSignal): Promise<void> {
  if (performance.now() - turn.at < TURN_MS) return;
  await setImmediate();
  signal.throwIfAborted();
  turn.at = performance.now();
}

/** Reads all files of a module. */
export async function readModule(
  module: string,
  { parsers, version, data }: Reading,
  signal: AbortSignal,
): Promise<ReadFile[]> {
  const cache = data === undefined ? null : factsCache(data, version);
  const turn = { at: performance.now() };
  const bytes = new Map<string, Uint8Array>();
  const found: ReadFile[] = [];
  for (const file of filesOfModule(module)) {
    const content = bytesOf(file);
    if (content === null) found.push({ facts: otherFacts(file.path), hash: "" });
    else bytes.set(file.path, content);
    await breathe(turn, signal);
  }
  const key = cache?.key(bytes);
  const kept = new Map((key === undefined ? null : cache?.read(key))?.map((facts) => [facts.path, facts]));
  const read: FileFacts[] = [];
  for (const [path, content] of bytes) {
    const facts = kept.get(path) ?? factsOf(parsers, path, content, version);
    read.push(facts);
    found.push({ facts, hash: hashOf(content) });
    await breathe(turn, signal);
  }
  if (key !== undefined && kept.size === 0) cache?.write(key, read);
  return found;
}

/** Facts of a file as it is on disk now, unless its content is what `hash` names. */
export function readFile(file: AddonFile, { parsers, version }: Reading, hash?: string): ReadFile | null {
  const bytes = bytesOf(file);
  const own = bytes === null ? "" : hashOf(bytes);
  if (own === hash) return null;
  return {
    facts: bytes === null ? otherFacts(file.path) : factsOf(parsers, file.path, bytes, version),
    hash: own,
  };
}

/** Null for a file without meaning, and for one that is gone or locked since its folder was listed. */
function bytesOf({ path, size }: AddonFile): Uint8Array | null {
  if (size < 0 || fileKind(path) === "other") return null;
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}

function hashOf(bytes: Uint8Array): string {
  return createHash("sha1").update(bytes).digest("base64");
}
