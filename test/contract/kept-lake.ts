import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "esbuild";
import { verifyFiles } from "../../server/src/odoo/lake/lake-files.ts";
import { readManifest } from "../../server/src/odoo/lake/manifest.ts";
import { keptFolder } from "../odoo/kept.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
/** Everything that a sync runs, from the reply of Odoo to the file: these two, and whatever they use. */
const SYNC = `
  export { connect } from "@sextant/odoo-client";
  export { syncLake } from "./server/src/odoo/lake/sync.ts";
`;
const SQL = "server/src/odoo/lake/sql";
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
  const dir = join(kept, `lake-${await versionOfSync()}`);
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

/** Hash of the code that a sync runs, bundled, of its SQL, and of the version of the engine that writes its files. */
async function versionOfSync(): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: SYNC, resolveDir: root, loader: "ts" },
    bundle: true,
    write: false,
    platform: "node",
    format: "esm",
    packages: "external",
    plugins: [ownModules],
    legalComments: "none",
  });
  const hash = createHash("sha256");
  for (const { text } of outputFiles) hash.update(text.replaceAll(/^\s*\/\/.*\n/gm, ""));
  for (const name of readdirSync(join(root, SQL)).sort())
    hash
      .update(`${name}\0`)
      .update(readFileSync(join(root, SQL, name)))
      .update("\0");
  hash.update(readFileSync(join(root, "server/package.json")));
  return hash.digest("hex").slice(0, 12);
}

/** Finds our own modules, and lets those go of which nothing is used: they do nothing but export. */
const ownModules: Plugin = {
  name: "own-modules",
  setup({ onResolve }) {
    onResolve({ filter: /^@sextant\/[a-z-]+$/ }, ({ path }) => ({
      path: join(root, "packages", path.slice("@sextant/".length), "src/index.ts"),
      sideEffects: false,
    }));
    onResolve({ filter: /^\.{1,2}\/.*\.ts$/ }, ({ path, resolveDir }) => ({
      path: join(resolveDir, path),
      sideEffects: false,
    }));
  },
};
