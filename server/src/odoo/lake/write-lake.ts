import { randomBytes } from "node:crypto";
import { settleFile } from "./lake-files.ts";
import { LEDGER_TABLES, type LedgerTable } from "./ledger-table.ts";
import type { LakeFile, Manifest, TableName } from "./manifest.ts";
import { sqlLiteral, sqlText } from "./sql-text.ts";
import type { Partition, Stage } from "./stage.ts";

/** Sort of the small tables, one file each. */
export const REFERENCE_ORDER = {
  accounts: "company_id, code, id",
  journals: "id",
  partners: "id",
  rates: "currency_id, company_id, date",
} as const satisfies Partial<Record<TableName, string>>;
export type ReferenceTable = keyof typeof REFERENCE_ORDER;

/**
 * Writes the partitions that changed; the files of all others are taken over from the stored state.
 *
 * @returns all ledger files of the new state, and how many of them are new.
 */
export async function writeLedger(
  dir: string,
  stage: Stage,
  stored: Manifest | null,
  onProgress: (done: number, of: number) => void,
): Promise<{ files: LakeFile[]; written: number }> {
  const files: LakeFile[] = [];
  let written = 0;
  for (const table of LEDGER_TABLES) {
    const touched = await stage.touched(table);
    const keys = new Set(touched.map(keyOf));
    for (const file of stored?.files ?? []) {
      const { companyId, month } = file;
      if (file.table !== table.name || companyId === null || month === null) continue;
      if (!keys.has(keyOf({ company: companyId, month }))) files.push(file);
    }
    for (const [index, partition] of touched.entries()) {
      onProgress(index, touched.length);
      const file = await writePartition(dir, stage, table, partition);
      if (file !== null) files.push(file);
      written++;
    }
  }
  return { files, written };
}

/** Writes a table of the stage that holds all its rows. */
export async function writeReference(dir: string, stage: Stage, table: ReferenceTable): Promise<LakeFile> {
  const scratch = stage.scratch(`${randomBytes(6).toString("hex")}.part`);
  const sql = sqlText("write-table", {
    relation: table,
    order: REFERENCE_ORDER[table],
    level: "9",
    file: sqlLiteral(scratch),
  });
  const rows = await stage.write(sql);
  const named = { table, companyId: null, month: null, rows, prefix: `reference/${table}` };
  return settleFile(dir, scratch, named);
}

async function writePartition(
  dir: string,
  stage: Stage,
  table: LedgerTable,
  partition: Partition,
): Promise<LakeFile | null> {
  const { company, month } = partition;
  const scratch = stage.scratch(`${randomBytes(6).toString("hex")}.part`);
  const sql = sqlText("write-partition", {
    table: table.name,
    date: table.dateColumn,
    order: table.order,
    file: sqlLiteral(scratch),
  });
  const rows = await stage.write(sql, { company, month });
  if (rows === 0) return null;
  const prefix = `${table.name}/company-${company}/${month.slice(0, 7)}`;
  return settleFile(dir, scratch, { table: table.name, companyId: company, month, rows, prefix });
}

function keyOf({ company, month }: Partition): string {
  return `${company}/${month}`;
}
