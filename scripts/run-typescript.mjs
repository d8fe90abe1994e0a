import { spawnSync } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { external, root } from "./build.mjs";

/** Bundled files still find what lies beside their source: its address is written in. */
const inPlace = {
  name: "in-place",
  setup(plugin) {
    plugin.onLoad({ filter: /\.ts$/ }, async ({ path }) => ({
      loader: "ts",
      contents: (await readFile(path, "utf8"))
        .replaceAll("import.meta.dirname", JSON.stringify(dirname(path)))
        .replaceAll("import.meta.url", JSON.stringify(pathToFileURL(path).href)),
    }));
  },
};

/** Runs a TypeScript program of the repository (a benchmark, a maintenance command) and ends with its exit code. */
export async function runTypeScript(entry, { nodeFlags = [], args = process.argv.slice(2) } = {}) {
  const outdir = join(root, "node_modules/.sextant-run", basename(entry, ".ts"));
  await rm(outdir, { recursive: true, force: true });
  await build({
    entryPoints: [join(root, entry)],
    outdir,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "esm",
    external: [
      ...external,
      "esbuild",
      "pg",
      "odoo-await",
      "xmlrpc",
      "vscode-languageserver-protocol",
      "playwright-core",
    ],
    plugins: [inPlace],
    logLevel: "warning",
  });
  const program = join(outdir, `${basename(entry, ".ts")}.js`);
  const { status } = spawnSync(process.execPath, [...nodeFlags, program, ...args], { cwd: root, stdio: "inherit" });
  process.exit(status ?? 1);
}
