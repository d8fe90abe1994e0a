import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isPage, type MemoryModel, memoryModel, type NamedRow, spoilPage } from "../testing/memory-reader.ts";
import type { CallOptions, Row } from "../types.ts";
import { stream } from "./stream.ts";

type Read = (
  model: MemoryModel,
  batch: number,
  options?: CallOptions,
  onTotal?: (rows: number) => void,
) => AsyncIterable<readonly Row[]>;

const reading =
  (columns: boolean): Read =>
  (model, batch, options = {}, onTotal = () => {}) =>
    stream(model.reader, { model: "x.thing", domain: [], fields: ["name"], batch, columns, onTotal }, options);

const EACH: [string, Read][] = [
  ["as records", reading(false)],
  ["as columns", reading(true)],
];

async function idsOf(rows: AsyncIterable<readonly Row[]>): Promise<number[]> {
  const ids: number[] = [];
  for await (const batch of rows) ids.push(...batch.map((row) => row.id));
  return ids;
}

const sparse = fc
  .uniqueArray(fc.integer({ min: 1, max: 5000 }), { maxLength: 400 })
  .map((ids) => ids.sort((a, b) => a - b));
const upTo = (n: number) => Array.from({ length: n }, (_, i) => 3 * i + 1);

describe.each(EACH)("an unchanging model, %s", (_way, read) => {
  test("every row once, in order, whatever the gaps, batch and number in flight", async () => {
    await fc.assert(
      fc.asyncProperty(
        sparse,
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 1, max: 6 }),
        async (ids, batch, flight) => {
          const model = memoryModel(ids, flight);
          let total = -1;
          expect(
            await idsOf(
              read(model, batch, {}, (n) => {
                total = n;
              }),
            ),
          ).toEqual(ids);
          expect(total).toBe(ids.length);
          expect(model.mostInFlight).toBeLessThanOrEqual(Math.min(4, flight));
        },
      ),
    );
  });
  test("every request has an order and a limit of ours", async () => {
    const model = memoryModel(upTo(300));
    await idsOf(read(model, 10));
    for (const { method, named } of model.calls)
      if (method !== "search_count" && method !== "formatted_read_group") {
        expect(named.order).toMatch(/^id/);
        expect(named.limit).toBeGreaterThan(0);
        expect(named).not.toHaveProperty("offset");
      }
  });
  test("several requests are in flight, but no more pages are fetched than the consumer comes near to", async () => {
    const model = memoryModel(upTo(1000), 3);
    const rows = read(model, 10)[Symbol.asyncIterator]();
    await rows.next();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(model.mostInFlight).toBeGreaterThan(1);
    expect(model.calls.filter(({ method }) => isPage(method)).length).toBeLessThanOrEqual(4);
    await rows.return?.(undefined);
  });
  test("leaving early cancels what is in flight and asks nothing more", async () => {
    const model = memoryModel(upTo(1000), 3);
    for await (const _ of read(model, 10)) break;
    const { length } = model.calls;
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(model.calls.length).toBe(length);
  });
  test("an abort ends the stream", async () => {
    const model = memoryModel(upTo(1000), 3);
    const stop = new AbortController();
    const work = async () => {
      for await (const _ of read(model, 10, { signal: stop.signal })) stop.abort();
    };
    await expect(work()).rejects.toMatchObject({ code: "aborted" });
  });
});

describe.each(EACH)("a model that changes during the read, %s", (_way, read) => {
  test("ids listed late are bounded by the greatest id at the start", async () => {
    const model = memoryModel(upTo(400));
    model.before = (method) => {
      if (isPage(method)) model.rows.set(model.rows.size * 100, { id: model.rows.size * 100, name: "late" });
    };
    expect(await idsOf(read(model, 5))).toEqual(upTo(400));
  });
  test("a row created between the first list of ids and the last id is read", async () => {
    const model = memoryModel(upTo(50));
    let searches = 0;
    model.before = (method) => {
      if (method === "search" && ++searches === 2) model.rows.set(9000, { id: 9000, name: "late" });
    };
    expect(await idsOf(read(model, 100))).toEqual([...upTo(50), 9000]);
  });
  test("creations are left out; deletions are accepted; every other row arrives exactly once", async () => {
    await fc.assert(
      fc.asyncProperty(
        sparse,
        fc.integer({ min: 1, max: 20 }),
        fc.infiniteStream(fc.nat({ max: 6000 })),
        async (ids, batch, chance) => {
          const model = memoryModel(ids);
          const deleted = new Set<number>();
          let next = 6000;
          let started = false;
          model.before = (method) => {
            if (isPage(method)) started = true;
            if (!started) return;
            const pick = chance.next().value;
            if (pick % 2 === 0) {
              next += 1;
              model.rows.set(next, { id: next, name: "late" });
            } else if (model.rows.delete(pick)) deleted.add(pick);
          };
          const seen = await idsOf(read(model, batch));
          expect(seen).toEqual([...seen].sort((a, b) => a - b));
          for (const id of ids) if (!deleted.has(id)) expect(seen).toContain(id);
          for (const id of seen) expect(ids).toContain(id);
        },
      ),
      { numRuns: 200 },
    );
  });
  test("a transaction under way at the start may add lower ids", async () => {
    const model = memoryModel(upTo(100));
    let done = false;
    model.before = (method) => {
      if (!isPage(method) || done) return;
      done = true;
      model.rows.set(200, { id: 200, name: "late commit" });
    };
    expect(await idsOf(read(model, 10))).toEqual([...upTo(100), 200].sort((a, b) => a - b));
  });
  test("many late rows inside one page are read in parts", async () => {
    const model = memoryModel([1, 5000]);
    let done = false;
    model.before = (method) => {
      if (!isPage(method) || done) return;
      done = true;
      for (let id = 2; id <= 1200; id++) model.rows.set(id, { id, name: "late" });
    };
    expect((await idsOf(read(model, 10))).length).toBe(1201);
  });
});

describe.each(EACH)("a reply that is cut, %s", (_way, read) => {
  test.each([1, 5])("%i rows lost from a page are noticed, even while rows are created", async (lost) => {
    const model = memoryModel(upTo(95));
    let pages = 0;
    model.spoil = (method, result) => {
      if (!isPage(method)) return result;
      pages += 1;
      model.rows.set(1000 + pages, { id: 1000 + pages, name: "late" });
      return pages === 4 ? spoilPage(result, (rows) => rows.slice(0, -lost)) : result;
    };
    await expect(idsOf(read(model, 10))).rejects.toMatchObject({ code: "truncated_read" });
  });
  test("a lost row is noticed even when a deletion makes the counts agree", async () => {
    const model = memoryModel(upTo(95));
    let pages = 0;
    model.spoil = (method, result) => {
      if (!isPage(method)) return result;
      pages += 1;
      if (pages !== 5) return result;
      model.rows.delete(1);
      return spoilPage(result, (rows) => rows.slice(1));
    };
    await expect(idsOf(read(model, 10))).rejects.toMatchObject({ code: "truncated_read" });
  });
  test("an empty page is noticed", async () => {
    const model = memoryModel(upTo(30));
    model.spoil = (method, result) => (isPage(method) ? spoilPage(result, () => []) : result);
    await expect(idsOf(read(model, 10))).rejects.toMatchObject({ code: "truncated_read" });
  });
  test("a list of ids that is cut is noticed", async () => {
    const model = memoryModel(upTo(95));
    model.spoil = (method, result) =>
      method === "search" && (result as unknown[]).length > 1 ? (result as unknown[]).slice(0, -3) : result;
    await expect(idsOf(read(model, 10))).rejects.toMatchObject({ code: "truncated_read" });
  });
  test.each<[string, (rows: readonly Partial<NamedRow>[]) => readonly Partial<NamedRow>[]]>([
    ["rows out of order", (rows) => [...rows].reverse()],
    ["a repeated row", (rows) => [...rows.slice(0, 1), ...rows]],
    ["a row of another page", (rows) => [...rows, { id: 99_999, name: "x" }]],
    ["a row without the field", (rows) => rows.map(({ id = 0 }) => ({ id }))],
  ])("%s", async (_name, spoil) => {
    const model = memoryModel(upTo(30));
    model.spoil = (method, result) => (isPage(method) ? spoilPage(result, spoil) : result);
    await expect(idsOf(read(model, 10))).rejects.toMatchObject({ code: "bad_reply" });
  });
});

describe("a group of columns that is not what was asked for", () => {
  test.each<[string, unknown]>([
    ["no list", {}],
    ["no group", []],
    ["two groups", [{ __count: 0 }, { __count: 0 }]],
    ["no count", [{ "id:array_agg": [], "name:array_agg": [] }]],
    ["a column shorter than the count", [{ __count: 2, "id:array_agg": [1, 4], "name:array_agg": ["one"] }]],
    ["a column longer than the count", [{ __count: 1, "id:array_agg": [1], "name:array_agg": ["one", "two"] }]],
    ["no column", [{ __count: 1, "id:array_agg": [1] }]],
    ["a column of no list", [{ __count: 1, "id:array_agg": [1], "name:array_agg": "one" }]],
    ["an id that is none", [{ __count: 1, "id:array_agg": [null], "name:array_agg": ["one"] }]],
    ["a value of another type", [{ __count: 1, "id:array_agg": [1], "name:array_agg": [7] }]],
  ])("%s", async (_name, reply) => {
    const model = memoryModel([1, 4]);
    model.spoil = (method, result) => (method === "formatted_read_group" ? reply : result);
    await expect(idsOf(reading(true)(model, 10))).rejects.toMatchObject({ code: "bad_reply" });
  });
});

describe("columns where Odoo has none", () => {
  const methods = async (model: MemoryModel) => {
    expect(await idsOf(reading(true)(model, 10))).toEqual(upTo(30));
    return new Set(model.calls.map(({ method }) => method));
  };
  test.each<[string, Parameters<typeof memoryModel>[2]]>([
    ["below Odoo 19", { info: { major: 18, version: "18.0" } }],
    ["over the bridge", { info: { transport: "bridge" } }],
    ["a field that is not stored", { field: { stored: false } }],
    ["a field of another kind", { field: { type: "binary" } }],
  ])("%s: records are read instead", async (_name, other) => {
    const model = memoryModel(upTo(30), 3, other);
    expect(await methods(model)).not.toContain("formatted_read_group");
  });
  test("a field that the model does not have is refused by name", async () => {
    const model = memoryModel(upTo(30));
    const query = { model: "x.thing", domain: [], fields: ["nam"], columns: true };
    await expect(idsOf(stream(model.reader, query, {}))).rejects.toMatchObject({ code: "bad_call" });
  });
});
