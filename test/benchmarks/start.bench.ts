import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Measurement } from "./measurement.ts";

const LIMIT_SECONDS = 3;
const PORT = 8497;

/** Seconds from `serve` on the embedded demo company to the first proved answer over HTTP, and the server's memory then. */
export async function run(): Promise<Measurement[]> {
  const data = await mkdtemp(join(tmpdir(), "sextant-bench-"));
  const start = performance.now();
  const server = spawn(
    process.execPath,
    ["server/dist/cli.js", "--source", "demo", "--data", data, "serve", "--port", String(PORT)],
    {
      stdio: "ignore",
    },
  );
  try {
    const seconds = await firstAnswer(start);
    return [
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

async function firstAnswer(start: number): Promise<number> {
  for (;;) {
    const response = await fetch(`http://127.0.0.1:${PORT}/api/reports/aged-receivable`).catch(() => undefined);
    if (response?.ok) {
      await response.json();
      return (performance.now() - start) / 1000;
    }
    if (performance.now() - start > 60_000)
      throw new Error(`No answer in 60 s: ${response ? await response.text() : "no server"}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
