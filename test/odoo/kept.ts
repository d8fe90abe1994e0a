import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { odooHome, savedSetting, type Template, templateDatabase } from "./home.ts";

/**
 * The result of a computation on the database that this belongs to. `what` is all that it depends on besides that database: the text of a
 * query, its parameters. The result is data as JSON has it.
 */
export type Keep = <T>(what: readonly unknown[], compute: () => Promise<T>) => Promise<T>;

/** For databases that somebody writes to: nothing is kept. */
export const keepNothing: Keep = (_what, compute) => compute();

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

/**
 * Keeps results about a template from run to run, in a folder of the cache that is named after the build of the template: with another
 * build, or `SEXTANT_TEST_RECOMPUTE=1`, everything is computed anew, and what was kept of earlier builds goes away.
 */
export function keepAbout(template: Template): Keep {
  const folder = keptFolder(template);
  return folder === null ? keepNothing : keepIn(folder);
}

/** Keeps results in a folder. A file that is not what was written there, or answers another question, is computed anew. */
export function keepIn(folder: string): Keep {
  return async (what, compute) => {
    const asked = JSON.stringify(what);
    const file = join(folder, `${sha256(asked)}.json.gz`);
    const found = process.env.SEXTANT_TEST_RECOMPUTE === "1" ? null : readKept(file, asked);
    if (found !== null) return JSON.parse(found);
    const result = JSON.stringify(await compute());
    const part = `${file}.${process.pid}.part`;
    writeFileSync(part, gzipSync(JSON.stringify([asked, sha256(result), result]), { level: 1 }));
    renameSync(part, file);
    return JSON.parse(result);
  };
}

/** Folder of the results about a template as it was built, or null while the build is not known. */
export function keptFolder(template: Template): string | null {
  const name = templateDatabase(template);
  const build = readFileSync(join(odooHome(), "templates", name), "utf8").trim();
  if (build === "") return null;
  const cache = process.env.ODOO_CACHE ?? savedSetting("CACHE") ?? join(odooHome(), "cache");
  const all = join(cache, "kept");
  const own = `${name}--${sha256(build).slice(0, 12)}`;
  mkdirSync(join(all, own), { recursive: true });
  for (const other of readdirSync(all))
    if (other.startsWith(`${name}--`) && other !== own) rmSync(join(all, other), { recursive: true, force: true });
  return join(all, own);
}

function readKept(file: string, asked: string): string | null {
  try {
    const [question, hash, result] = JSON.parse(gunzipSync(readFileSync(file)).toString()) as readonly string[];
    return question === asked && result !== undefined && hash === sha256(result) ? result : null;
  } catch {
    return null;
  }
}
