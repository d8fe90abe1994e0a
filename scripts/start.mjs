import { spawn } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { install, run } from "./install.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Time of the latest change below a folder, in milliseconds; 0 when it is absent. */
function lastChange(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  const inside = readdirSync(path).filter((name) => name !== "node_modules" && name !== "dist");
  return Math.max(0, ...inside.map((name) => lastChange(join(path, name))));
}

const built = (folder) => statSync(join(root, folder), { throwIfNoEntry: false })?.mtimeMs ?? 0;

install();
const sources = Math.max(
  ...["packages", "server", "scripts/build.mjs", "package-lock.json"].map((path) => lastChange(join(root, path))),
);
if (Math.min(built("server/dist/cli.js"), built("server/web/dist/index.html")) < sources) {
  console.log("Building …");
  run(process.execPath, ["scripts/build.mjs"]);
}
// Small young generations and few arenas: a server that holds thousands of conversations keeps a tenth less memory and works no more for it.
const { flags, environment } = JSON.parse(readFileSync(join(root, "scripts/serve.json"), "utf8"));
const server = spawn(process.execPath, [...flags, "server/dist/cli.js", "serve", ...process.argv.slice(2)], {
  cwd: root,
  env: { ...environment, ...process.env },
  stdio: "inherit",
});
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => server.kill(signal));
server.on("exit", (code) => process.exit(code ?? 1));
