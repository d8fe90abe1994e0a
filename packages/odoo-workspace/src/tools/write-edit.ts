import { randomUUID } from "node:crypto";
import { chmodSync, existsSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { SextantError } from "@sextant/contracts";
import { liesIn, realPathOf } from "./path-inside.ts";
import type { FileEdit } from "./shown-edits.ts";

/**
 * Writes an edit: all of its files or none. Each is put aside and then named, so that no half file is ever seen, and a file of the same content
 * under another name (a hard link) stays as it is.
 *
 * @throws SextantError `stale_edit` when a file is not what was shown or is not where it was; `bad_usage` when one cannot be written.
 */
export function writeEdit(files: readonly FileEdit[], folders: readonly string[]): void {
  for (const file of files) assertUnchanged(file, folders);
  const written: FileEdit[] = [];
  try {
    for (const file of files) {
      replace(file.path, file.after);
      written.push(file);
    }
  } catch (cause) {
    for (const { path, before } of written) {
      if (before === null) rmSync(path, { force: true });
      else replace(path, before);
    }
    const reason = cause instanceof Error && "code" in cause ? String(cause.code) : "unknown reason";
    const path = files[written.length]?.path ?? "a file";
    throw new SextantError("bad_usage", `${path} cannot be written (${reason}). Nothing was changed.`, { cause });
  }
}

function assertUnchanged(file: FileEdit, folders: readonly string[]): void {
  if (isAsShown(file, folders)) return;
  throw new SextantError("stale_edit", `${file.path} changed since the edit was shown. Nothing was written.`);
}

function isAsShown({ path, before }: FileEdit, folders: readonly string[]): boolean {
  try {
    if (realPathOf(path) !== path || !folders.some((folder) => liesIn(path, folder))) return false;
    const stat = lstatSync(path, { throwIfNoEntry: false });
    if (before === null || stat === undefined) return before === null && stat === undefined;
    return stat.isFile() && Buffer.compare(readFileSync(path), before) === 0;
  } catch {
    return false;
  }
}

function replace(path: string, content: Uint8Array): void {
  const folder = dirname(path);
  mkdirSync(folder, { recursive: true });
  const aside = join(folder, `.${basename(path)}.${randomUUID()}.tmp`);
  try {
    writeFileSync(aside, content, { flag: "wx" });
    if (existsSync(path)) chmodSync(aside, lstatSync(path).mode);
    renameSync(aside, path);
  } catch (error) {
    rmSync(aside, { force: true });
    throw error;
  }
}
