import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { vscodeMissing } from "./home.ts";

/** Set-up of the project `vscode`: packs the extension, so that what is tested is what is shipped. Where VS Code is missing it says so, loudly. */
export default function setup(): void {
  const missing = vscodeMissing();
  if (missing !== null) {
    console.warn(`\n!! TESTS IN A REAL VS CODE CANNOT RUN ON THIS MACHINE AND ARE SKIPPED: ${missing}\n`);
    return;
  }
  const script = join(import.meta.dirname, "../../scripts/package-extension.mjs");
  const { status, stdout, stderr } = spawnSync(process.execPath, [script], { encoding: "utf8" });
  if (status !== 0) throw new Error(`The extension could not be packed: ${stdout}${stderr}`);
}
