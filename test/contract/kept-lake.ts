import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { verifyFiles } from "../../server/src/odoo/lake/lake-files.ts";
import { readManifest } from "../../server/src/odoo/lake/manifest.ts";
import { keptFolder } from "../odoo/kept.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
/** Everything that a sync runs, from the reply of Odoo to the file. */
const SOURCES = ["server/src/odoo", "packages/odoo-client/src", "packages/ledger/src", "packages/contracts/src"];
/** Lakes of so many versions of the code stay: several checkouts may share the folder. */
const VERSIONS = 3;

/**
 * The lake of the volume database, synced once for a build of the database and a version of the code that syncs: the million items of one
 * are those of the next. It is read only. Files that are not as they were written are synced anew. Null while the build of
 * the database is not known.
 */
export async function volumeLake(sync: (dir: string) => Promise<unknown>): Promise<string | null> {
  const kept = keptFolder("volume");
  if (kept === null) return null;
  const dir = join(kept, `lake-${versionOfSync()}`);
  if (process.env.SEXTANT_TEST_RECOMPUTE !== "1" && (await isWhole(dir))) return dir;
  const making = mkdtempSync(join(kept, "making-"));
  await sync(making);
  rmSync(dir, { recursive: true, force: true });
  renameSync(making, dir);
  const lakes = readdirSync(kept)
    .filter((name) => name.startsWith("lake-"))
    .map((name) => join(kept, name))
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  for (const old of lakes.slice(VERSIONS)) rmSync(old, { recursive: true, force: true });
  return dir;
}

async function isWhole(dir: string): Promise<boolean> {
  try {
    await verifyFiles(dir, await readManifest(dir), { contents: true });
    return true;
  } catch {
    return false;
  }
}

/** Hash of the sources that a sync consists of, and of the version of the engine that writes its files. */
function versionOfSync(): string {
  const hash = createHash("sha256");
  for (const folder of SOURCES)
    for (const name of readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).sort())
      if (/\.(?:ts|sql)$/.test(name) && !/\.test\.ts$/.test(name))
        hash
          .update(`${folder}/${name}\0`)
          .update(readFileSync(join(root, folder, name)))
          .update("\0");
  hash.update(readFileSync(join(root, "server/package.json")));
  return hash.digest("hex").slice(0, 12);
}
