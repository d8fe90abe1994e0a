import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { brotliCompressSync, brotliDecompressSync, constants } from "node:zlib";
import { SextantError } from "@sextant/contracts";
import {
  EXTRACTOR_VERSION,
  type FileFacts,
  type OdooVersion,
  PackedModule,
  type Project,
  packModule,
  slimFacts,
} from "@sextant/odoo-code";
import { factsFile, modulesOfFile } from "../store/facts-file.ts";
import type { ModuleFacts } from "../store/module-facts.ts";

/** "SXFP", then the extractor's version and the length of the series, each a byte; the series; the compressed modules. */
const MAGIC = "SXFP";
const TESTS = /\/tests?\//;
/** Charts of accounts: their ids are written anew for every company, so no XML id is one of them. */
const CHART = /\/data\/template\/[^/]+\.csv$/;

/** Facts of an Odoo, for workspaces that have only addons of their own. */
export interface FactPack {
  readonly file: string;
  readonly version: OdooVersion;
  /** The root that its modules seem to lie in. No file is there. */
  readonly root: string;
  /** By folder. */
  readonly modules: ReadonlyMap<string, PackedModule>;
}

/** Start of all paths of packs. */
const SCHEME = "pack:/";

/** Whether a path is of a pack: there is no such file. */
export function isPackPath(path: string): boolean {
  return path.startsWith(SCHEME);
}

/**
 * A pack of what a project's modules define: graph, models, fields, methods, XML ids, views and templates with their arch, rights, groups, and what JavaScript
 * exports and registers. Without tests, translations, charts of accounts, places and what bodies refer to.
 */
export async function factPack(project: Project, signal: AbortSignal): Promise<Uint8Array> {
  const root = `${SCHEME}${project.version}`;
  const own = project.modules.order.filter(({ path }) => !isPackPath(path));
  const modules: Omit<ModuleFacts, "uses">[] = [];
  for (const { name, path } of own) {
    // What was decoded is let go only when others have had their turn.
    await setImmediate();
    signal.throwIfAborted();
    const folder = `${root}/${name}`;
    const files = new Map<string, FileFacts>();
    for (const [file, facts] of project.contents.get(name)?.files ?? []) {
      const within = file.slice(path.length);
      const slim = TESTS.test(within) || CHART.test(within) ? null : slimFacts(facts);
      const placed = `${folder}${file.slice(path.length)}`;
      if (slim !== null) files.set(placed, { ...slim, path: placed });
    }
    modules.push({ folder, files: [], block: packModule(folder, files, project.version, { references: false }) });
  }
  const series = Buffer.from(project.version);
  const plain = Buffer.concat(factsFile(root, modules));
  const compressed = brotliCompressSync(plain, {
    params: {
      // A pack is made once and carried often: this takes minutes, and reading it is as fast.
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: plain.length,
    },
  });
  return Buffer.concat([Buffer.from(MAGIC), Buffer.from([EXTRACTOR_VERSION, series.length]), series, compressed]);
}

/** @throws SextantError `bad_usage` for a file that is not there, is no pack, or was made by another version of this program. */
export function readPack(file: string): FactPack {
  const bytes = bytesOf(file);
  if (bytes.toString("latin1", 0, MAGIC.length) !== MAGIC)
    throw new SextantError("bad_usage", `${file} is no fact pack. Make one with: sextant pack SOURCE --out ${file}`);
  if (bytes[MAGIC.length] !== EXTRACTOR_VERSION)
    throw new SextantError("bad_usage", `${file} was made by another version of Sextant. Make it again: sextant pack.`);
  const start = MAGIC.length + 2 + (bytes[MAGIC.length + 1] ?? 0);
  const version = bytes.toString("utf8", MAGIC.length + 2, start) as OdooVersion;
  const root = `${SCHEME}${version}`;
  const modules = modulesOfFile(root, decompressed(bytes.subarray(start)));
  if (modules === null) throw new SextantError("bad_usage", `${file} is damaged. Make it again: sextant pack.`);
  return {
    file,
    version,
    root,
    modules: new Map(modules.map(({ folder, block }) => [folder, new PackedModule(folder, block)])),
  };
}

/**
 * The pack for a workspace without Odoo's own modules: the file that the user names, else the one of its series in the data folder, when there
 * is one. Null for a workspace that has an Odoo: its sources say more.
 */
export function packFor(
  modules: Iterable<string>,
  version: OdooVersion,
  { pack, data }: { readonly pack?: string | undefined; readonly data?: string | undefined },
): FactPack | null {
  const names = new Set([...modules].map((folder) => folder.slice(folder.lastIndexOf("/") + 1)));
  if (names.has("base")) return null;
  const found = pack === undefined ? keptPack(version, data) : readPack(pack);
  if (found === null || found.version !== version) return null;
  const missing = [...found.modules].filter(([folder]) => !names.has(folder.slice(folder.lastIndexOf("/") + 1)));
  return { ...found, modules: new Map(missing) };
}

function keptPack(version: OdooVersion, data: string | undefined): FactPack | null {
  try {
    return data === undefined ? null : readPack(join(data, "packs", `${version}.pack`));
  } catch {
    return null;
  }
}

function bytesOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw new SextantError("bad_usage", `There is no fact pack ${file}.`, { cause });
  }
}

function decompressed(bytes: Buffer): Buffer {
  try {
    return brotliDecompressSync(bytes);
  } catch {
    return Buffer.alloc(0);
  }
}
