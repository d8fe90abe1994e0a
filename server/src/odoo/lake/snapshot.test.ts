import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { lakeInfo, loadSnapshot, openLake, saveSnapshot, syncLake } from "./index.ts";
import { readManifest } from "./manifest.ts";
import { fakeBooks } from "./testing/fake-books.ts";
import { fakeOdoo } from "./testing/fake-odoo.ts";

let base: string;
let lakeDir: string;
let out: string;
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), "sextant-snapshot-"));
  lakeDir = join(base, "lake");
  out = join(base, "saved");
  await syncLake({ client: fakeOdoo(fakeBooks()), dir: lakeDir });
});
afterEach(() => rm(base, { recursive: true, force: true }));

const ageing = async (dir: string) => {
  const source = await openLake(dir);
  const { cells, control } = await source.aged({ companyId: 1, side: "receivable", asOf: "2025-02-15" });
  const totals = await source.totals({ companyId: 1, ranges: { all: {}, february: { from: "2025-02-01" } } });
  const result = { cells, control, totals, origin: source.origin, url: source.odooUrl, at: source.readAt() };
  await source.close();
  return result;
};

it("saves one file per table, with the same figures, under a label of its own", async () => {
  const summary = await saveSnapshot({ lakeDir, out, label: "demo company" });
  expect(summary).toMatchObject({ origin: "demo company", items: 8, partials: 1, files: 6 });
  expect((await readdir(out)).sort().map((name) => name.split(".")[0])).toEqual(
    ["accounts", "items", "journals", "manifest", "partials", "partners", "rates"].sort(),
  );
  const { origin, url, ...figures } = await ageing(out);
  expect([origin, url]).toEqual(["demo company", null]);
  const { origin: _origin, url: lakeUrl, ...expected } = await ageing(lakeDir);
  expect(figures).toEqual(expected);
  expect(lakeUrl).toBe("http://odoo.test");
});

it("keeps the origin when no label is given, and is saved again byte by byte", async () => {
  await saveSnapshot({ lakeDir, out });
  const first = (await readManifest(out)).files;
  await saveSnapshot({ lakeDir, out });
  expect((await readManifest(out)).files).toEqual(first);
  expect((await lakeInfo(out, { contents: true })).origin).toBe("odoo.test/books");
});

it("loads into a lake, replacing what was there; the next sync reads everything", async () => {
  await saveSnapshot({ lakeDir, out, label: "demo company" });
  const target = join(base, "target");
  await syncLake({
    client: fakeOdoo({ ...fakeBooks(), "account.move.line": [], "account.partial.reconcile": [] }),
    dir: target,
  });
  await loadSnapshot({ from: out, lakeDir: target });
  expect(await ageing(target)).toEqual(await ageing(out));
  expect(await syncLake({ client: fakeOdoo(fakeBooks()), dir: target })).toMatchObject({
    kind: "full",
    reason: "the lake was a snapshot",
  });
});

it("refuses an altered snapshot, and leaves the lake as it was", async () => {
  await saveSnapshot({ lakeDir, out });
  const path = join(out, (await readManifest(out)).files.find(({ table }) => table === "items")?.path ?? "");
  const bytes = await readFile(path);
  bytes[40] = (bytes[40] ?? 0) ^ 255;
  await writeFile(path, bytes);
  const before = await ageing(lakeDir);
  await expect(loadSnapshot({ from: out, lakeDir })).rejects.toMatchObject({ code: "lake_damaged" });
  expect(await ageing(lakeDir)).toEqual(before);
  await expect(loadSnapshot({ from: join(base, "nothing"), lakeDir })).rejects.toMatchObject({ code: "no_lake" });
});
