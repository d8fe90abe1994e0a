import type { CallOptions, OdooClient } from "@sextant/odoo-client";
import type { Books } from "./books.ts";
import type { LakeFile, Manifest } from "./manifest.ts";
import { stageAccounts, stageJournals, stagePartners, stageRates } from "./reference-tables.ts";
import type { Stage } from "./stage.ts";
import { type ReferenceTable, writeReference } from "./write-lake.ts";

/** Count and last change of the partners: while both stand, their file is kept. */
export async function partnersState(client: OdooClient, scope: CallOptions): Promise<Manifest["partners"]> {
  const [all] = await client.aggregate(
    { model: "res.partner", domain: [], groupBy: [], aggregates: ["__count", "write_date:max"] },
    scope,
  );
  return { count: Number(all?.aggregates.__count ?? 0), lastWrite: String(all?.aggregates["write_date:max"] ?? "") };
}

/** Accounts, journals and rates are few and read anew each time; partners when they changed. */
export async function writeReferences(
  dir: string,
  stage: Stage,
  stored: Manifest | null,
  client: OdooClient,
  books: Books,
  partners: Manifest["partners"],
  scope: CallOptions,
): Promise<LakeFile[]> {
  await stageAccounts(books, stage, scope.signal);
  await stageJournals(client, stage, scope);
  await stageRates(client, stage, scope);
  const tables: ReferenceTable[] = ["accounts", "journals", "rates"];
  const files: LakeFile[] = [];
  const kept = stored?.files.find(({ table }) => table === "partners");
  if (kept && stored?.partners.count === partners.count && stored.partners.lastWrite === partners.lastWrite) {
    files.push(kept);
  } else {
    await stagePartners(client, stage, scope);
    tables.push("partners");
  }
  for (const table of tables) files.push(await writeReference(dir, stage, table));
  return files;
}
