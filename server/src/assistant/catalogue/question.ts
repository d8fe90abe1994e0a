import { z } from "zod";
import { meaningPattern } from "../meaning/types.ts";

/** `line.cell`, or a sum of cells of one line: `total.91-120+older`. `total` is the line of kind total; `over` the cells of the asked age. */
const FIGURE = /^[a-z0-9-]+\.[a-z0-9-]+(?:\+[a-z0-9-]+)*$/;
export const figureRef = z.string().regex(FIGURE, "a figure as line.cell or line.cell+cell");

export const condition = z.strictObject({
  figure: figureRef,
  is: z.enum(["positive", "negative", "zero", "nonzero"]),
});

/**
 * A sentence of an answer. Placeholders: `{company}`, `{when}`, `{partner}`, `{age}`, `{list}`, a figure as `{line.cell}`, and
 * `{abs line.cell}` for a figure whose sign the words already say. A sentence whose figure is absent is dropped.
 */
export const sentence = z.strictObject({ text: z.string().min(1), if: z.array(condition).optional() });

export const answerSpec = z.strictObject({
  /** The figure that a comparison is about. */
  headline: figureRef,
  /** Words for figures that the sentences name beside the headline; compared with another day, they are not what would be answered. */
  beside: z.array(z.string().min(1)).default([]),
  /** Said in place of the sentences when the report has no line, or its headline and every line are zero. */
  empty: z.string().min(1).optional(),
  sentences: z.array(sentence).min(1),
  /** The lines behind `{list}`: the largest by a cell, or those due first. */
  list: z
    .strictObject({
      cell: z.string(),
      limit: z.number().int().min(1).max(50),
      order: z.enum(["largest", "oldest"]),
    })
    .optional(),
});
export type AnswerSpec = z.infer<typeof answerSpec>;
export type Sentence = z.infer<typeof sentence>;

/** A verified question: phrasings that mean it, the report that answers it, and the sentences rendered from the report's cells. */
export const verifiedQuestion = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/, "a kebab-case id"),
  version: z.number().int().min(1),
  /** Canonical form. */
  question: z.string().min(3).max(200),
  /** Offered in its place, with dates: "What did we earn last month?". `{partner}` is filled by the one who is known; without one it is not offered. */
  example: z.string().min(3).max(200).optional(),
  /** Place among the questions to begin with. */
  starter: z.number().int().optional(),
  report: z.string(),
  /**
   * Ways to ask it. `(a|b|)` stands for alternatives, the empty one included; `{partner}` for a name, `{over}` for an age such as "more
   * than 90 days", `{account}` for the code of an account. Word order matters only around `{partner}`.
   */
  phrasings: z.array(z.string().min(1)).min(1),
  /** What a question in other words has to mean, facet by facet, to be this one. */
  means: z.array(meaningPattern).default([]),
  /** Words that may be added without changing what is asked. */
  also: z.array(z.string()).default([]),
  /** Of years that are over: asked for the one that runs it is another figure, and not answered. */
  closed: z.literal(true).optional(),
  answer: answerSpec,
  /** Ids of questions that make sense next. */
  next: z.array(z.string()).default([]),
});
export type VerifiedQuestion = z.infer<typeof verifiedQuestion>;

export const questionFile = z.strictObject({ subject: z.string(), questions: z.array(verifiedQuestion).min(1) });
