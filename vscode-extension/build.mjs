import { cp, mkdir, readdir, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const require = createRequire(import.meta.url);
const here = dirname(fileURLToPath(import.meta.url));

/** Programs of the extension: bundle → source. */
const PROGRAMS = {
  main: "src/main.ts",
  "language-server": "language-server/main.ts",
  "mcp-server": "mcp-server.ts",
  "facts-worker": "../packages/odoo-workspace/src/facts-worker.ts",
};

/** Pages of web views, with their style. */
const PAGES = ["webview/module-graph.ts", "webview/module-graph.css"];

/** Files, not code, that stand beside the bundles: the parser's WebAssembly, and the page that diagnostics link to. */
const FILES = [
  require.resolve("web-tree-sitter/web-tree-sitter.wasm"),
  require.resolve("tree-sitter-python/tree-sitter-python.wasm"),
  join(here, "../docs/guides/check-rules.md"),
];

/**
 * Bundles everything into CommonJS, which all hosts of extensions load; what asks for its own place gets the bundle's. With `suite`, the tests that
 * run in the host of extensions too.
 */
export async function buildExtension(outdir, { production = false, suite = false } = {}) {
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
    build({
      entryPoints: PAGES.map((page) => join(here, page)),
      outdir: join(outdir, "webview"),
      bundle: true,
      target: "es2022",
      format: "iife",
      minify: production,
      logLevel: "warning",
    }),
    suite && buildSuite(join(outdir, "test")),
    ...FILES.map((file) => cp(file, join(outdir, basename(file)))),
  ]);
}

async function buildSuite(outdir) {
  const tests = (await readdir(join(here, "test"))).filter((name) => name.endsWith(".test.ts"));
  await build({
    entryPoints: tests.map((name) => join(here, "test", name)),
    outdir,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    external: ["vscode", "mocha"],
    sourcemap: "inline",
    logLevel: "warning",
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder = join(here, "dist")] = process.argv.slice(2).filter((word) => !word.startsWith("--"));
  const has = (option) => process.argv.includes(option);
  await buildExtension(resolve(folder), { production: has("--production"), suite: has("--suite") });
}
