import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const CLI = fileURLToPath(new URL("../../server/dist/cli.js", import.meta.url));
const START_MS = 60_000;

/** How the product starts its server. */
export const SERVE = JSON.parse(
  readFileSync(fileURLToPath(new URL("../../scripts/serve.json", import.meta.url)), "utf8"),
) as { readonly flags: readonly string[]; readonly environment: Readonly<Record<string, string>> };

/** The built server on the embedded demo company. */
export interface ConsoleServer {
  readonly url: string;
  readonly pid: number;
  /** Its folder of data. */
  readonly data: string;
  stop(): Promise<void>;
}

/** A port that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("The system gave no port.");
  return address.port;
}

/**
 * Starts the built server on the demo company, or with the settings given and no other of the environment.
 *
 * @param kept A folder of data that stays; default: an empty one that goes with the server.
 *
 * @throws Error with what the server printed when it does not come up.
 */
export async function startConsole(
  port: number,
  settings: Readonly<Record<string, string>> = { SEXTANT_SOURCE: "demo" },
  kept: string | null = null,
): Promise<ConsoleServer> {
  if (!existsSync(CLI)) throw new Error("The server is not built. Run: npm run build.");
  const folder = kept ?? mkdtempSync(join(tmpdir(), "sextant-console-"));
  const environment = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith("SEXTANT_") && name !== "DATABASE_URL"),
  );
  const child = spawn(process.execPath, [...SERVE.flags, CLI, "--data", folder, "serve", "--port", String(port)], {
    cwd: folder,
    env: { ...SERVE.environment, ...environment, ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
  try {
    const url = await announcedUrl(child);
    return {
      url,
      pid: child.pid ?? 0,
      data: folder,
      async stop() {
        await end(child);
        if (kept === null) rmSync(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await end(child);
    throw error;
  }
}

function announcedUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = "";
    const timer = setTimeout(() => reject(new Error(`The server did not start in time. It said: ${output}`)), START_MS);
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const url = /Sextant is at (http:\/\/[^\s/]+)/.exec(output)?.[1];
      if (url === undefined) return;
      clearTimeout(timer);
      resolve(url);
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.on("exit", (code) => {
      clearTimeout(timer);
      reject(new Error(`The server ended with code ${code}. It said: ${output}`));
    });
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  // Writing what is not kept yet may hold the server back; a test must not wait for ever.
  const force = setTimeout(() => child.kill("SIGKILL"), 90_000);
  await gone;
  clearTimeout(force);
}
