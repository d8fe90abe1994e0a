import { createHash } from "node:crypto";
import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { SextantError } from "@sextant/contracts";
import type { LakeFile, Manifest } from "./manifest.ts";

/** SHA-256 (hex) of a file, read through one buffer: a sync hashes many files and is to stay small. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  const buffer = Buffer.allocUnsafe(64 * 1024);
  const file = await open(path, "r");
  try {
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, buffer.length);
      if (bytesRead === 0) return hash.digest("hex");
      hash.update(buffer.subarray(0, bytesRead));
    }
  } finally {
    await file.close();
  }
}

/**
 * Gives a finished file its name for good: `<prefix>.<start of its SHA-256>.parquet`. The name follows from the content, so a name
 * never changes its meaning; the content is on disk before any manifest can name it.
 */
export async function settleFile(
  dir: string,
  written: string,
  named: Pick<LakeFile, "table" | "companyId" | "month" | "rows"> & { readonly prefix: string },
): Promise<LakeFile> {
  const { prefix, ...rest } = named;
  const file = await open(written, "r");
  try {
    await file.sync();
  } finally {
    await file.close();
  }
  const sha256 = await hashFile(written);
  const path = `${prefix}.${sha256.slice(0, 12)}.parquet`;
  const { size } = await stat(written);
  await mkdir(dirname(join(dir, path)), { recursive: true });
  await rename(written, join(dir, path));
  return { ...rest, path, bytes: size, sha256 };
}

/**
 * Compares every file of the manifest with the disk: the size always, the content when asked (`doctor`, loading a snapshot).
 *
 * @throws SextantError `lake_damaged` naming the first file that is missing or altered.
 */
export async function verifyFiles(
  dir: string,
  manifest: Manifest,
  options: { readonly contents?: boolean } = {},
): Promise<void> {
  for (const { path, bytes, sha256 } of manifest.files) {
    const full = join(dir, path);
    const found = await stat(full).catch(() => null);
    const problem =
      found === null
        ? "is missing"
        : found.size !== bytes
          ? `has ${found.size} bytes instead of ${bytes}`
          : options.contents && (await hashFile(full)) !== sha256
            ? "has another content than when it was written"
            : null;
    if (problem !== null) {
      throw new SextantError(
        "lake_damaged",
        `File ${path} of the lake in ${dir} ${problem}. Run: sextant sync --full.`,
      );
    }
  }
}

/** Removes what no manifest names any more: replaced files, leftovers of interrupted syncs. */
export async function removeUnreferenced(dir: string, manifest: Manifest): Promise<number> {
  const kept = new Set(manifest.files.map(({ path }) => path));
  let removed = 0;
  for (const entry of await readdir(dir, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = relative(dir, join(entry.parentPath, entry.name)).split(sep).join("/");
    if (kept.has(path) || !(path.endsWith(".parquet") || path.endsWith(".part"))) continue;
    await rm(join(dir, path), { force: true });
    removed++;
  }
  return removed;
}
