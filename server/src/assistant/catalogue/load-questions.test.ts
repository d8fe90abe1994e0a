import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { QUESTIONS } from "../testing/books.ts";
import { expandPhrasing } from "./expand-phrasing.ts";
import { loadQuestions } from "./load-questions.ts";

let dir = "";
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "questions-"));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const question = (id: string, phrasing: string, rest = "") => `
  - id: ${id}
    version: 1
    question: What is ${phrasing}?
    report: balance-sheet
    phrasings: ["${phrasing}"]
    answer: { headline: assets.balance, sentences: [{ text: "{assets.balance}" }] }
${rest}`;
const write = (name: string, content: string) => writeFileSync(join(dir, name), content);
const load = () => loadQuestions(dir);

describe("the catalogue that ships", () => {
  it("covers every report, with many phrasings", () => {
    const reports = new Set(QUESTIONS.entries.map(({ verified }) => verified.report));
    expect([...reports].sort()).toEqual([
      "aged-payable",
      "aged-receivable",
      "balance-sheet",
      "open-payable",
      "open-receivable",
      "profit-and-loss",
      "trial-balance",
    ]);
    expect(QUESTIONS.entries.reduce((sum, { phrasings }) => sum + phrasings.length, 0)).toBeGreaterThan(800);
  });

  it("has an answer for emptiness, or one that stays true at zero", () => {
    for (const { verified } of QUESTIONS.entries) {
      const { empty, sentences } = verified.answer;
      expect(empty !== undefined || sentences.some((sentence) => sentence.if === undefined), verified.id).toBe(true);
    }
  });
});

describe("loadQuestions", () => {
  it("reads a folder", () => {
    write("a.yaml", `subject: a\nquestions:${question("one", "alpha")}`);
    expect(load().entries.map(({ verified }) => verified.id)).toEqual(["one"]);
  });

  it.each<[string, string, string]>([
    ["broken YAML", "subject: [", "is not valid YAML"],
    ["an empty file", "", "does not fit its schema"],
    ["no question", "subject: a\nquestions: []", "does not fit its schema"],
    ["a misspelt key", `subject: a\nquestions:${question("one", "alpha", "    answr: 1")}`, "answr"],
    ["an unknown slot", `subject: a\nquestions:${question("one", "alpha {who}")}`, "unknown slot {who}"],
    ["unbalanced alternatives", `subject: a\nquestions:${question("one", "(alpha|beta")}`, "unbalanced"],
    ["no content", `subject: a\nquestions:${question("one", "show me the")}`, "no word with content"],
    ["an id twice", `subject: a\nquestions:${question("one", "alpha")}${question("one", "beta")}`, "the id one twice"],
    [
      "a phrasing twice",
      `subject: a\nquestions:${question("one", "alpha")}${question("two", "the alphas")}`,
      "to both one and two",
    ],
    [
      "a next that is missing",
      `subject: a\nquestions:${question("one", "alpha", "    next: [none]")}`,
      "none as next of one",
    ],
    ["an alias bomb", "a: &a [x]\nb: *a", "is not valid YAML"],
  ])("names the place of %s", (_, content, message) => {
    write("a.yaml", content);
    expect(load).toThrow(
      expect.objectContaining({ code: "not_configured", message: expect.stringContaining(message) }),
    );
  });

  it("says that a folder is missing or empty", () => {
    expect(load).toThrow("holds no *.yaml file");
    expect(() => loadQuestions(join(dir, "nowhere"))).toThrow("cannot be read");
  });
});

describe("expandPhrasing", () => {
  it("writes alternatives out", () => {
    expect(expandPhrasing("(a|b|) c (d|e)")).toEqual(["a c d", "a c e", "b c d", "b c e", "c d", "c e"]);
    expect(expandPhrasing("((a|b) c|d)")).toEqual(["a c", "b c", "d"]);
    expect(expandPhrasing("plain")).toEqual(["plain"]);
  });

  it("refuses what cannot be written out", () => {
    for (const bad of ["(a", "a)", "((a|b)|c", "(a|b|c|d|e|f|g|h)".repeat(5)])
      expect(() => expandPhrasing(bad)).toThrow(RangeError);
  });
});
