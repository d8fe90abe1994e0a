import { randomBytes } from "node:crypto";
import { copyFile, mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Engine } from "./engine.ts";
import { removeUnreferenced, settleFile, verifyFiles } from "./lake-files.ts";
import { openState } from "./lake-state.ts";
import { ITEMS, PARTIALS } from "./ledger-table.ts";
import { commitManifest, type LakeFile, type Manifest, readManifest, TABLES } from "./manifest.ts";
import { sqlLiteral, sqlText } from "./sql-text.ts";
import { totalsOf } from "./sync.ts";
import { lockLake } from "./sync-lock.ts";
import { REFERENCE_ORDER } from "./write-lake.ts";

export interface SnapshotSummary {
  readonly origin: string;
  readonly syncedAt: string;
  readonly items: number;
  readonly partials: number;
  readonly files: number;
  readonly bytes: number;
  readonly bytesPerItem: number;
}

const ORDER = { ...REFERENCE_ORDER, items: ITEMS.order, partials: PARTIALS.order } as const;
/** As small as zstd makes it; a snapshot is written once and read often. */
const LEVEL = "19";

/**
 * Writes a compact copy of a lake: one file per table and a manifest with their hashes, fit for a repository.
 *
 * @param options `label`: what the books are called from then on; with a label the address of the Odoo is left out, since nobody who
 *   gets the snapshot could open it.
 * @throws SextantError `no_lake`, `lake_damaged`
 */
export async function saveSnapshot(options: {
  readonly lakeDir: string;
  readonly out: string;
  readonly label?: string;
  readonly signal?: AbortSignal;
}): Promise<SnapshotSummary> {
  const { lakeDir, out, label, signal } = options;
  await mkdir(out, { recursive: true });
  const release = await lockLake(out);
  try {
    const { manifest: stored, engine } = await openState(lakeDir);
    try {
      await verifyFiles(lakeDir, stored, { contents: true });
      const files: LakeFile[] = [];
      for (const table of TABLES) files.push(await writeTable(engine, out, table, signal));
      const manifest: Manifest = {
        ...stored,
        kind: "snapshot",
        origin:
          label === undefined
            ? stored.origin
            : { label, url: null, database: null, version: stored.origin.version, link: null },
        files,
      };
      await commitManifest(out, manifest);
      await removeUnreferenced(out, manifest);
      return summaryOf(manifest);
    } finally {
      engine.close();
    }
  } finally {
    await release();
  }
}

/**
 * Makes a snapshot the state of a lake, after comparing the hash of every file. The lake keeps its old state when anything is wrong.
 *
 * @throws SextantError `no_lake`, `lake_damaged`, `sync_running`
 */
export async function loadSnapshot(options: {
  readonly from: string;
  readonly lakeDir: string;
}): Promise<SnapshotSummary> {
  const { from, lakeDir } = options;
  const manifest = await readManifest(from);
  await verifyFiles(from, manifest, { contents: true });
  const release = await lockLake(lakeDir);
  try {
    for (const { path } of manifest.files) {
      await mkdir(dirname(join(lakeDir, path)), { recursive: true });
      await copyFile(join(from, path), join(lakeDir, path));
    }
    await verifyFiles(lakeDir, manifest, { contents: true });
    await commitManifest(lakeDir, { ...manifest, kind: "snapshot" });
    await removeUnreferenced(lakeDir, manifest);
    return summaryOf(manifest);
  } finally {
    await release();
  }
}

async function writeTable(
  engine: Engine,
  out: string,
  table: (typeof TABLES)[number],
  signal: AbortSignal | undefined,
): Promise<LakeFile> {
  const scratch = join(out, `${table}.${randomBytes(4).toString("hex")}.part`);
  const sql = sqlText("write-table", { relation: table, order: ORDER[table], level: LEVEL, file: sqlLiteral(scratch) });
  const rows = Number((await engine.rows(sql, {}, { signal }))[0]?.count ?? 0);
  return settleFile(out, scratch, { table, companyId: null, month: null, rows, prefix: table });
}

function summaryOf(manifest: Manifest): SnapshotSummary {
  return { origin: manifest.origin.label, syncedAt: manifest.syncedAt, ...totalsOf(manifest) };
}
