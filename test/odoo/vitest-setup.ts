import { odooAvailable, type Template } from "./home.ts";
import { closeRun, openRun, sweepDeadRuns } from "./run-registry.ts";
import { runScript } from "./scripts.ts";

/**
 * Set-up of the project `odoo`: starts the private PostgreSQL, opens the register of what this run starts, and takes all of it
 * away at the end. Where something is not provisioned it says so, loudly; `describeOdoo` skips the tests concerned.
 */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  const wanted: Template[] = ["demo", "company", "volume", "demo14"];
  const missing = wanted.map((t) => [t, odooAvailable(t)] as const).filter(([, reason]) => reason !== null);
  if (missing.length > 0) {
    const lines = missing.map(([template, reason]) => `!!   ${template}: ${reason}`);
    console.warn(
      ["", "!! TESTS WITH A REAL ODOO THAT CANNOT RUN ON THIS MACHINE AND ARE SKIPPED:", ...lines, ""].join("\n"),
    );
  }
  if (missing.length === wanted.length) return undefined;
  await runScript("postgres.sh", []);
  await sweepDeadRuns();
  const folder = openRun();
  return () => closeRun(folder);
}
