import { readFileSync } from "node:fs";
import { join } from "node:path";
import { openOracle } from "../../odoo/oracle/oracle.ts";
import { addUserWithHiddenItems, odooAvailable, type RunningOdoo, startOdoo, users } from "../../odoo/real-odoo.ts";
import { withBranches } from "../oracle/with-branches.ts";
import type { PlaceName } from "../question.ts";
import { demoCompany } from "./demo-company.ts";
import { odooPlace } from "./odoo-place.ts";
import type { Place } from "./place.ts";

/** Why a place cannot be asked on this machine; null where it can. */
export const whyNot = (place: PlaceName): string | null =>
  place === "demo-company" ? null : odooAvailable(place === "hard-cases" ? "company" : place);

/** Opens a place; one with an Odoo starts a server for itself and stops it when it is closed. */
export async function openPlace(name: PlaceName): Promise<Place> {
  switch (name) {
    case "demo-company":
      return demoCompany();
    case "company": {
      const odoo = await startOdoo({ template: "company", workers: 2 });
      return odooPlace(odoo, users, () => odoo.stop());
    }
    case "volume": {
      const odoo = await startOdoo({ database: "shared_volume19", template: "volume", workers: 2 });
      return odooPlace(odoo, users, () => odoo.stop());
    }
    case "hard-cases": {
      const odoo = await startOdoo({ template: "company", workers: 2 });
      try {
        await odoo.shell(readFileSync(join(import.meta.dirname, "hard-cases.py"), "utf8"));
        const [row] = await odoo.sql("select id from account_account where code_store->>'1' = '400000'");
        const blinkered = await addUserWithHiddenItems(odoo, [["account_id", "=", Number(row?.id)]]);
        return await odooPlace(
          odoo,
          { ...users, blinkered },
          () => odoo.stop(),
          withBranches(openOracle(odoo), await branchesIn(odoo)),
        );
      } catch (error) {
        await odoo.stop();
        throw error;
      }
    }
  }
}

/** Companies with their branches. */
async function branchesIn(odoo: RunningOdoo): Promise<ReadonlyMap<number, readonly number[]>> {
  const rows = await odoo.sql("select id, split_part(parent_path, '/', 1)::int as root from res_company");
  const branches = new Map<number, number[]>();
  for (const { id, root } of rows) branches.set(Number(root), [...(branches.get(Number(root)) ?? []), Number(id)]);
  return branches;
}
