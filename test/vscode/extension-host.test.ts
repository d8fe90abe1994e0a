import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "vitest";
import { runExtensionSuite } from "./extension-suite.ts";
import { vscodeMissing } from "./home.ts";
import { packedContents } from "./packed-extension.ts";

const missing = vscodeMissing();

if (missing !== null)
  describe("the packed extension in the extension host", () => {
    it.skip(`SKIPPED: ${missing}`, () => undefined);
  });
else {
  // The suite runs once, before its tests are listed: each of them is one here, with its own result.
  const data = mkdtempSync(join(tmpdir(), "sextant-host-"));
  const { passes, failures } = await runExtensionSuite(packedContents, data);
  if (failures.length === 0) rmSync(data, { recursive: true, force: true });
  describe("the packed extension in the extension host", () => {
    for (const { fullTitle } of passes) it(fullTitle, () => undefined);
    for (const { fullTitle, err } of failures)
      it(fullTitle, () => {
        throw new Error(err.stack ?? err.message ?? `failed; more in ${data}`);
      });
  });
}
