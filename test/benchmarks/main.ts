import { readFileSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { odooAvailable, startOdoo } from "../odoo/real-odoo.ts";
import { run as assistant } from "./assistant.bench.ts";
import { run as changes } from "./changes.bench.ts";
import { run as check } from "./check.bench.ts";
import { run as code } from "./code.bench.ts";
import { run as consolePage } from "./console.bench.ts";
import { run as editor } from "./editor.bench.ts";
import { run as lake } from "./lake.bench.ts";
import { run as live } from "./live.bench.ts";
import type { BenchmarkTarget, Measurement } from "./measurement.ts";
import { run as client } from "./odoo-client.bench.ts";
import { run as panel } from "./panel.bench.ts";
import { run as rename } from "./rename.bench.ts";
import { run as start } from "./start.bench.ts";
import { run as vscode } from "./vscode.bench.ts";

const PAGE = "docs/benchmarks.md";
const BENCHMARKS: Readonly<Record<string, (target: BenchmarkTarget) => Promise<readonly Measurement[]>>> = {
  start,
  client,
  live,
  lake,
};
/** Those that need no server of the volume database. */
const WITHOUT_SERVER: Readonly<Record<string, () => Promise<readonly Measurement[]>>> = {
  console: consolePage,
  panel,
  assistant,
  code,
  check,
  rename,
  editor,
  vscode,
  changes,
};

const figure = (value: number) => (Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3));
const row = ({ name, value, unit, limit, ok }: Measurement) =>
  `| ${name} | ${figure(value)} ${unit} | ${limit} | ${limit === "" ? "" : ok ? "reached" : "**missed**"} |`;

const chosen = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
const all = [...Object.keys(WITHOUT_SERVER), ...Object.keys(BENCHMARKS)];
const names = chosen.length > 0 ? chosen : all;
const unknown = names.filter((name) => !all.includes(name));
if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(", ")}. There are: ${all.join(", ")}.`);
  process.exit(2);
}
const served = names.filter((name) => name in BENCHMARKS);
const reason = served.length === 0 ? null : odooAvailable("volume");
if (reason !== null) {
  console.error(`No volume database: ${reason}`);
  process.exit(2);
}

const measured: Measurement[] = [];
const notMeasured: string[] = [];
const measure = async (name: string, run: (() => Promise<readonly Measurement[]>) | undefined) => {
  console.log(`── ${name}`);
  try {
    const results = (await run?.()) ?? [];
    for (const result of results) console.log(row(result));
    measured.push(...results);
  } catch (error) {
    // One that cannot run keeps none of the others from being measured.
    notMeasured.push(name);
    console.error(`!! ${name} was not measured: ${error instanceof Error ? error.message : String(error)}`);
  }
};
for (const name of names) if (name in WITHOUT_SERVER) await measure(name, WITHOUT_SERVER[name]);
if (served.length > 0) {
  const odoo = await startOdoo({ database: "shared_volume19", template: "volume", workers: 2 });
  try {
    const target = { url: odoo.url, database: odoo.database, key: odoo.key, login: odoo.login, companyId: 1 };
    for (const name of served) await measure(name, () => BENCHMARKS[name]?.(target) ?? Promise.resolve([]));
  } finally {
    await odoo.stop();
  }
}

const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}, ${new Date().toISOString().slice(0, 10)}`;
const table = ["| What | Measured | Limit | |", "|---|---|---|---|", ...measured.map(row)].join("\n");
console.log(`\n${machine}\n\n${table}`);
if (process.argv.includes("--write")) {
  const page = readFileSync(PAGE, "utf8");
  writeFileSync(
    PAGE,
    page.replace(
      /<!-- measured -->[\s\S]*<!-- \/measured -->/,
      `<!-- measured -->\n${machine}\n\n${table}\n<!-- /measured -->`,
    ),
  );
}
process.exit(notMeasured.length === 0 && measured.every(({ ok }) => ok) ? 0 : 1);
