import { isoDate } from "@sextant/contracts";
import { z } from "zod";

const word = z.string().trim().min(1).max(80);

/** One condition: a dimension and what it has to be. */
export const queryCondition = z
  .strictObject({
    dimension: word,
    is: z
      .array(z.union([word, z.number().int(), z.boolean()]))
      .min(1)
      .max(20)
      .optional()
      .describe("Names, ids or values, any of which fits"),
    not: z.boolean().default(false).describe("True turns `is` and `empty` round"),
    from: isoDate.optional().describe("First day, for dates"),
    to: isoDate.optional().describe("Last day, for dates"),
    empty: z.literal(true).optional().describe("Records without this"),
  })
  .refine(
    ({ is, from, to, empty }) =>
      [is, from ?? to, empty].filter((one) => one !== undefined).length === 1 && !(from && to && from > to),
    "needs one of is, empty, and from or to (from not after to)",
  );

/** A question in the words of the semantic layer. Which fields, domains and currencies that means is for the layer to know. */
export const semanticQuery = z.strictObject({
  subject: word.optional().describe("Kind of records; may be left out when the measures tell it"),
  measures: z.array(word).min(1).max(4),
  by: z.array(word).max(3).default([]).describe("Dimensions to split by; dates with day, month, quarter or year"),
  where: z.array(queryCondition).max(6).default([]),
  order: z
    .enum(["largest", "smallest", "group"])
    .optional()
    .describe("By the first measure, or by group; default: by group when split by a date first, else largest"),
  top: z.number().int().min(1).max(100).default(20).describe("Most rows; totals are always those of all rows"),
  company: z.union([z.number().int(), word]).optional(),
});
export type SemanticQuery = z.output<typeof semanticQuery>;
export type QueryCondition = z.output<typeof queryCondition>;
