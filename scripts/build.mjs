import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { cp, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { buildExtension } from "../vscode-extension/build.mjs";

/** Folder of the repository. */
export const root = fileURLToPath(new URL("..", import.meta.url));

const packages = readdirSync(join(root, "packages")).map((name) => `packages/${name}`);
const manifests = ["server", ...packages];

/** Packages from the registry stay outside the bundle; our own TypeScript goes in. */
export const external = [
  ...new Set(
    manifests.flatMap((folder) =>
      Object.keys(JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8")).dependencies ?? {}),
    ),
  ),
].filter((name) => !name.startsWith("@sextant/"));

/**
 * Packages of plain JavaScript that a start needs: looking for their hundreds of files would take longer than running them. The rest stays outside, as
 * it holds machine code or is loaded only when it is used.
 */
const BUNDLED = new Set([
  "@modelcontextprotocol/server",
  "cockatiel",
  "commander",
  "compression",
  "express",
  "express-rate-limit",
  "helmet",
  "jose",
  "pino",
  "temporal-polyfill",
  "yaml",
  "zod",
]);
/** CommonJS inside a module asks for what Node brings by this name. */
const REQUIRE =
  'import { createRequire as requireFrom } from "node:module"; const require = requireFrom(import.meta.url);';

/** The command line as one bundle; the lake's SQL files go beside it, where the lake looks for them. */
export async function buildServer() {
  await rm(join(root, "server/dist"), { recursive: true, force: true });
  await cp(join(root, "server/src/odoo/lake/sql"), join(root, "server/dist/sql"), { recursive: true });
  await build({
    entryPoints: {
      cli: join(root, "server/src/cli.ts"),
      "facts-worker": join(root, "packages/odoo-workspace/src/facts-worker.ts"),
      "embedded-process": join(root, "server/src/platform/database/embedded-process.ts"),
    },
    outdir: join(root, "server/dist"),
    bundle: true,
    splitting: true,
    platform: "node",
    target: "node20",
    format: "esm",
    external: external.filter((name) => !BUNDLED.has(name)),
    banner: { js: REQUIRE },
    // A program keeps its source in memory, blanks and comments included. Names stay, for whoever reads a stack.
    minifyWhitespace: true,
    minifySyntax: true,
    sourcemap: "linked",
    logLevel: "warning",
  });
}

/** What a server that has no database yet copies; `node_modules` keeps it from build to build. */
async function buildNewDatabase() {
  const dist = join(root, "server/dist");
  const cache = join(root, "node_modules/.cache/sextant");
  const args = [join(dist, "embedded-process.js"), "--make", cache, dist];
  const maker = spawn(process.execPath, args, { stdio: "inherit" });
  const [status] = await once(maker, "exit");
  if (status !== 0) throw new Error(`The new database was not made (${status}).`);
}

async function buildConsole() {
  const vite = await import("vite");
  await vite.build({ root: join(root, "server/web"), logLevel: "warn" });
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await Promise.all([
    buildServer().then(buildNewDatabase),
    buildConsole(),
    buildExtension(join(root, "vscode-extension/dist")),
  ]);
