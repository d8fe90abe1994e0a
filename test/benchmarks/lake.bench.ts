import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { lakeDir, lakeInfo, openLake } from "../../server/src/odoo/index.ts";
import { runReport } from "../../server/src/reports/index.ts";
import type { BenchmarkTarget, Measurement } from "./measurement.ts";

const ROUNDS = 9;
const AS_OF = ["2026-06-30", "2026-03-31", "2025-03-15", "2024-01-31"] as const;
const MiB = 2 ** 20;

/**
 * A full sync of the volume database by the built program (its own process, so that its memory is its own), a second sync that finds
 * nothing to do, and statements from the lake, warm: the median of several passes from the question to the proved result.
 */
export async function run(target: BenchmarkTarget): Promise<Measurement[]> {
  const data = await mkdtemp(join(tmpdir(), "sextant-bench-lake-"));
  try {
    const full = await sync(target, data, ["--full"]);
    const again = await sync(target, data, []);
    const dir = lakeDir({ data, odoo: target });
    const { items, bytesPerItem } = await lakeInfo(dir, { contents: true });
    return [
      { name: "journal items in the lake", value: items, unit: "items", limit: ">= 1000000", ok: items >= 1_000_000 },
      limited("full sync, start to end", full.seconds, "s", 60),
      limited("peak memory of that process while it streams all items", full.streamingMiB, "MiB", 300),
      { name: "peak memory of that process", value: full.peakMiB, unit: "MiB", limit: "", ok: true },
      limited("size of the lake", bytesPerItem, "bytes an item", 60),
      { name: "sync when nothing changed", value: again.seconds, unit: "s", limit: "", ok: true },
      ...(await statements(dir, target.companyId)),
    ];
  } finally {
    await rm(data, { recursive: true, force: true });
  }
}

async function statements(dir: string, companyId: number): Promise<Measurement[]> {
  const source = await openLake(dir);
  try {
    const results: Measurement[] = [];
    const measure = async (name: string, limit: number | null, work: () => Promise<unknown>) => {
      const value = await median(work);
      results.push(limit === null ? { name, value, unit: "s", limit: "", ok: true } : limited(name, value, "s", limit));
    };
    const report = (name: string, dates: object) => () =>
      runReport(source, name, { company: companyId, ...dates }, { today: "2026-11-20" });
    for (const asOf of AS_OF) {
      await measure(`lake aged receivable at ${asOf}, warm`, 0.3, report("aged-receivable", { asOf }));
    }
    await measure("lake aged payable at 2026-03-31, warm", 0.3, report("aged-payable", { asOf: "2026-03-31" }));
    await measure(
      "lake trial balance over a quarter, warm",
      null,
      report("trial-balance", { from: "2026-01-01", to: "2026-03-31" }),
    );
    await measure("lake balance sheet, warm", null, report("balance-sheet", { asOf: "2026-03-31" }));
    return results;
  } finally {
    await source.close();
  }
}

/** Seconds, the first pass left out. */
async function median(work: () => Promise<unknown>): Promise<number> {
  const seconds: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const start = performance.now();
    await work();
    if (round > 0) seconds.push((performance.now() - start) / 1000);
  }
  return seconds.sort((a, b) => a - b)[ROUNDS >> 1] ?? Number.NaN;
}

async function sync(target: BenchmarkTarget, data: string, options: readonly string[]) {
  const { url, database, key, login } = target;
  // The small tables are written first, when all items have been read.
  const reference = join(lakeDir({ data, odoo: target }), "reference");
  const start = performance.now();
  const child = spawn(process.execPath, ["server/dist/cli.js", "--data", data, "sync", ...options], {
    stdio: ["ignore", "ignore", "pipe"],
    env: {
      ...process.env,
      SEXTANT_ODOO_URL: url,
      SEXTANT_ODOO_DATABASE: database,
      SEXTANT_ODOO_KEY: key,
      SEXTANT_ODOO_LOGIN: login,
    },
  });
  let said = "";
  child.stderr.on("data", (piece: Buffer) => {
    said = (said + piece.toString()).slice(-2000);
  });
  let peak = 0;
  let streaming = 0;
  const watch = setInterval(() => {
    peak = Math.max(peak, residentBytes(child.pid ?? 0));
    if (!existsSync(reference)) streaming = peak;
  }, 50);
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  clearInterval(watch);
  if (code !== 0) throw new Error(`sync ended with ${code}: ${said}`);
  return { seconds: (performance.now() - start) / 1000, peakMiB: peak / MiB, streamingMiB: streaming / MiB };
}

/** The largest resident size that the kernel saw so far; Linux only, 0 elsewhere and when the process is gone. */
function residentBytes(pid: number): number {
  try {
    return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}

function limited(name: string, value: number, unit: string, most: number): Measurement {
  return { name, value, unit, limit: `<= ${most}`, ok: value > 0 && value <= most };
}
