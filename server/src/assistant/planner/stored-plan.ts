import { isoDate, reportParameters } from "@sextant/contracts";
import { z } from "zod";
import { verifiedQuestion } from "../catalogue/question.ts";
import type { Plan } from "./types.ts";

const fiscalYear = z.object({ lastDay: z.number().int(), lastMonth: z.number().int() });
const named = z.object({ id: z.number().int(), name: z.string() });
const dates = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("as-of"), asOf: isoDate, words: z.string() }),
  z.object({
    kind: z.literal("period"),
    from: isoDate,
    to: isoDate,
    unit: z.enum(["day", "week", "month", "quarter", "half", "year", "span"]),
    soFar: z.boolean(),
    words: z.string(),
  }),
]);
const comparison = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("column"), suffix: z.string(), words: z.string() }),
  z.object({ kind: z.literal("report"), parameters: reportParameters, words: z.string() }),
]);

const schema = z.object({
  kind: z.literal("plan"),
  verified: verifiedQuestion,
  report: z.string(),
  parameters: reportParameters,
  company: named.extend({
    fiscalYear,
    fiscalYears: z.array(z.object({ from: isoDate, to: isoDate })).optional(),
  }),
  dates,
  partner: named.optional(),
  age: z.object({ cells: z.array(z.string()), ages: z.array(z.number()).optional(), words: z.string() }).optional(),
  count: z.number().int().optional(),
  account: z.string().optional(),
  comparison: comparison.optional(),
  interpretation: z.string(),
  suggestions: z.array(z.string()),
}) as unknown as z.ZodType<Plan>;

/** A plan that was kept as JSON; null for anything else, such as one of an earlier Sextant. */
export function storedPlan(json: unknown): Plan | null {
  const { success, data } = schema.safeParse(json);
  return success ? data : null;
}
