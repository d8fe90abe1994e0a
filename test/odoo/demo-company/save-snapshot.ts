import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { odooAvailable, startOdoo } from "../real-odoo.ts";

/** Makes `server/demo-company` from the real demo database, by the same commands that anyone has: `sync`, then `snapshot save`. */
const reason = odooAvailable("company");
if (reason !== null) {
  console.error(`There is no demo database: ${reason}`);
  process.exit(2);
}
const data = mkdtempSync(join(tmpdir(), "sextant-demo-"));
const odoo = await startOdoo({ template: "company" });
const sextant = (...args: string[]) => {
  const { status } = spawnSync(process.execPath, ["server/dist/cli.js", "--data", data, ...args], {
    stdio: "inherit",
    env: {
      ...process.env,
      SEXTANT_ODOO_URL: odoo.url,
      SEXTANT_ODOO_DATABASE: odoo.database,
      SEXTANT_ODOO_KEY: odoo.key,
    },
  });
  if (status !== 0) throw new Error(`sextant ${args.join(" ")} ended with ${status}`);
};
try {
  sextant("sync", "--full");
  sextant("snapshot", "save", "server/demo-company", "--label", "demo company");
} finally {
  await odoo.stop();
  rmSync(data, { recursive: true, force: true });
}
