import { decimalString, defineTool, READS, type RecordsResult, SextantError } from "@sextant/contracts";
import { z } from "zod";
import { semanticQuery } from "../../semantics/index.ts";
import { plainText } from "../answers/plain-text.ts";
import type { RunAccess } from "./run-access.ts";

const shownCell = z.object({ ref: z.string(), value: decimalString, unit: z.string() });

export const choices = z
  .array(z.object({ subject: z.string(), use: z.string(), says: z.string(), ref: z.string().optional() }))
  .describe("What can be meant; write `use` in the query once the person has said which");

export const queryRecordsTool = defineTool({
  name: "query_records",
  title: "Sums and counts of records",
  description:
    "Adds up and counts records of Odoo by measures and dimensions; `list_measures` names them. When `question` is there, nothing was computed: ask the person which of `choices` is meant, or correct the query. Say which records count (`population`). Refer to a cell by its `ref` in braces, e.g. {r1.2.v1}; to the key of a row as {r1.2.k1}, to its number of records as {r1.2.records}, to the company as {r1.company}. Totals have references of their own; never add up rows.",
  input: semanticQuery,
  output: z.object({
    question: z.string().optional(),
    choices: choices.optional(),
    result: z
      .object({
        id: z.string(),
        subject: z.string(),
        company: z.string(),
        measures: z.array(z.object({ name: z.string(), says: z.string() })),
        population: z.string(),
        by: z.array(z.string()),
        where: z.array(z.string()),
        rows: z.array(z.object({ ref: z.string(), keys: z.array(z.string()), cells: z.array(shownCell) })),
        totals: z.array(z.array(shownCell)),
        more: z.boolean().describe("True when rows are left out; totals hold them"),
        notes: z.array(z.string()),
      })
      .optional(),
  }),
  effects: READS,
  async handle({ records, evidence }: RunAccess, query, { signal }) {
    if (records === undefined) throw noRecords();
    const answered = await records.answer(query, { signal });
    if (answered.kind === "answer") return { result: show(answered.result, evidence.addRecords(answered.result)) };
    const id = evidence.nextId();
    return {
      question: answered.question,
      choices: answered.choices.map(({ use, subject, says }, at) => {
        // Names of records are told apart by them; the words of the layer are Sextant's own.
        const ref = `${id}.${at + 1}`;
        const named = /^\d+$/.test(use);
        evidence.add({ ref, kind: named ? "name" : "label", text: named ? says : use });
        return { ref, use, subject, says: plainText(says) };
      }),
    };
  },
});

export const noRecords = () =>
  new SextantError("not_configured", "These books hold no records that can be asked about. Use the reports.");

function show(result: RecordsResult, id: string) {
  const { subject, company, measures, population, by, where, rows, totals, more, notes } = result;
  const cells = (ref: string, all: RecordsResult["rows"][number]["cells"]) =>
    all.map(({ value, unit }, at) => ({ ref: `${ref}.v${at + 1}`, value, unit: plainText(unit.code) }));
  return {
    id,
    subject,
    company: plainText(company.name),
    measures,
    population,
    by: by.map(({ dimension, grain }) => (grain === null ? dimension : `${dimension} by ${grain}`)),
    where: where.map(plainText),
    rows: rows.map((row, at) => ({
      ref: `${id}.${at + 1}`,
      keys: row.keys.map(({ label }) => plainText(label)),
      cells: cells(`${id}.${at + 1}`, row.cells),
    })),
    totals: totals.map((total, at) => cells(`${id}.total${at + 1}`, total.cells)),
    more,
    notes,
  };
}
