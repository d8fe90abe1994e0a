import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { keepAbout, keepIn } from "./kept.ts";

let home = "";
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "sextant-kept-"));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true });
});

describe("what is kept from run to run", () => {
  let computed = 0;
  const ask = (what: readonly unknown[], result: unknown = [{ amount: "12.50" }]) =>
    keepIn(home)(what, async () => {
      computed += 1;
      return result;
    });
  beforeEach(() => {
    computed = 0;
  });

  test("is computed once for a question", async () => {
    expect(await ask(["select 1", [7]])).toEqual([{ amount: "12.50" }]);
    expect(await ask(["select 1", [7]], "another")).toEqual([{ amount: "12.50" }]);
    expect(computed).toBe(1);
    await ask(["select 1", [8]]);
    await ask(["select 2", [7]]);
    expect(computed).toBe(3);
  });

  test("is computed anew when asked to", async () => {
    await ask(["q"], 1);
    vi.stubEnv("SEXTANT_TEST_RECOMPUTE", "1");
    expect(await ask(["q"], 2)).toBe(2);
    vi.stubEnv("SEXTANT_TEST_RECOMPUTE", "");
    expect(await ask(["q"], 3)).toBe(2);
  });

  test("is computed anew where the file is damaged, or is that of another question", async () => {
    await ask(["q"], 1);
    const [file = ""] = readdirSync(home).map((name) => join(home, name));
    const bytes = readFileSync(file);
    for (const damaged of [Buffer.alloc(0), Buffer.from("not gzip"), bytes.subarray(0, bytes.length - 9)]) {
      writeFileSync(file, damaged);
      expect(await ask(["q"], 2)).toBe(2);
    }
    rmSync(file);
    await ask(["another"], 3);
    const [other = ""] = readdirSync(home).map((name) => join(home, name));
    renameSync(other, file);
    expect(await ask(["q"], 4)).toBe(4);
  });

  test("a computation that fails leaves nothing", async () => {
    await expect(keepIn(home)(["q"], () => Promise.reject(new Error("no database")))).rejects.toThrow("no database");
    expect(readdirSync(home)).toEqual([]);
  });
});

test("another build of a template has nothing kept, and what was kept of the earlier one goes", async () => {
  vi.stubEnv("SEXTANT_ODOO_HOME", home);
  vi.stubEnv("ODOO_CACHE", join(home, "cache"));
  mkdirSync(join(home, "templates"));
  const build = (name: string) => writeFileSync(join(home, "templates/tpl_demo19"), name);
  const ask = (result: number) => keepAbout("demo")(["q"], async () => result);
  build("");
  expect([await ask(1), await ask(2)]).toEqual([1, 2]);
  build("first");
  expect([await ask(1), await ask(2)]).toEqual([1, 1]);
  build("second");
  expect([await ask(3), await ask(4)]).toEqual([3, 3]);
  expect(readdirSync(join(home, "cache/kept"))).toHaveLength(1);
});
