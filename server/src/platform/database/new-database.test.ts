import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeNewDatabase, placeNewDatabase } from "./new-database.ts";
import { NEW_DATABASES } from "./testing/built-process.ts";
import { DATABASE_MS } from "./testing/in-process.ts";

let home: string;
let made: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "sextant-new-"));
  made = await makeNewDatabase(NEW_DATABASES);
}, DATABASE_MS);
afterAll(() => rm(home, { recursive: true, force: true }));

describe("a new database", () => {
  it("is copied whole, file by file, over what a copy that was broken off left", async () => {
    const folder = join(home, "whole/pgdata");
    await mkdir(`${folder}.part`, { recursive: true });
    await writeFile(join(`${folder}.part`, "half"), "x");
    await placeNewDatabase(NEW_DATABASES, folder);
    expect((await readdir(folder, { recursive: true })).sort()).toEqual(
      (await readdir(made, { recursive: true })).sort(),
    );
    expect(existsSync(`${folder}.part`)).toBe(false);
  });

  it("takes the place of no other, and comes from no other release", async () => {
    const kept = join(home, "kept");
    await mkdir(kept);
    await writeFile(join(kept, "PG_VERSION"), "mine");
    await placeNewDatabase(NEW_DATABASES, kept);
    expect(await readFile(join(kept, "PG_VERSION"), "utf8")).toBe("mine");

    await mkdir(join(home, "other", "new-database-0.0.1"), { recursive: true });
    await placeNewDatabase(join(home, "other"), join(home, "none"));
    expect(existsSync(join(home, "none"))).toBe(false);
    expect(basename(made)).toMatch(/^new-database-\d+\.\d+\.\d+/);
  });

  it("is whole when several copy it at once", async () => {
    const folder = join(home, "at-once");
    await Promise.all([placeNewDatabase(NEW_DATABASES, folder), makeNewDatabase(NEW_DATABASES)]);
    expect(existsSync(join(folder, "PG_VERSION"))).toBe(true);
    expect(await makeNewDatabase(NEW_DATABASES)).toBe(made);
  });
});
