import { existsSync } from "node:fs";
import { cp, mkdtemp, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LedgerSource } from "@sextant/ledger";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { lakeInfo, openLake, syncLake } from "./index.ts";
import { readManifest } from "./manifest.ts";
import { entry, fakeBooks, partial } from "./testing/fake-books.ts";
import { type FakeTables, fakeOdoo } from "./testing/fake-odoo.ts";

let first: string;
let dir: string;
let books: FakeTables;
beforeAll(async () => {
  first = await mkdtemp(join(tmpdir(), "sextant-first-lake-"));
  await syncLake({ client: fakeOdoo(fakeBooks()), dir: first });
});
afterAll(() => rm(first, { recursive: true, force: true }));
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "sextant-lake-"));
  books = fakeBooks();
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const items = () => books["account.move.line"] ?? [];
const partials = () => books["account.partial.reconcile"] ?? [];
const now = () => new Date().toISOString().replace(/\.\d+Z$/, "Z");

const sync = (options: { full?: boolean; onCall?: (method: string, model: string) => void } = {}) =>
  syncLake({
    client: fakeOdoo(books, options.onCall ? { onCall: options.onCall } : {}),
    dir,
    ...(options.full ? { full: true } : {}),
  });

/** The lake of the books as they are at first: synced once, copied for each test. */
const synced = () => cp(first, dir, { recursive: true });

async function reading<T>(read: (source: LedgerSource) => Promise<T>): Promise<T> {
  const source = await openLake(dir);
  try {
    return await read(source);
  } finally {
    await source.close();
  }
}

/** Σ residual and control account at the end of 2025, and number of items. */
const receivable = () =>
  reading(async (source) => {
    const { cells, control } = await source.aged({ companyId: 1, side: "receivable", asOf: "2025-12-31" });
    const sum = (key: "forward" | "backward") => cells.reduce((total, cell) => total + cell[key], 0n);
    return { forward: sum("forward"), backward: sum("backward"), control };
  });

const snapshot = async () =>
  Object.fromEntries(
    await Promise.all(
      (await readManifest(dir)).files.map(async ({ path }) => [
        path,
        (await readFile(join(dir, path))).toString("base64"),
      ]),
    ),
  );

describe("a first sync", () => {
  it("copies posted and draft items, neither cancelled ones nor notes", async () => {
    const summary = await sync();
    expect(summary).toMatchObject({ kind: "full", reason: "there was no lake yet", items: 8, partials: 1, rounds: 1 });
    expect(await receivable()).toEqual({ forward: 9000n, backward: 9000n, control: 9000n });
    const drafts = await reading((source) => source.totals({ companyId: 1, ranges: { all: {} }, drafts: true }));
    expect(drafts.ranges.all?.find(({ accountId }) => accountId === 10)).toMatchObject({ balance: 9700n, count: 4 });
  });

  it("leaves nothing but the manifest and the files it names", async () => {
    await sync();
    const { files } = await readManifest(dir);
    const found = (await readdir(dir, { recursive: true, withFileTypes: true })).filter((each) => each.isFile());
    expect(found.length).toBe(files.length + 1);
    expect(existsSync(join(dir, "stage"))).toBe(false);
    expect((await lakeInfo(dir, { contents: true })).items).toBe(8);
  });
});

describe("a later sync", () => {
  it("writes nothing when nothing changed", async () => {
    await synced();
    const before = await snapshot();
    expect(await sync()).toMatchObject({ kind: "incremental", partitionsWritten: 0, rounds: 1 });
    expect(await snapshot()).toEqual(before);
  });

  it("takes a new entry, and rewrites its month only", async () => {
    await synced();
    items().push(
      ...entry(
        7,
        "INV/7",
        "2025-02-27",
        [
          [10, "5.00"],
          [30, "-5.00"],
        ],
        now(),
      ),
    );
    const before = await readManifest(dir);
    expect(await sync()).toMatchObject({ kind: "incremental", items: 10, partitionsWritten: 1 });
    const after = await readManifest(dir);
    const january = (files: typeof before.files) =>
      files.find(({ table, month }) => table === "items" && month === "2025-01-01");
    expect(january(after.files)).toEqual(january(before.files));
    expect(await receivable()).toMatchObject({ forward: 9500n, control: 9500n });
  });

  it("moves an entry to another month", async () => {
    await synced();
    for (const row of items()) if (row.move_id === 1) Object.assign(row, { date: "2025-03-05", write_date: now() });
    // The reconciliation follows the later of its two dates.
    Object.assign(partials()[0] ?? {}, { max_date: "2025-03-05", write_date: now() });
    await sync();
    const totals = await reading((source) =>
      source.totals({ companyId: 1, ranges: { january: { to: "2025-01-31" }, march: { from: "2025-03-01" } } }),
    );
    expect(totals.ranges.january).toEqual([]);
    expect(totals.ranges.march?.map(({ balance }) => balance)).toEqual([10000n, -10000n]);
    expect((await readManifest(dir)).files.some(({ month }) => month === "2025-01-01")).toBe(false);
  });

  it("sees a deleted draft, a cancelled entry and a removed reconciliation", async () => {
    await synced();
    books["account.move.line"] = items().filter((row) => row.move_id !== 4);
    for (const row of items()) {
      if (row.move_id === 2) Object.assign(row, { parent_state: "cancel", write_date: now() });
      if (row.id === 11)
        Object.assign(row, { amount_residual: "100.00", amount_residual_currency: "100.00", write_date: now() });
      if (row.id === 32)
        Object.assign(row, { amount_residual: "-60.00", amount_residual_currency: "-60.00", write_date: now() });
    }
    books["account.partial.reconcile"] = [];
    expect(await sync()).toMatchObject({ kind: "incremental", items: 4, partials: 0 });
    expect(await receivable()).toEqual({ forward: 4000n, backward: 4000n, control: 4000n });
  });

  it("finds a changed amount whose write_date did not move", async () => {
    await synced();
    for (const row of items()) {
      if (row.id === 11) Object.assign(row, { amount_residual: "100.00", amount_residual_currency: "100.00" });
      if (row.id === 32) Object.assign(row, { amount_residual: "-60.00", amount_residual_currency: "-60.00" });
    }
    books["account.partial.reconcile"] = [];
    await sync();
    expect(await receivable()).toEqual({ forward: 9000n, backward: 9000n, control: 9000n });
  });

  it("repeats what moved while it read", async () => {
    await synced();
    let late = 3;
    const summary = await sync({
      onCall: (method, model) => {
        if (method !== "aggregate" || model !== "account.move.line" || late === 0) return;
        late--;
        items().push(
          ...entry(
            70 + late,
            `INV/7${late}`,
            "2025-02-27",
            [
              [10, "1.00"],
              [30, "-1.00"],
            ],
            now(),
          ),
        );
      },
    });
    expect(summary.rounds).toBe(4);
    expect(summary.items).toBe(14);
  });

  it("gives up on a ledger that never stands still, and keeps the old state", async () => {
    await synced();
    const before = await snapshot();
    let number = 100;
    const restless = sync({
      onCall: (method, model) => {
        if (method !== "aggregate" || model !== "account.move.line") return;
        number++;
        items().push(
          ...entry(number, `INV/${number}`, "2025-02-27", [
            [10, "1.00"],
            [30, "-1.00"],
          ]),
        );
      },
    });
    await expect(restless).rejects.toMatchObject({
      code: "ledger_changed",
      message: expect.stringContaining("company 1 in 2025-02"),
    });
    expect(await snapshot()).toEqual(before);
  });

  it("reads everything again after damage and when asked", async () => {
    await synced();
    expect(await sync({ full: true })).toMatchObject({ kind: "full", reason: "it was asked for" });
    const [file] = (await readManifest(dir)).files;
    await truncate(join(dir, file?.path ?? ""), 10);
    expect(await sync()).toMatchObject({ kind: "full", reason: "the lake was damaged" });
  });
});

describe("what can go wrong", () => {
  it("keeps the old state when Odoo fails in mid-sync, and clears up the next time", async () => {
    await synced();
    items().push(
      ...entry(
        8,
        "INV/8",
        "2025-04-01",
        [
          [10, "5.00"],
          [30, "-5.00"],
        ],
        now(),
      ),
    );
    const failing = sync({
      onCall: (method, model) => {
        if (method === "stream" && model === "account.journal") throw new Error("connection lost");
      },
    });
    await expect(failing).rejects.toThrow("connection lost");
    expect(await receivable()).toMatchObject({ forward: 9000n });
    await sync();
    expect(await receivable()).toMatchObject({ forward: 9500n });
  });

  it("keeps the old state when it dies between writing files and the manifest", async () => {
    await synced();
    const before = await snapshot();
    items().push(
      ...entry(
        8,
        "INV/8",
        "2025-04-01",
        [
          [10, "5.00"],
          [30, "-5.00"],
        ],
        now(),
      ),
    );
    partials().push(partial(3, 81, 32, "2025-04-01", "0.00", now()));
    let files = 0;
    const dying = syncLake({
      client: fakeOdoo(books),
      dir,
      onProgress: (phase) => {
        // The partition of the items is on disk by then, that of the reconciliations is not.
        if (phase === "writing files" && ++files === 2) throw new Error("killed");
      },
    });
    await expect(dying).rejects.toThrow("killed");
    expect(await snapshot()).toEqual(before);
    const strays = async () => (await readdir(dir, { recursive: true })).filter((name) => name.includes("2025-04"));
    expect((await strays()).length).toBe(1);
    expect(await receivable()).toMatchObject({ forward: 9000n });
    expect(await sync()).toMatchObject({ kind: "incremental", partitionsWritten: 2 });
    expect((await strays()).length).toBe(2);
    expect(await receivable()).toMatchObject({ forward: 9500n });
  });

  it("refuses a second sync at once, and takes over the lock of a dead process", async () => {
    let inner: Promise<unknown> | undefined;
    await sync({
      onCall: (_method, model) => {
        if (model === "account.move.line") inner ??= sync().catch((error: unknown) => error);
      },
    });
    expect(await inner).toMatchObject({ code: "sync_running", retryable: true });

    const { hostname } = await import("node:os");
    const dead = { pid: 2 ** 22 - 3, host: hostname(), since: "2025-01-01T00:00:00Z", token: "dead" };
    await writeFile(join(dir, "sync.lock"), JSON.stringify(dead));
    expect(await sync()).toMatchObject({ kind: "incremental" });
    expect(existsSync(join(dir, "sync.lock"))).toBe(false);
    await writeFile(join(dir, "sync.lock"), "half writ");
    expect(await sync()).toMatchObject({ kind: "incremental" });
  });

  it("names a missing lake, a missing file, an altered size and, asked to look inside, an altered byte", async () => {
    await expect(openLake(dir)).rejects.toMatchObject({ code: "no_lake" });
    await synced();
    const { files } = await readManifest(dir);
    const path = join(dir, files.find(({ table }) => table === "items")?.path ?? "");
    const bytes = await readFile(path);
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
    await writeFile(path, bytes);
    await expect(lakeInfo(dir, { contents: true })).rejects.toMatchObject({ code: "lake_damaged" });
    await writeFile(path, bytes.subarray(0, 20));
    await expect(openLake(dir)).rejects.toMatchObject({
      code: "lake_damaged",
      message: expect.stringContaining("20 bytes"),
    });
    await rm(path);
    await expect(openLake(dir)).rejects.toMatchObject({
      code: "lake_damaged",
      message: expect.stringContaining("is missing"),
    });
    await writeFile(join(dir, "manifest.json"), "{");
    await expect(openLake(dir)).rejects.toMatchObject({ code: "lake_damaged" });
  });

  it("refuses a manifest that points outside its folder", async () => {
    await synced();
    const path = join(dir, "manifest.json");
    const text = await readFile(path, "utf8");
    await writeFile(path, text.replace(/"path": "items\/[^"]+"/, '"path": "../../items.parquet"'));
    await expect(openLake(dir)).rejects.toMatchObject({ code: "lake_damaged" });
  });

  it("refuses totals when the entries do not sum to zero", async () => {
    for (const row of items()) if (row.id === 12) Object.assign(row, { balance: "-99.00", credit: "99.00" });
    await sync();
    await expect(receivable()).rejects.toMatchObject({
      code: "hidden_items",
      message: expect.stringContaining("1.00 EUR"),
    });
  });

  it("is cancelled by its signal", async () => {
    const controller = new AbortController();
    const client = fakeOdoo(books, { onCall: (_method, model) => model === "account.journal" && controller.abort() });
    await expect(syncLake({ client, dir, signal: controller.signal })).rejects.toMatchObject({ code: "aborted" });
    await expect(openLake(dir)).rejects.toMatchObject({ code: "no_lake" });
  });
});

describe("contacts", () => {
  it("are aged with their commercial partner, whoever the item names", async () => {
    for (const row of items()) if (row.move_id === 2) row.partner_id = 5;
    await sync();
    const aged = (partnerId?: number) =>
      reading((source) =>
        source.aged({
          companyId: 1,
          side: "receivable",
          asOf: "2025-12-31",
          ...(partnerId === undefined ? {} : { partnerId }),
        }),
      );
    for (const { cells, partners } of [await aged(), await aged(5)]) {
      expect(cells).toMatchObject([{ partnerId: 5, bucket: "older", forward: 9000n, count: 3 }]);
      expect([...partners]).toEqual([[5, "Azure"]]);
    }
    expect((await aged(6)).cells).toEqual([]);
  });
});

describe("an open lake", () => {
  it("answers from the new state after a sync, without being opened again", async () => {
    await synced();
    const source = await openLake(dir);
    const aged = () => source.aged({ companyId: 1, side: "receivable", asOf: "2025-12-31" });
    expect((await aged()).control).toBe(9000n);
    items().push(
      ...entry(
        7,
        "INV/7",
        "2025-02-27",
        [
          [10, "5.00"],
          [30, "-5.00"],
        ],
        now(),
      ),
    );
    partials().push(partial(2, 21, 32, "2025-02-27", "0.00", now()));
    const [first] = await Promise.all([aged(), sync()]);
    expect(first.control === 9000n || first.control === 9500n).toBe(true);
    expect((await aged()).control).toBe(9500n);
    await source.close();
    await expect(aged()).rejects.toThrow("closed");
  });

  it("links to the entry in Odoo, and says who read what and when", async () => {
    await synced();
    await reading(async (source) => {
      expect(source.recordLink("account.move")).toEqual({ before: "http://odoo.test/odoo/account.move/", after: "" });
      expect([source.kind, source.origin, source.readAs]).toEqual(["lake", "odoo.test/books", "ann"]);
      await expect(source.accounts(9)).rejects.toMatchObject({ code: "company_not_visible" });
    });
  });
});
