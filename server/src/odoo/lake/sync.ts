import { SextantError } from "@sextant/contracts";
import type { CallOptions, OdooClient } from "@sextant/odoo-client";
import { currencyLookup, readBooks } from "./books.ts";
import { type Progress, StageReader } from "./catch-up.ts";
import { removeUnreferenced } from "./lake-files.ts";
import { ITEMS, PARTIALS } from "./ledger-table.ts";
import { commitManifest, LINKED_MODEL, type Manifest, SCHEMA } from "./manifest.ts";
import { Stage } from "./stage.ts";
import { changesSince, findBasis, odooTime } from "./sync-basis.ts";
import { lockLake } from "./sync-lock.ts";
import { partnersState, writeReferences } from "./sync-references.ts";
import { writeLedger } from "./write-lake.ts";

export interface SyncOptions {
  readonly client: OdooClient;
  /** Folder of the lake; made when absent. */
  readonly dir: string;
  /** Read everything again. Happens by itself when there is no usable lake of the same Odoo, user and companies. */
  readonly full?: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: Progress;
}

export interface SyncSummary {
  readonly kind: "full" | "incremental";
  /** Why everything was read, where it was. */
  readonly reason: string | null;
  readonly companies: number;
  readonly items: number;
  readonly partials: number;
  readonly files: number;
  /** Partitions that were written anew. */
  readonly partitionsWritten: number;
  readonly bytes: number;
  /** Bytes of the whole lake per journal item. */
  readonly bytesPerItem: number;
  /** Rounds of reading changes and comparing; 1 = the ledger stood still. */
  readonly rounds: number;
  readonly seconds: number;
  readonly syncedAt: string;
}

/** Changes made while a first sync reads are looked for from a little before its start, should the clocks differ. */
const CLOCKS_MS = 60_000;

/**
 * Copies what the statements need from Odoo into Parquet files: all of it, or what changed since the last sync.
 *
 * The state changes in one step, when the new manifest takes the place of the old one; until then, and after any failure, the lake
 * answers from its old state. At the end the lake equals Odoo's counts and sums for every company and month, or the sync fails.
 *
 * @throws SextantError `sync_running`, `ledger_changed`, `aborted`, and those of the client.
 */
export async function syncLake(options: SyncOptions): Promise<SyncSummary> {
  const { client, dir, signal, onProgress = () => {} } = options;
  const clock = performance.now();
  const release = await lockLake(dir);
  try {
    const startedAt = new Date().toISOString();
    onProgress("reading companies");
    const books = await readBooks(client, signal);
    const { stored, reason } = options.full
      ? { stored: null, reason: "it was asked for" }
      : await findBasis(dir, client, books);
    const scope: CallOptions = {
      ...(signal ? { signal } : {}),
      companyIds: books.companyIds,
      activeTest: false,
      lang: client.info.lang,
    };
    const stage = await Stage.open(dir, stored);
    try {
      const reader = new StageReader(client, stage, currencyLookup(books), scope, onProgress);
      if (stored === null) for (const table of [ITEMS, PARTIALS]) await reader.readAll(table);
      const since = stored ? await changesSince(client, stored, scope) : odooTime(startedAt, -CLOCKS_MS);
      const rounds = await reader.catchUp(since);

      onProgress("reading partners and accounts");
      const partners = await partnersState(client, scope);
      await stage.beginWriting();
      const reference = await writeReferences(dir, stage, stored, client, books, partners, scope);
      const ledger = await writeLedger(dir, stage, stored, (done, of) => onProgress("writing files", done, of));
      const manifest: Manifest = {
        schema: SCHEMA,
        kind: "lake",
        origin: {
          label: books.live.origin,
          url: client.url,
          database: client.database,
          version: client.info.version,
          link: books.live.recordLink(LINKED_MODEL),
        },
        readAs: client.info.login,
        startedAt,
        syncedAt: new Date().toISOString(),
        companies: structuredClone(books.companies) as Manifest["companies"],
        currencies: [...books.currencies],
        ledger: await ledgerState(stage),
        partners,
        files: [...ledger.files, ...reference],
      };
      if (signal?.aborted) throw new SextantError("aborted", "The sync was cancelled. The lake keeps its last state.");
      await commitManifest(dir, manifest);
      await removeUnreferenced(dir, manifest);
      const totals = totalsOf(manifest);
      return {
        kind: stored ? "incremental" : "full",
        reason,
        companies: manifest.companies.length,
        ...totals,
        partitionsWritten: ledger.written,
        rounds,
        seconds: (performance.now() - clock) / 1000,
        syncedAt: manifest.syncedAt,
      };
    } finally {
      await stage.discard();
    }
  } finally {
    await release();
  }
}

/** Size of a lake. `bytes` counts its files without the manifest. */
export function totalsOf({ files }: Manifest) {
  const rows = (name: string) => files.filter(({ table }) => table === name).reduce((sum, file) => sum + file.rows, 0);
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const items = rows("items");
  return {
    items,
    partials: rows("partials"),
    files: files.length,
    bytes,
    bytesPerItem: items === 0 ? 0 : Math.round((bytes / items) * 100) / 100,
  };
}

async function ledgerState(stage: Stage): Promise<Manifest["ledger"]> {
  const rows = await stage.rows("ledger-state");
  return rows.map(({ company, count, maxId, balance, lastWrite }) => ({
    companyId: Number(company),
    count: Number(count),
    maxId: Number(maxId),
    lastWrite: String(lastWrite),
    balance: String(balance),
  }));
}
