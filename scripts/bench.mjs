import { spawnSync } from "node:child_process";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { bundle, root } from "./build.mjs";

const out = "node_modules/.sextant-bench";
await rm(join(root, out), { recursive: true, force: true });
await bundle(["test/benchmarks/main.ts"], out);
const { status } = spawnSync(process.execPath, ["--expose-gc", join(root, out, "main.js"), ...process.argv.slice(2)], {
  cwd: root,
  stdio: "inherit",
});
process.exit(status ?? 1);
