import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { install } from "./install.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
/** Exit code of a provisioning where a machine cannot run Odoo, or VS Code, at all: not root, not Debian 12. */
const NOT_POSSIBLE = 69;
const report = join(root, "node_modules", ".sextant-test-report.json");

const times = [];

function timed(name, work) {
  const start = Date.now();
  const result = work();
  times.push([name, (Date.now() - start) / 1000]);
  return result;
}

function step(name, program, args) {
  console.log(`\n── ${name}`);
  const status = timed(name, () => spawnSync(program, args, { cwd: root, stdio: "inherit" }).status ?? 1);
  console.log(`── ${name}: ${status === 0 ? "done" : `failed (${status})`} in ${times.at(-1)?.[1].toFixed(0)} s`);
  return status;
}

/** Counts of the test run; a file that failed to load counts as one failure. */
function readReport() {
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0, reasons: [] };
  const { testResults, numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(
    readFileSync(report, "utf8"),
  );
  const broken = testResults.filter(
    ({ status, assertionResults }) => status === "failed" && !assertionResults.some((one) => one.status === "failed"),
  );
  const skipped = testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === "skipped" || status === "pending")
      .map(({ fullName }) => `${name.replace(root, "")}: ${fullName}`),
  );
  return {
    passed: numPassedTests,
    failed: numFailedTests + broken.length,
    skipped: numPendingTests + numTodoTests,
    reasons: skipped,
  };
}

timed("packages", install);
const statuses = [
  step("types and style", "npm", ["run", "--silent", "check"]),
  step("build", process.execPath, ["scripts/build.mjs"]),
];
// A machine that cannot run Odoo still runs the rest: each test that needs it is skipped with the reason.
if (process.env.SEXTANT_TEST_ODOO !== "0") {
  const status = step("a real Odoo", "bash", ["test/odoo/provision.sh"]);
  if (status === NOT_POSSIBLE)
    console.log("!! No real Odoo on this machine: the tests against it are SKIPPED. The reason is above.");
  else statuses.push(status);
}
if (process.env.SEXTANT_TEST_VSCODE !== "0") {
  const status = step("a real VS Code", "bash", ["test/vscode/provision.sh"]);
  if (status === NOT_POSSIBLE)
    console.log("!! No real VS Code on this machine: the tests in it are SKIPPED. The reason is above.");
  else statuses.push(status);
}
rmSync(report, { force: true });
const filters = process.argv.slice(2);
step("tests", "npx", [
  "vitest",
  "run",
  "--reporter=default",
  "--reporter=json",
  "--reporter=./scripts/slowest-files.mjs",
  `--outputFile.json=${report}`,
  ...filters,
]);

const { passed, failed, skipped, reasons } = readReport();
if (reasons.length > 0) console.log(`\nSkipped:\n${reasons.map((reason) => `  ${reason}`).join("\n")}`);
const together = times.reduce((sum, [, seconds]) => sum + seconds, 0);
console.log("\nSteps:");
for (const [name, seconds] of [...times, ["together", together]])
  console.log(`${seconds.toFixed(1).padStart(8)} s  ${name}`);
const broken = statuses.filter((status) => status !== 0).length;
console.log(`\n${passed + statuses.length - broken} passed, ${failed + broken} failed, ${skipped} skipped`);
process.exit(failed + broken === 0 ? 0 : 1);
