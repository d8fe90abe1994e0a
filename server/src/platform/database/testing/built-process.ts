import { mkdtempSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { makeNewDatabase, placeNewDatabase } from "../new-database.ts";

const ROOT = fileURLToPath(new URL("../../../../../", import.meta.url));

/** Where the build keeps new databases too. */
export const NEW_DATABASES = join(ROOT, "node_modules/.cache/sextant");

/** The bundled process of the embedded database, which a test starts from its source, and an empty folder for its data. */
export async function builtProcess(): Promise<{ readonly script: string; readonly home: string; remove(): void }> {
  // Inside the repository: what stays outside the bundle is found from there.
  const home = mkdtempSync(join(ROOT, "node_modules/.sextant-database-"));
  const script = join(home, "embedded-process.js");
  await build({
    entryPoints: [join(import.meta.dirname, "../embedded-process.ts")],
    outfile: script,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "esm",
    packages: "external",
    alias: { "@sextant/contracts": join(ROOT, "packages/contracts/src/index.ts") },
    logLevel: "warning",
  });
  await placeNewDatabase(NEW_DATABASES, join(home, basename(await makeNewDatabase(NEW_DATABASES))));
  return { script, home, remove: () => rmSync(home, { recursive: true, force: true }) };
}
