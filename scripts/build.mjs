import { readFileSync } from "node:fs";
import { cp, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** Folder of the repository. */
export const root = fileURLToPath(new URL("..", import.meta.url));

const manifests = ["server", "packages/contracts", "packages/ledger", "packages/odoo-client"];

/** Packages from the registry stay outside the bundle; our own TypeScript goes in. */
export const external = [
  ...new Set(
    manifests.flatMap((folder) =>
      Object.keys(JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8")).dependencies ?? {}),
    ),
  ),
].filter((name) => !name.startsWith("@sextant/"));

/** Bundles TypeScript entry points for Node; the lake's SQL files go beside them, where it looks for them. */
export async function bundle(entryPoints, outdir) {
  await cp(join(root, "server/src/odoo/lake/sql"), join(root, outdir, "sql"), { recursive: true });
  await build({
    entryPoints: entryPoints.map((path) => join(root, path)),
    outdir: join(root, outdir),
    bundle: true,
    splitting: true,
    platform: "node",
    target: "node20",
    format: "esm",
    external,
    sourcemap: "linked",
    logLevel: "warning",
  });
}

async function main() {
  await rm(join(root, "server/dist"), { recursive: true, force: true });
  await bundle(["server/src/cli.ts"], "server/dist");
  const { build: buildWeb } = await import("vite");
  await buildWeb({ root: join(root, "server/web"), logLevel: "warn" });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
