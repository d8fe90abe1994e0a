import { existsSync, lstatSync, realpathSync } from "node:fs";
import { basename, dirname, isAbsolute, join, relative, sep } from "node:path";
import { SextantError } from "@sextant/contracts";
import type { AddonsAccess } from "./addons-access.ts";

/** Whether a real path is a folder or lies in it. */
export function liesIn(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === "" || !(way === ".." || way.startsWith(`..${sep}`) || isAbsolute(way));
}

/** The real path of a file that may not be there yet: that of the nearest folder that is, and the rest as written. */
export function realPathOf(path: string): string {
  if (lstatSync(path, { throwIfNoEntry: false }) !== undefined) return realpathSync(path);
  const folder = dirname(path);
  return folder === path ? path : join(realPathOf(folder), basename(path));
}

/**
 * The real path of what a caller names: absolute, or below one of the workspace's folders. Links are followed first, so that none leads out.
 *
 * @param wanted `change` is for folders of the workspace alone; further addons may only be read.
 * @throws SextantError `bad_usage` for a path that does not exist or lies outside.
 */
export function pathInside(
  { folders, further }: Pick<AddonsAccess, "folders" | "further">,
  written: string,
  wanted: "read" | "change",
): string {
  const allowed = wanted === "read" ? [...folders, ...further] : folders;
  const tried = isAbsolute(written) ? [written] : allowed.map((folder) => join(folder, written));
  const found = written.includes("\0") ? undefined : tried.find((path) => existsSync(path));
  if (found === undefined)
    throw new SextantError("bad_usage", `There is no file or folder ${JSON.stringify(written)}.`);
  const real = realpathSync(found);
  if (allowed.some((folder) => liesIn(real, folder))) return real;
  const names = allowed.length > 0 ? allowed.join(", ") : "none";
  throw new SextantError(
    "bad_usage",
    `${JSON.stringify(written)} lies outside of the folders that may be ${wanted === "read" ? "read" : "changed"} here: ${names}.`,
  );
}
