import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { cpSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as after } from "node:timers/promises";
import { freePort } from "../end-to-end/console-server.ts";
import { extensionHostServer, vscodeNode, workbenchServer } from "./home.ts";

const START_MS = 60_000;
const SETTINGS = join(import.meta.dirname, "user-settings.json");

export interface VscodeServer {
  readonly url: string;
  /** Ends the server and all that it started: extension hosts, language servers, MCP servers. */
  stop(): Promise<void>;
}

/**
 * Starts VS Code for a browser, with extensions installed as people install them.
 *
 * @param data Empty folder for settings, extensions and the log of this run.
 */
export async function startWorkbench(data: string, extensions: readonly string[]): Promise<VscodeServer> {
  placeSettings(join(data, "user/User"));
  const folders = ["--user-data-dir", join(data, "user"), "--extensions-dir", join(data, "extensions")];
  // Otherwise it reads and writes the configuration of the person who runs the tests.
  const own = join(data, "xdg");
  const env = { ...environment(), XDG_CONFIG_HOME: own, XDG_DATA_HOME: own, XDG_CACHE_HOME: own };
  for (const file of extensions)
    execFileSync(vscodeNode, [workbenchServer, ...folders, "--install-extension", file, "--force"], { env });
  const port = await freePort();
  const options = [
    "--bind-addr",
    `127.0.0.1:${port}`,
    "--auth",
    "none",
    "--disable-telemetry",
    "--disable-update-check",
  ];
  return start(data, port, "/healthz", env, [workbenchServer, ...folders, ...options, "--disable-workspace-trust"]);
}

/** Starts VS Code's own server, in whose extension host a mocha suite can run; `env` reaches that host. */
export async function startExtensionHost(data: string, env: Readonly<Record<string, string>>): Promise<VscodeServer> {
  for (const scope of ["User", "Machine"]) placeSettings(join(data, "server/data", scope));
  const port = await freePort();
  return start(data, port, "/version", { ...environment(), ...env }, [
    extensionHostServer,
    ...["--host", "127.0.0.1", "--port", String(port), "--without-connection-token", "--accept-server-license-terms"],
    ...["--server-data-dir", join(data, "server"), "--extensions-dir", join(data, "extensions")],
    ...["--telemetry-level", "off", "--enable-smoke-test-driver", "--disable-workspace-trust"],
  ]);
}

function placeSettings(folder: string): void {
  mkdirSync(folder, { recursive: true });
  cpSync(SETTINGS, join(folder, "settings.json"));
}

/** The environment of the tests without what vitest and npm put there, which would reach the extension host. */
function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(VITEST|NODE_|npm_|TEST$|DEV$|PROD$|MODE$)/.test(name),
  );
  return { ...Object.fromEntries(kept), PATH: `${dirname(vscodeNode)}:${process.env.PATH ?? ""}` };
}

async function start(
  data: string,
  port: number,
  ready: string,
  env: NodeJS.ProcessEnv,
  command: readonly string[],
): Promise<VscodeServer> {
  mkdirSync(data, { recursive: true });
  const log = join(data, "server.log");
  const output = openSync(log, "w");
  // A process group of its own: one signal reaches everything that the server started.
  const child = spawn(vscodeNode, command, { env, detached: true, stdio: ["ignore", output, output] });
  const kill = () => signal(child, "SIGKILL");
  process.once("exit", kill);
  const url = `http://127.0.0.1:${port}`;
  const stop = async () => {
    signal(child, "SIGTERM");
    for (let tries = 0; tries < 50 && groupIsAlive(child); tries += 1) await after(100);
    kill();
    process.off("exit", kill);
  };
  const deadline = Date.now() + START_MS;
  while (!(await fetch(url + ready).catch(() => undefined))?.ok) {
    if (child.exitCode !== null || Date.now() > deadline) {
      await stop();
      throw new Error(`VS Code did not start. Its log ${log} ends: ${readFileSync(log, "utf8").slice(-2000)}`);
    }
    await after(100);
  }
  return { url, stop };
}

function signal({ pid }: ChildProcess, name: NodeJS.Signals | 0): boolean {
  if (pid === undefined) return false;
  try {
    process.kill(-pid, name);
    return true;
  } catch {
    return false;
  }
}

const groupIsAlive = (child: ChildProcess) => signal(child, 0);
