import { randomUUID } from "node:crypto";
import { chmodSync, lstatSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { SextantError } from "@sextant/contracts";
import { liesIn } from "./path-inside.ts";
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
    for (const { path, before } of written) replace(path, before);
    const reason = cause instanceof Error && "code" in cause ? String(cause.code) : "unknown reason";
    const path = files[written.length]?.path ?? "a file";
    throw new SextantError("bad_usage", `${path} cannot be written (${reason}). Nothing was changed.`, { cause });
  }
}

function assertUnchanged({ path, before }: FileEdit, folders: readonly string[]): void {
  const changed = () =>
    new SextantError("stale_edit", `${path} changed since the edit was shown. Nothing was written.`);
  let now: Uint8Array;
  try {
    if (realpathSync(path) !== path || !lstatSync(path).isFile() || !folders.some((folder) => liesIn(path, folder)))
      throw changed();
    now = readFileSync(path);
  } catch {
    throw changed();
  }
  if (Buffer.compare(now, before) !== 0) throw changed();
}

function replace(path: string, content: Uint8Array): void {
  const aside = join(dirname(path), `.${basename(path)}.${randomUUID()}.tmp`);
  try {
    writeFileSync(aside, content, { flag: "wx" });
    chmodSync(aside, lstatSync(path).mode);
    renameSync(aside, path);
  } catch (error) {
    rmSync(aside, { force: true });
    throw error;
  }
}
