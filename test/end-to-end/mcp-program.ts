import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";

const CLI = fileURLToPath(new URL("../../server/dist/cli.js", import.meta.url));

/** Protocol of 2025, opened by `initialize`, or of 2026, where every request stands for itself. */
export type Era = "2025" | "2026";
const ERAS = { "2025": "legacy", "2026": { pin: "2026-07-28" } } as const;

/** A connected client, and what the server wrote beside the protocol. */
export interface Connected {
  readonly client: Client;
  /** Everything on standard error so far. */
  readonly log: () => string;
  close(): Promise<void>;
}

const newClient = (era: Era) => new Client({ name: "test", version: "1" }, { versionNegotiation: { mode: ERAS[era] } });

/** Starts the built server in an empty folder with these settings and nothing else from the environment, and connects the real client. */
export async function connectOnStdio(
  args: readonly string[],
  { era = "2025", settings = {} }: { readonly era?: Era; readonly settings?: Readonly<Record<string, string>> } = {},
): Promise<Connected> {
  const { cwd, env } = emptyFolder(settings);
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [CLI, "mcp", ...args],
    cwd,
    env,
    stderr: "pipe",
  });
  let log = "";
  transport.stderr?.on("data", (chunk: Buffer) => {
    log += chunk.toString();
  });
  const client = newClient(era);
  await client.connect(transport);
  return {
    client,
    log: () => log,
    async close() {
      await client.close();
      rmSync(cwd, { recursive: true, force: true });
    },
  };
}

export async function connectOverHttp(url: string, token: string, era: Era): Promise<Client> {
  const client = newClient(era);
  await client.connect(
    new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers: { Authorization: `Bearer ${token}` } } }),
  );
  return client;
}

/** The program itself, for what no well-behaved client sends. */
export interface Program {
  readonly child: ChildProcessWithoutNullStreams;
  /** Lines of standard output so far. */
  readonly lines: () => readonly string[];
  readonly errors: () => string;
  /** Waits until standard output has a line that fits. */
  line(fits: (line: string) => boolean): Promise<string>;
  /** Waits until it has ended; gives its exit code, null for a signal. */
  readonly ended: Promise<number | null>;
}

export function startProgram(args: readonly string[], settings: Readonly<Record<string, string>> = {}): Program {
  const { cwd, env } = emptyFolder(settings);
  const child = spawn(process.execPath, [CLI, "mcp", ...args], { cwd, env });
  let out = "";
  let errors = "";
  const listeners = new Set<() => void>();
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    out += text;
    for (const listener of listeners) listener();
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    errors += text;
  });
  // The pipe of a program that left breaks; the test looks at how it left.
  child.stdin.on("error", () => undefined);
  const lines = () => out.split("\n").filter((line) => line !== "");
  const ended = new Promise<number | null>((resolve) =>
    child.on("close", (code) => {
      rmSync(cwd, { recursive: true, force: true });
      resolve(code);
    }),
  );
  return {
    child,
    lines,
    errors: () => errors,
    ended,
    line: (fits) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = lines().find(fits);
          if (found === undefined) return;
          listeners.delete(look);
          resolve(found);
        };
        listeners.add(look);
        look();
        ended.then((code) => reject(new Error(`The program ended with ${code}. It said: ${out}${errors}`)));
      }),
  };
}

function emptyFolder(settings: Readonly<Record<string, string>>) {
  const { PATH = "", HOME = "" } = process.env;
  return { cwd: mkdtempSync(join(tmpdir(), "sextant-mcp-")), env: { PATH, HOME, ...settings } };
}
