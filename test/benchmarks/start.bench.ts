import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SERVE } from "../end-to-end/console-server.ts";
import type { Measurement } from "./measurement.ts";

const READY_SECONDS = 2;
const LIMIT_SECONDS = 3;
const PORT = 8497;

/** Seconds from `serve` on the embedded demo company until it is ready, and to the first proved answer over HTTP. */
export async function run(): Promise<Measurement[]> {
  const data = await mkdtemp(join(tmpdir(), "sextant-bench-"));
  const start = performance.now();
  const server = spawn(
    process.execPath,
    [...SERVE.flags, "server/dist/cli.js", "--source", "demo", "--data", data, "serve", "--port", String(PORT)],
    {
      stdio: "ignore",
      env: { ...SERVE.environment, ...process.env },
    },
  );
  try {
    const ready = await until(start, "/ready");
    const seconds = await until(start, "/api/reports/aged-receivable");
    return [
      {
        name: "serve until it is ready (built, demo company)",
        value: ready,
        unit: "s",
        limit: `<= ${READY_SECONDS}`,
        ok: ready <= READY_SECONDS,
      },
      {
        name: "serve to the first answer (built, demo company)",
        value: seconds,
        unit: "s",
        limit: `<= ${LIMIT_SECONDS}`,
        ok: seconds <= LIMIT_SECONDS,
      },
    ];
  } finally {
    server.kill();
    await rm(data, { recursive: true, force: true });
  }
}

/** Seconds until a path is answered well. */
async function until(start: number, path: string): Promise<number> {
  for (;;) {
    const response = await fetch(`http://127.0.0.1:${PORT}${path}`).catch(() => undefined);
    if (response?.ok) {
      await response.json();
      return (performance.now() - start) / 1000;
    }
    if (performance.now() - start > 60_000)
      throw new Error(`No answer in 60 s: ${response ? await response.text() : "no server"}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
