import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { sourceFiles } from "./source-files.ts";

const folder = mkdtempSync(join(tmpdir(), "sextant-sources-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const FILES: Readonly<Record<string, Buffer>> = {
  "plain.py": Buffer.from("order_line = 1\n"),
  "marked.py": Buffer.from("\ufefforder_line = 'é'\n"),
  "latin.py": Buffer.from("# -*- coding: latin-1 -*-\norder_line = '\xe9'\n", "latin1"),
  "broken.py": Buffer.from("order_line = '\xe9'\n", "latin1"),
  "other.py": Buffer.from("partner_id = 1\n"),
  "large.py": Buffer.from(`${"# a line\n".repeat(600_000)}order_line = 1\n`),
};

test.each(Object.entries(FILES))(
  "%s reads the same whether a word was looked for in it first or not",
  (name, bytes) => {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    const looked = sourceFiles();
    expect(looked.holds(path, "order_line")).toBe(bytes.includes("order_line"));
    expect(looked.text(path)).toBe(sourceFiles().text(path));
    expect(looked.holds(path, "order_line")).toBe(bytes.includes("order_line"));
  },
);

test("what is open counts instead of the file; one that is not there holds nothing", () => {
  const path = join(folder, "open.py");
  writeFileSync(path, "partner_id = 1\n");
  const { holds, text } = sourceFiles((asked) => (asked === path ? "order_line = 1\n" : null));
  expect([holds(path, "order_line"), holds(path, "partner_id"), text(path)]).toEqual([true, false, "order_line = 1\n"]);
  const gone = join(folder, "gone.py");
  expect([holds(gone, "order_line"), text(gone)]).toEqual([false, null]);
});
