import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { errorBodyOf, reportParameters, toSextantError } from "@sextant/contracts";
import { openBooks } from "../../server/src/odoo/index.ts";
import { readConfig } from "../../server/src/platform/config.ts";
import { runReport } from "../../server/src/reports/index.ts";
import { TODAY } from "./compare-with-sql.ts";
import type { CliRun } from "./run-cli.ts";

/** A statement and its parameters, as the command line takes them. */
export type Asked = readonly [name: string, parameters?: Readonly<Record<string, unknown>>];

/**
 * What `sextant report … --format json` prints and exits with, for one statement after the other in this process and on one connection: where
 * the command line itself is not what is tested. Settings and parameters are read as it reads them.
 */
export async function runReports(
  asked: readonly Asked[],
  settings: Readonly<Record<string, string>>,
): Promise<readonly CliRun[]> {
  const data = mkdtempSync(join(tmpdir(), "sextant-reports-"));
  const config = readConfig({ ...settings, SEXTANT_DATA: data });
  let books: ReturnType<typeof openBooks> | undefined;
  const runs: CliRun[] = [];
  try {
    for (const [name, flags = {}] of asked)
      runs.push(
        await outcomeOf(async () => {
          const parameters = reportParameters.parse(flags);
          books ??= openBooks(config);
          return runReport(await books, name, parameters, { today: TODAY });
        }),
      );
    return runs;
  } finally {
    await books?.then(
      (open) => open.close(),
      () => {},
    );
    rmSync(data, { recursive: true, force: true });
  }
}

async function outcomeOf(work: () => Promise<object>): Promise<CliRun> {
  try {
    return ended(0, await work());
  } catch (error) {
    const known = toSextantError(error);
    return ended(known.exit, { error: errorBodyOf(known) });
  }
}

function ended(exit: number, result: object): CliRun {
  const stdout = JSON.stringify(result);
  return { exit, stdout, stderr: "", json: <T>() => JSON.parse(stdout) as T };
}
