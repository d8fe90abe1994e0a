import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const NODE_FLOOR = [20, 19];

/** Runs a program in the repository with its output shown; ends this process with its code when it fails. */
export function run(program, args, options = {}) {
  const { status, signal, error } = spawnSync(program, args, { cwd: root, stdio: "inherit", ...options });
  if (error) throw error;
  if (status !== 0) process.exit(signal ? 1 : status);
}

/** Ends this process, with the reason, where Node is older than what Sextant runs on. */
export function checkNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < NODE_FLOOR[0] || (major === NODE_FLOOR[0] && minor < NODE_FLOOR[1])) {
    console.error(`Sextant needs Node ${NODE_FLOOR.join(".")} or later; this is ${process.versions.node}.`);
    process.exit(2);
  }
}

/** Installs the packages of the lockfile when they are not there yet, or when the lockfile has changed since. */
export function install() {
  checkNode();
  const digest = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
  const stamp = join(root, "node_modules", ".sextant-lock");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === digest) return;
  console.log("Installing packages …");
  // `npm test --silent` would hide why an installation fails.
  run("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
  writeFileSync(stamp, digest);
}

if (import.meta.filename === process.argv[1]) install();
