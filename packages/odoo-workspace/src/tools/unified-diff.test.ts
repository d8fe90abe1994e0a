import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { unifiedDiff } from "./unified-diff.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "diff-"));
  execFileSync("git", ["init", "-q", folder]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The first text with the diff applied by git. */
function applied(before: string, diff: string): string {
  writeFileSync(join(folder, "a.txt"), before);
  execFileSync("git", ["-C", folder, "apply", "--unidiff-zero", "--whitespace=nowarn", "-"], {
    input: diff,
    stdio: ["pipe", "pipe", "ignore"],
  });
  return readFileSync(join(folder, "a.txt"), "utf8");
}

it("shows changes with three lines around them, and says where a last line does not end", () => {
  const before = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";
  expect(unifiedDiff("/m/a.py", before, before)).toBe("");
  expect(unifiedDiff("/m/a.py", before, before.replace("5", "five"))).toBe(
    "--- a/m/a.py\n+++ b/m/a.py\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n",
  );
  expect(unifiedDiff("a.py", "x\n", "x")).toBe(
    "--- a/a.py\n+++ b/a.py\n@@ -1 +1 @@\n-x\n+x\n\\ No newline at end of file\n",
  );
});

it("is what git applies, whatever the texts", () => {
  const line = fc.constantFrom("a\n", "b\n", "c\r\n", "\n", " d\n");
  const text = fc
    .tuple(fc.array(line, { maxLength: 30 }), fc.constantFrom("", "end"))
    .map(([lines, end]) => lines.join("") + end)
    .filter((made) => made !== "");
  fc.assert(
    fc.property(text, text, (before, after) => {
      fc.pre(before !== after);
      expect(applied(before, unifiedDiff("a.txt", before, after))).toBe(after);
    }),
    { numRuns: 60 },
  );
});

it("stays quick and exact when nothing is alike", () => {
  const many = (word: string) => Array.from({ length: 3000 }, (_, at) => `${word}${at}\n`).join("");
  expect(applied(many("a"), unifiedDiff("a.txt", many("a"), many("b")))).toBe(many("b"));
});
