import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isoDate } from "@sextant/contracts";
import { parse } from "yaml";
import { z } from "zod";

/**
 * Words of this folder.
 *
 * - *question*: what a person asks, of which books and as whom, and what has to come of it.
 * - *place*: books that are asked, and an oracle that knows the figures without the product.
 * - *respondent*: who answers: the embedded planner, agents on a model, or the same model with plain tools.
 * - *verdict*: right; none (refused, asked back, or said without a figure); wrong (a figure that was not asked for).
 */
export const PLACES = ["demo-company", "company", "hard-cases", "volume"] as const;
export type PlaceName = (typeof PLACES)[number];

const figureName = z
  .string()
  .regex(/^(before\.|change\.)?[a-zA-Z]+[0-9]*(To[0-9]+)?$/, "the name of a figure of the oracle");

/** What an oracle needs to know beside the name of a figure. */
export const scope = z.strictObject({
  company: z.number().int().default(1),
  asOf: isoDate.optional(),
  from: isoDate.optional(),
  to: isoDate.optional(),
  /** The day or period that is compared with. */
  before: z.union([isoDate, z.tuple([isoDate, isoDate])]).optional(),
  partner: z.number().int().optional(),
  /** In place of `partner` where its id is not known before. */
  partnerName: z.string().optional(),
  account: z.string().optional(),
});
export type Scope = z.output<typeof scope>;

/** A question to the semantic layer, with its condition once more in SQL. */
export const recordsExpected = z.strictObject({
  subject: z.string(),
  measure: z.string(),
  by: z.array(z.string()).default([]),
  /** Condition on the columns of `test/contract/semantics-sql.ts`; `{…}` wraps instants. */
  sql: z.string().default("true"),
});
export type RecordsExpected = z.output<typeof recordsExpected>;

const question = z
  .strictObject({
    ask: z.coerce.string(),
    /** The question before, for a follow-up. */
    after: z.string().optional(),
    is: z.enum(["easy", "medium", "hard"]),
    on: z.enum(PLACES).optional(),
    as: z.string().optional(),
    report: z.string().optional(),
    with: scope.optional(),
    /** Figures that have to be in the answer. The amount is there where the books never change. */
    figures: z.record(figureName, z.union([z.string(), z.number()]).transform(String).nullable()).optional(),
    records: recordsExpected.optional(),
    /** Nothing may be answered. */
    none: z.enum(["unanswerable", "ambiguous", "no rights", "injected", "not whole"]).optional(),
    /** The code of the refusal, where it matters. */
    code: z.string().optional(),
  })
  .refine(
    ({ figures, records, none }) => [figures, records, none].filter((one) => one !== undefined).length === 1,
    "needs one of figures, records and none",
  )
  .refine(({ figures, report }) => figures === undefined || report !== undefined, "figures need their report");

const file = z.strictObject({
  domain: z.string(),
  on: z.enum(PLACES),
  as: z.string().default("admin"),
  questions: z.array(question).min(1),
});

export interface Question extends z.output<typeof question> {
  readonly domain: string;
  readonly on: PlaceName;
  readonly as: string;
}

export const QUESTIONS = join(import.meta.dirname, "questions");

/** All questions, in the order of their files. @throws ZodError for a file that does not fit. */
export function loadQuestions(folder = QUESTIONS): Question[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".yaml"))
    .sort()
    .flatMap((name) => {
      const { domain, on, as, questions } = file.parse(parse(readFileSync(join(folder, name), "utf8")));
      return questions.map((one) => ({ ...one, domain, on: one.on ?? on, as: one.as ?? as }));
    });
}
