import { askBooks } from "../../server/src/ask-books.ts";
import { markData } from "../../server/src/assistant/agents/mark-data.ts";
import { Evidence } from "../../server/src/assistant/grounding/evidence.ts";
import { type AskEvent, loadQuestions } from "../../server/src/assistant/index.ts";
import { assistantWith } from "../../server/src/assistant/testing/assistant.ts";
import { scriptedModel } from "../../server/src/assistant/testing/scripted-model.ts";
import { reportTool } from "../../server/src/assistant/tools/report.ts";
import type { RunAccess } from "../../server/src/assistant/tools/run-access.ts";
import { Books } from "../../server/src/odoo/index.ts";
import { readConfig } from "../../server/src/platform/config.ts";
import { projectFile } from "../../server/src/platform/project-file.ts";
import { runReport } from "../../server/src/reports/index.ts";
import { loadSemantics } from "../../server/src/semantics/index.ts";
import type { Measurement } from "./measurement.ts";
import { streams } from "./streams.ts";

const RUNS = 40;
const SENTENCE_MS = 150;
const TOOL_MS = 15;

const p95 = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? Number.NaN;

/** What lies between a model and a reader on the embedded demo company: grounding and telling a sentence, and what a tool adds to its report. */
export async function run(): Promise<Measurement[]> {
  const books = new Books(readConfig({ SEXTANT_SOURCE: "demo" }));
  try {
    const sentence = p95(await sentences(books));
    const tool = p95(await tools(books));
    return [
      {
        name: "assistant: a sentence from the model to the reader, p95",
        value: sentence,
        unit: "ms",
        limit: `<= ${SENTENCE_MS}`,
        ok: sentence <= SENTENCE_MS,
      },
      {
        name: "assistant: what a tool adds to its report, p95",
        value: tool,
        unit: "ms",
        limit: `<= ${TOOL_MS}`,
        ok: tool <= TOOL_MS,
      },
      ...(await streams()),
    ];
  } finally {
    await books.close();
  }
}

/** From the moment the model has written a sentence to the event that tells it, each on a report of all its lines. */
async function sentences(books: Books): Promise<number[]> {
  const questions = loadQuestions(projectFile("prompts", "questions"));
  const waits: number[] = [];
  for (let round = 0; round < RUNS; round += 1) {
    let written = 0;
    const model = scriptedModel((request, turn) => {
      if (request.tools[0]?.name === "assign")
        return { calls: [["assign", { agents: [{ name: "accountant", task: "x" }] }]] };
      if (turn === 2) return { calls: [["report", { report: "trial-balance", limit: 100 }]] };
      written = performance.now();
      return "It is {r1.1.closing} of {r1.1.label}.\nMore.";
    });
    const { agents, tools: offered, pool } = assistantWith([model]);
    const onEvent = (event: AskEvent) => {
      if (event.type === "text" && written > 0) {
        waits.push(performance.now() - written);
        written = 0;
      }
    };
    const semantics = loadSemantics(projectFile("prompts", "semantics"));
    const models = { agents, tools: offered, pool, semantics, code: null, limits: { user: {}, tenant: {} } };
    await askBooks({ open: () => books.open(), questions }, "x", { models, onEvent });
  }
  return waits;
}

/** The report tool, without the report itself. */
async function tools(books: Books): Promise<number[]> {
  const source = await books.open();
  const signal = new AbortController().signal;
  const result = await runReport(source, "trial-balance", {}, { today: "2026-11-27" });
  const added: number[] = [];
  for (let round = 0; round < RUNS; round += 1) {
    const access = { runReport: async () => result, evidence: new Evidence() } as unknown as RunAccess;
    const start = performance.now();
    markData("report", await reportTool.run(access, { report: "trial-balance", limit: 100 }, { signal }));
    added.push(performance.now() - start);
  }
  return added;
}
