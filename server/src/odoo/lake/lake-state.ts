import { createHash, randomBytes } from "node:crypto";
import { stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Engine } from "./engine.ts";
import { verifyFiles } from "./lake-files.ts";
import { type Manifest, manifestPath, readManifest, TABLES } from "./manifest.ts";
import { sqlFiles, sqlText } from "./sql-text.ts";

/** Memory for queries; more is spilled. */
const MEMORY = "256MB";

/** One state of the lake, open for queries. Its files never change; a later sync makes another state. */
export interface LakeState {
  readonly manifest: Manifest;
  readonly engine: Engine;
  /** Tells two states apart without reading the manifest. */
  readonly stamp: string;
}

/** @throws SextantError `no_lake`, `lake_damaged` */
export async function openState(dir: string): Promise<LakeState> {
  const stamp = await stampOf(dir);
  const manifest = await readManifest(dir);
  await verifyFiles(dir, manifest);
  const spill = join(
    tmpdir(),
    `sextant-${createHash("sha256").update(dir).digest("hex").slice(0, 8)}-${randomBytes(4).toString("hex")}`,
  );
  const engine = await Engine.start({ memory: MEMORY, spill });
  await engine.run(`CREATE SCHEMA shape; USE shape; ${sqlText("schema")}`);
  for (const table of TABLES) {
    const files = manifest.files.filter((file) => file.table === table).map(({ path }) => join(dir, path));
    await engine.run(sqlText("table-view", { table, files: sqlFiles(files, `shape.${table}`) }));
  }
  return { manifest, engine, stamp };
}

/** Changes whenever a sync commits; empty when there is no manifest. */
export async function stampOf(dir: string): Promise<string> {
  const found = await stat(manifestPath(dir)).catch(() => null);
  return found === null ? "" : `${found.ino}/${found.mtimeMs}/${found.size}`;
}
