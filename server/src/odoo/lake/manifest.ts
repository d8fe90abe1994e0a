import { randomBytes } from "node:crypto";
import { open, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { currency, isoDate, SextantError } from "@sextant/contracts";
import { z } from "zod";

/** Version of the layout: files of another version are not read but synced anew. */
export const SCHEMA = 1;
export const TABLES = ["items", "partials", "accounts", "journals", "partners", "rates"] as const;
export type TableName = (typeof TABLES)[number];

/** The model that the stored link is about; in the link of another model its name takes the place. */
export const LINKED_MODEL = "account.move";

const company = z.object({
  id: z.number().int(),
  name: z.string(),
  currency,
  fiscalYear: z.object({ lastDay: z.number().int(), lastMonth: z.number().int() }),
  fiscalYears: z.array(z.object({ from: isoDate, to: isoDate })).optional(),
  lock: z.object({ lockedThrough: isoDate.nullable(), hard: z.boolean() }),
  branchIds: z.array(z.number().int()),
});

const lakeFile = z.object({
  table: z.enum(TABLES),
  /** Relative to the lake, with `/`; ends in `.parquet` and never leaves the folder. */
  path: z.string().regex(/^([a-z0-9-]+\/)*[a-z0-9-]+(\.[a-z0-9-]+)*\.parquet$/),
  /** Partition of `items` and `partials`: company (0 = none) and first day of the month; null = not partitioned. */
  companyId: z.number().int().nullable(),
  month: isoDate.nullable(),
  rows: z.number().int(),
  bytes: z.number().int(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type LakeFile = z.infer<typeof lakeFile>;

/** What a lake holds, and the only way to its files: a file that is not named here does not exist. */
export const manifest = z.object({
  schema: z.literal(SCHEMA),
  /** A lake is kept up to date by sync; a snapshot is a compact copy that stays as it is. */
  kind: z.enum(["lake", "snapshot"]),
  origin: z.object({
    label: z.string(),
    url: z.string().nullable(),
    database: z.string().nullable(),
    version: z.string().nullable(),
    /** Address of a record of `LINKED_MODEL` in Odoo, around its id. */
    link: z.object({ before: z.string(), after: z.string() }).nullable(),
  }),
  readAs: z.string(),
  /** When the sync that made this state began and ended: UTC, ISO 8601. */
  startedAt: z.string(),
  syncedAt: z.string(),
  companies: z.array(company),
  currencies: z.array(currency),
  /** Posted items per company as Odoo counts them (branches apart): the watermark of the ledger. */
  ledger: z.array(
    z.object({
      companyId: z.number().int(),
      count: z.number().int(),
      maxId: z.number().int(),
      lastWrite: z.string(),
      /** Minor units. */
      balance: z.string().regex(/^-?\d+$/),
    }),
  ),
  /** Changes of the partners since are seen by these two. */
  partners: z.object({ count: z.number().int(), lastWrite: z.string() }),
  files: z.array(lakeFile),
});
export type Manifest = z.infer<typeof manifest>;

const NAME = "manifest.json";

export function manifestPath(dir: string): string {
  return join(dir, NAME);
}

/**
 * @throws SextantError `no_lake` when the folder holds none; `lake_damaged` when the manifest cannot be read.
 */
export async function readManifest(dir: string): Promise<Manifest> {
  let text: string;
  try {
    text = await readFile(manifestPath(dir), "utf8");
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== "ENOENT") throw cause;
    throw new SextantError("no_lake", `There is no lake in ${dir}. Run: sextant sync.`, { cause });
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new SextantError("lake_damaged", `${manifestPath(dir)} is not JSON. Run: sextant sync --full.`, { cause });
  }
  const result = manifest.safeParse(json);
  if (result.success) return result.data;
  const where = result.error.issues[0]?.path.join(".") ?? "";
  throw new SextantError(
    "lake_damaged",
    where === "schema"
      ? `The lake in ${dir} has a layout other than ${SCHEMA}, which this version reads. Run: sextant sync --full.`
      : `${manifestPath(dir)} is not a manifest (at ${where || "its root"}). Run: sextant sync --full.`,
    { cause: result.error },
  );
}

/** Makes this the state of the lake, in one step: a reader sees the old manifest or the new one. */
export async function commitManifest(dir: string, value: Manifest): Promise<void> {
  const temporary = join(dir, `${NAME}.${randomBytes(4).toString("hex")}.part`);
  const file = await open(temporary, "w");
  try {
    await file.writeFile(`${JSON.stringify(manifest.parse(value), null, 1)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, manifestPath(dir));
}
