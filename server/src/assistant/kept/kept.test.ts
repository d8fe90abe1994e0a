import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AskResult } from "@sextant/contracts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { personHere } from "../../platform/access/caller.ts";
import { type Database, tenantOf } from "../../platform/database/database.ts";
import { DATABASE_MS, inProcessDatabase } from "../../platform/database/testing/in-process.ts";
import { planAnswer } from "../plan-answer.ts";
import { plan } from "../planner/plan.ts";
import type { PlanContext } from "../planner/types.ts";
import { booksWith } from "../testing/assistant.ts";
import { CONTEXT, QUESTIONS } from "../testing/books.ts";
import { checkKept } from "./check-kept.ts";
import { keptFolder, readKept, writeKept } from "./kept-files.ts";
import { markAnswer } from "./mark-answer.ts";
import { decideMark, keepMark, listMarks } from "./marks.ts";
import { keptCatalogues } from "./with-kept.ts";

const ANN = { ...personHere(tenantOf({ url: "https://one.example.com", database: "db" }), "ann"), userId: 7 };
const EVE = { ...personHere(tenantOf({ url: "https://two.example.com", database: "db" }), "eve"), userId: 7 };
const BOOKS = booksWith();
const REPORTS = ["aged-receivable", "balance-sheet", "profit-and-loss"];
const run = async ({ report, parameters }: { report: string; parameters: object }) => {
  expect(REPORTS).toContain(report);
  return BOOKS.runReport(report, parameters, {});
};
/** As a model would have answered: the report and its figures, and no verified question. */
async function modelAnswer(question: string): Promise<AskResult> {
  const { verified: _none, ...answer } = await planAnswer("total receivables as of 31 March 2026", BOOKS);
  return { ...answer, question };
}

const data = mkdtempSync(join(tmpdir(), "sextant-kept-"));
let database: Database;
beforeAll(async () => {
  database = await inProcessDatabase();
}, DATABASE_MS);
afterAll(() => rmSync(data, { recursive: true, force: true }));

const mark = async (answer: AskResult, caller = ANN) =>
  keepMark(database, caller, await markAnswer(answer, "2026-11-20", CONTEXT), QUESTIONS, new Date());
const decide = (id: string, sha256: string, decision: "confirm" | "reject", means?: string, caller = ANN) =>
  decideMark(
    database,
    caller,
    id,
    { sha256, decision, ...(means ? { means } : {}) },
    catalogueOf(caller.tenant),
    data,
    new Date(),
  );
const catalogueOf = keptCatalogues(() => QUESTIONS, data);
const contextOf = (tenant: string): PlanContext => ({ ...CONTEXT, questions: catalogueOf(tenant) });
const ask = (question: string, tenant: string = ANN.tenant) => plan(question, contextOf(tenant));

describe("an answer marked as right", () => {
  const SLANG = "greenbacks stuck with the clientele folks as of 31 March 2026";

  it("means nothing until a reviewer confirms it, and then in its tenant alone, at the next question", async () => {
    const marked = await mark(await modelAnswer(SLANG));
    expect(marked).toMatchObject({ state: "pending", marked: { means: null, report: "aged-receivable" } });
    expect(marked.marked.phrasing).toBe("greenbacks stuck with the clientele folks");
    expect((await ask(SLANG)).kind).toBe("not-understood");

    await expect(decide(marked.id, "another", "confirm", "receivables-total")).rejects.toThrow(
      "not the mark that was shown",
    );
    await expect(decide(marked.id, marked.sha256, "confirm")).rejects.toThrow("Say which question");
    await expect(decide(marked.id, marked.sha256, "confirm", "cash")).rejects.toThrow("Say which question");
    await expect(decide(marked.id, marked.sha256, "confirm", "receivables-total", EVE)).rejects.toThrow(
      "No marked question",
    );
    expect((await ask(SLANG)).kind).toBe("not-understood");

    await decide(marked.id, marked.sha256, "confirm", "receivables-total");
    await expect(decide(marked.id, marked.sha256, "reject")).rejects.toThrow("confirmed already");
    expect(await ask("greenbacks stuck with the clientele folks at the end of October")).toMatchObject({
      verified: { id: "receivables-total" },
      parameters: { asOf: "2026-10-31" },
    });
    expect((await ask(SLANG, EVE.tenant)).kind).toBe("not-understood");
    // It has to be these words and no other.
    expect((await ask("greenbacks stuck with the new clientele folks")).kind).toBe("not-understood");
    expect((await ask("total greenbacks stuck with the clientele folks")).kind).toBe("not-understood");
  });

  it("is rejected for good, listed to its owner and to reviewers, and kept once", async () => {
    const marked = await mark(await modelAnswer("dosh of the punters"));
    expect((await mark(await modelAnswer("dosh of the punters"))).id).toBe(marked.id);
    await decide(marked.id, marked.sha256, "reject");
    expect((await ask("dosh of the punters")).kind).toBe("not-understood");
    const ids = async (caller: typeof ANN, mayReview: boolean) =>
      (await listMarks(database, caller, mayReview, QUESTIONS)).map(({ id }) => id);
    expect(await ids(ANN, false)).toContain(marked.id);
    expect(await ids({ ...ANN, userId: 8 }, false)).toEqual([]);
    expect(await ids({ ...ANN, userId: 8 }, true)).toContain(marked.id);
    expect(await ids(EVE, true)).toEqual([]);
  });

  it("takes nothing typed for more than words", async () => {
    for (const typed of [
      "(a|b|c){partner} {over} tribute",
      "tribute: [1, *x]\n# means: cash",
      "</script> tribute $[x] `y`",
    ]) {
      const { marked } = await mark(await modelAnswer(typed));
      expect(marked.phrasing, typed).toMatch(/^[\p{L}\p{N} ]+$/u);
    }
  });

  it("is refused where it could not be understood or checked again", async () => {
    const answered = await planAnswer("total receivables as of 31 March 2026", BOOKS);
    await expect(mark({ ...answered, question: "and last year?" })).rejects.toThrow("only after the one before");
    await expect(mark({ ...answered, figures: [] })).rejects.toThrow("no figure whose proof");
    await expect(mark(await planAnswer("revenue for Germany", BOOKS))).rejects.toThrow("Only an answer with a report");
    await expect(mark({ ...(await modelAnswer("as of today")) })).rejects.toThrow("no words of its own");
  });

  it("cannot give words that mean one question to another", async () => {
    const marked = await mark({ ...(await modelAnswer("zorkmids of debtors")) });
    await decide(marked.id, marked.sha256, "confirm", "receivables-total");
    const again = await mark({ ...(await modelAnswer("Zorkmids, debtors")) });
    await expect(decide(again.id, again.sha256, "confirm", "top-debtors")).rejects.toThrow(
      "mean another question already",
    );
  });
});

describe("the check of kept questions", () => {
  const folder = keptFolder(data, "check");
  const keep = async () => {
    const marked = await markAnswer(
      await planAnswer("total receivables as of 31 March 2026", BOOKS),
      "2026-11-20",
      CONTEXT,
    );
    expect(marked).toMatchObject({ means: "receivables-total", phrasing: null });
    const { interpretation: _, answer: __, question, means, ...rest } = marked;
    writeKept(folder, {
      id: "one",
      ask: question,
      ...rest,
      means: means ?? "",
      version: 1,
      markedBy: 7,
      confirmedBy: 8,
      confirmedOn: "2026-11-20",
    });
    const [kept] = readKept(folder).questions;
    if (!kept) throw new Error("not kept");
    return kept;
  };

  it("holds while nothing changes, and tells an edited definition from edited books", async () => {
    const kept = await keep();
    expect(await checkKept(kept, CONTEXT, run)).toMatchObject({ verdict: "holds" });
    const [figure] = kept.figures;
    if (!figure) throw new Error("no figure");
    const altered = (figures: object) => checkKept({ ...kept, figures: [{ ...figure, ...figures }] }, CONTEXT, run);
    expect(await altered({ value: "0.01" })).toMatchObject({ verdict: "other-books" });
    expect(await altered({ definition: "x" })).toMatchObject({ verdict: "other-definition" });
    expect(await altered({ line: "gone" })).toMatchObject({ verdict: "other-definition" });
    expect(await checkKept({ ...kept, version: 2 }, CONTEXT, run)).toMatchObject({ verdict: "other-definition" });
    expect(await checkKept({ ...kept, means: "cash" }, CONTEXT, run)).toMatchObject({ verdict: "other-question" });
    expect(await checkKept({ ...kept, ask: "nobody knows" }, CONTEXT, run)).toMatchObject({
      verdict: "not-understood",
    });
  });

  it("takes a file that is broken or for another version for none, and says so", async () => {
    await keep();
    const file = join(folder, "one.yaml");
    expect(readFileSync(file, "utf8")).toContain("# Marked as right");
    const outdated = readFileSync(file, "utf8")
      .replace("phrasing: null", "phrasing: quatloos")
      .replace("version: 1", "version: 9");
    writeFileSync(join(folder, "two.yaml"), outdated);
    writeFileSync(join(folder, "three.yaml"), "ask: [");
    expect(readKept(folder).broken).toMatchObject([{ file: join(folder, "three.yaml") }]);
    expect((await ask("quatloos", "check")).kind).toBe("not-understood");
    writeFileSync(join(folder, "two.yaml"), outdated.replace("version: 9", "version: 1"));
    expect(await ask("quatloos", "check")).toMatchObject({ verified: { id: "receivables-total" } });
    rmSync(join(folder, "two.yaml"));
    expect((await ask("quatloos", "check")).kind).toBe("not-understood");
    expect(readdirSync(folder)).toEqual(["one.yaml", "three.yaml"]);
  });
});
