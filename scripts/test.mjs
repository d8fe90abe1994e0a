import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { checkNode } from "./install.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
/** Exit code of a provisioning where a machine cannot run Odoo, or VS Code, at all: not root, not Debian 12. */
const NOT_POSSIBLE = 69;
const filters = process.argv.slice(2);

const times = [];
/** What runs now. */
const begun = new Set();

/** A step that runs beside others; each of its lines says whose it is. */
async function step(name, program, args) {
  const start = Date.now();
  const child = spawn(program, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
  begun.add(child);
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on("line", (line) => console.log(`${name} │ ${line}`));
  const [status] = await once(child, "exit"); // not "close": a database server that it started may hold its pipes
  begun.delete(child);
  const seconds = (Date.now() - start) / 1000;
  console.log(`── ${name}: ${status === 0 ? "done" : `failed (${status})`} in ${seconds.toFixed(0)} s`);
  times.push([name, seconds]);
  return status ?? 1;
}

/**
 * Runs the test files of these vitest projects and counts; a file that failed to load counts as one failure.
 *
 * @param {string} name what the step is called
 * @param {string[]} projects as `vitest --project` takes them
 */
async function runTests(name, projects) {
  const report = join(root, "node_modules", `.sextant-${name.replaceAll(" ", "-")}.json`);
  rmSync(report, { force: true });
  console.log(`\n── ${name}`);
  const start = Date.now();
  const child = spawn(
    "npx",
    [
      "vitest",
      "run",
      "--passWithNoTests",
      "--reporter=default",
      "--reporter=json",
      "--reporter=./scripts/slowest-files.mjs",
      `--outputFile.json=${report}`,
      ...projects.flatMap((project) => ["--project", project]),
      ...filters,
    ],
    { cwd: root, stdio: "inherit" },
  );
  const [status] = await once(child, "close");
  const counts = existsSync(report) ? countsOf(report) : { passed: 0, failed: status === 0 ? 0 : 1, skipped: [] };
  return { ...counts, seconds: (Date.now() - start) / 1000 };
}

function countsOf(report) {
  const { testResults, numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, "utf8"));
  const broken = testResults.filter(
    ({ status, assertionResults }) => status === "failed" && !assertionResults.some((one) => one.status === "failed"),
  );
  const skipped = testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === "skipped" || status === "pending" || status === "todo")
      .map(({ fullName }) => `${name.replace(root, "")}: ${fullName}`),
  );
  return { passed: numPassedTests, failed: numFailedTests + broken.length, skipped };
}

/** A real Odoo, then a real VS Code. A machine that cannot run one still runs the rest: what needs it is skipped with the reason. */
async function provision() {
  const statuses = [];
  for (const [name, variable, script] of [
    ["a real Odoo", "SEXTANT_TEST_ODOO", "test/odoo/provision.sh"],
    ["a real VS Code", "SEXTANT_TEST_VSCODE", "test/vscode/provision.sh"],
  ]) {
    if (process.env[variable] === "0") continue;
    const status = await step(name, "bash", [script]);
    if (status === NOT_POSSIBLE)
      console.log(`!! Not possible on this machine: the tests with ${name} are SKIPPED. The reason is above.`);
    else statuses.push(status);
  }
  return statuses;
}

checkNode();
// It needs no package. The first time it keeps one core busy for minutes: all that needs nothing of it runs meanwhile.
const provisioning = provision();
if ((await step("packages", process.execPath, ["scripts/install.mjs"])) !== 0) {
  for (const child of begun) child.kill();
  process.exit(1);
}
const statuses = await Promise.all([
  step("types and style", "npm", ["run", "--silent", "check"]),
  step("build", process.execPath, ["scripts/build.mjs"]),
]);
const unit = await runTests("tests that need nothing", ["unit"]);
const provisioned = await provisioning;
statuses.push(...provisioned);
const real = await runTests("tests with real parts", ["odoo", "vscode", "end-to-end"]);
times.push(["tests that need nothing", unit.seconds], ["tests with real parts", real.seconds]);

const skipped = [...unit.skipped, ...real.skipped];
if (skipped.length > 0) console.log(`\nSkipped:\n${skipped.map((reason) => `  ${reason}`).join("\n")}`);
console.log("\nSteps, some beside others:");
for (const [name, seconds] of [...times, ["together", performance.now() / 1000]])
  console.log(`${seconds.toFixed(1).padStart(8)} s  ${name}`);
const broken = statuses.filter((status) => status !== 0).length;
const failed = unit.failed + real.failed + broken;
console.log(
  `\n${unit.passed + real.passed + statuses.length - broken} passed, ${failed} failed, ${skipped.length} skipped`,
);
process.exit(failed === 0 ? 0 : 1);
