import { appendFileSync, cpSync, statSync, truncateSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { openWorkspace } from "@sextant/odoo-workspace";

const WORKER = resolve("server/dist/facts-worker.js");
/** Modules that the branch switch touches every file of. */
const SWITCHED = ["account", "sale", "stock", "purchase", "mrp", "crm", "project", "hr", "product", "website_sale"];

/** What the program prints, as its last line. */
export interface BranchSwitch {
  /** Megabytes that the process keeps after five more switches there and back. */
  readonly grown: number;
  /** Milliseconds for which nothing else had a turn. */
  readonly longest: number;
  /** Of the first of them. */
  readonly seconds: number;
  readonly files: number;
}

function memory(): number {
  globalThis.gc?.();
  return process.memoryUsage().rss / 1024 / 1024;
}

/** Changes every source of some modules and back, five times. */
async function branchSwitch(home: string, addons: string): Promise<BranchSwitch> {
  const repository = join(home, "repository");
  for (const name of SWITCHED) cpSync(join(addons, name), join(repository, name), { recursive: true });
  const workspace = await openWorkspace({
    folders: [repository],
    version: "19.0",
    data: join(home, "switched"),
    workerScript: WORKER,
  });
  const { files } = await workspace.whenComplete();
  const sources = [...files.keys()].filter((path) => /\.(?:py|xml|js)$/.test(path) && dirname(path) !== repository);
  const sizes = new Map(sources.map((path) => [path, statSync(path).size]));
  const change = async (there: boolean) => {
    for (const [path, size] of sizes)
      if (there) appendFileSync(path, path.endsWith(".py") ? "\n# x\n" : "\n");
      else truncateSync(path, size);
    await workspace.filesChanged(sources);
  };
  await change(true);
  await change(false);
  const before = memory();
  let longest = 0;
  let last = performance.now();
  const clock = setInterval(() => {
    longest = Math.max(longest, performance.now() - last - 5);
    last = performance.now();
  }, 5);
  const start = performance.now();
  await change(true);
  const seconds = (performance.now() - start) / 1000;
  clearInterval(clock);
  await change(false);
  for (let round = 0; round < 4; round += 1) {
    await change(true);
    await change(false);
  }
  const grown = memory() - before;
  await workspace.close();
  return { grown, longest, seconds, files: sources.length };
}

const [home, addons] = process.argv.slice(2);
if (home !== undefined && addons !== undefined) console.log(JSON.stringify(await branchSwitch(home, addons)));
