import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { install } from "./install.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const report = join(root, "node_modules", ".sextant-test-report.json");

function step(name, program, args, options = {}) {
  const start = Date.now();
  console.log(`\n── ${name}`);
  const { status } = spawnSync(program, args, { cwd: root, stdio: "inherit", ...options });
  console.log(
    `── ${name}: ${status === 0 ? "done" : `failed (${status})`} in ${((Date.now() - start) / 1000).toFixed(0)} s`,
  );
  return status === 0;
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

install();
const checks = [
  step("types and style", "npm", ["run", "--silent", "check"]),
  step("build", process.execPath, ["scripts/build.mjs"]),
];
// A machine that cannot run Odoo still runs the rest: each test that needs it is skipped with the reason.
const provisioned = process.env.SEXTANT_TEST_ODOO !== "0" && step("a real Odoo", "bash", ["test/odoo/provision.sh"]);
if (!provisioned) console.log("!! No real Odoo here: the tests against it are SKIPPED. The reason is above.");
rmSync(report, { force: true });
const filters = process.argv.slice(2);
step("tests", "npx", [
  "vitest",
  "run",
  "--reporter=default",
  "--reporter=json",
  `--outputFile.json=${report}`,
  ...filters,
]);

const { passed, failed, skipped, reasons } = readReport();
if (reasons.length > 0) console.log(`\nSkipped:\n${reasons.map((reason) => `  ${reason}`).join("\n")}`);
const failures = failed + checks.filter((ok) => !ok).length;
console.log(`\n${passed + checks.filter(Boolean).length} passed, ${failures} failed, ${skipped} skipped`);
process.exit(failures === 0 ? 0 : 1);
