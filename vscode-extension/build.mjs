import { cp, mkdir, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const require = createRequire(import.meta.url);
const here = dirname(fileURLToPath(import.meta.url));

/** Programs of the extension: bundle → source. */
const PROGRAMS = { "language-server": "language-server/main.ts" };

/** Files, not code, that stand beside the bundles: the parser's WebAssembly, and the page that diagnostics link to. */
const FILES = [
  require.resolve("web-tree-sitter/web-tree-sitter.wasm"),
  require.resolve("tree-sitter-python/tree-sitter-python.wasm"),
  join(here, "../docs/guides/check-rules.md"),
];

/** Bundles everything into CommonJS, which all hosts of extensions load; what asks for its own place gets the bundle's. */
export async function buildExtension(outdir, { production = false } = {}) {
  await rm(outdir, { recursive: true, force: true });
  await mkdir(outdir, { recursive: true });
  await Promise.all([
    build({
      entryPoints: Object.fromEntries(Object.entries(PROGRAMS).map(([name, source]) => [name, join(here, source)])),
      outdir,
      bundle: true,
      platform: "node",
      target: "node20",
      format: "cjs",
      external: ["vscode"],
      define: { "import.meta.url": "bundleUrl", "import.meta.dirname": "__dirname" },
      banner: { js: 'const bundleUrl = require("node:url").pathToFileURL(__filename).href;' },
      sourcemap: production ? false : "linked",
      minify: production,
      logLevel: "warning",
    }),
    ...FILES.map((file) => cp(file, join(outdir, basename(file)))),
  ]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder = join(here, "dist")] = process.argv.slice(2).filter((word) => !word.startsWith("--"));
  await buildExtension(resolve(folder), { production: process.argv.includes("--production") });
}
