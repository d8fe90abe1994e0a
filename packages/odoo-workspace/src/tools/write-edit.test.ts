import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { writeEdit } from "./write-edit.ts";

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "edit-")));
  writeFileSync(join(folder, "a.py"), "a\n");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const bytes = (text: string) => new TextEncoder().encode(text);
const edit = (path: string, before: string | null, after: string) => ({
  path: join(folder, path),
  before: before === null ? null : bytes(before),
  after: bytes(after),
  fixes: 1,
});

it("changes files and makes new ones, in folders that are not there yet", () => {
  writeEdit([edit("a.py", "a\n", "b\n"), edit("security/new.csv", null, "id\n")], [folder]);
  expect(readFileSync(join(folder, "a.py"), "utf8")).toBe("b\n");
  expect(readFileSync(join(folder, "security/new.csv"), "utf8")).toBe("id\n");
});

it("writes nothing when a new file is there meanwhile, or a file is gone", () => {
  writeFileSync(join(folder, "new.csv"), "mine\n");
  const stale = expect.objectContaining({ code: "stale_edit" });
  expect(() => writeEdit([edit("a.py", "a\n", "b\n"), edit("new.csv", null, "id\n")], [folder])).toThrow(stale);
  expect(() => writeEdit([edit("a.py", "a\n", "b\n"), edit("gone.py", "x\n", "y\n")], [folder])).toThrow(stale);
  expect(() => writeEdit([edit("a.py/x.py", null, "y\n")], [folder])).toThrow(stale);
  expect(readFileSync(join(folder, "a.py"), "utf8")).toBe("a\n");
  expect(readFileSync(join(folder, "new.csv"), "utf8")).toBe("mine\n");
});

it("makes no file behind a link that leads out", () => {
  const outside = mkdtempSync(join(tmpdir(), "outside-"));
  symlinkSync(outside, join(folder, "security"));
  expect(() => writeEdit([edit("security/new.csv", null, "id\n")], [folder])).toThrow(/changed since/);
  expect(existsSync(join(outside, "new.csv"))).toBe(false);
  rmSync(outside, { recursive: true });
});

it("gives back what it wrote when a later file cannot be written", () => {
  // The name of the file that is put aside is longer than a file system takes.
  const files = [edit("a.py", "a\n", "A\n"), edit("new.py", null, "n\n"), edit("x".repeat(250), null, "x\n")];
  expect(() => writeEdit(files, [folder])).toThrow(expect.objectContaining({ code: "bad_usage" }));
  expect(readFileSync(join(folder, "a.py"), "utf8")).toBe("a\n");
  expect(existsSync(join(folder, "new.py"))).toBe(false);
});
