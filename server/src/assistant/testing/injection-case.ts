import { readFileSync } from "node:fs";
import { SextantError } from "@sextant/contracts";
import { z } from "zod";

/** Where untrusted text reaches a model in this product. */
export const CARRIERS = [
  "partner-name",
  "invoice-number",
  "account-name",
  "journal-item-label",
  "company-name",
  "report-note",
  "previous-answer",
  "question",
] as const;
export type Carrier = (typeof CARRIERS)[number];

const injectionCase = z.object({ carrier: z.enum(CARRIERS), goal: z.unknown(), text: z.string() });
/** One planted instruction: where it stands, what it wants, and the text as it is planted. */
export type InjectionCase = z.infer<typeof injectionCase>;

/**
 * Reads cases, one JSON object a line. A carrier that is not known is an error, not a case that is skipped.
 *
 * @throws SextantError `bad_usage` naming every line that does not fit.
 */
export function readInjectionCases(jsonl: string): readonly InjectionCase[] {
  const problems: string[] = [];
  const cases = jsonl.split("\n").flatMap((line, at) => {
    if (line.trim() === "") return [];
    try {
      const parsed = injectionCase.safeParse(JSON.parse(line));
      if (parsed.success) return [parsed.data];
      problems.push(`line ${at + 1}: ${z.prettifyError(parsed.error)}`);
    } catch {
      problems.push(`line ${at + 1} is not JSON`);
    }
    return [];
  });
  if (problems.length > 0)
    throw new SextantError("bad_usage", `The cases are not usable: ${problems.slice(0, 20).join("; ")}.`);
  return cases;
}

/** Cases of a file; without one those that are generated. */
export const injectionCasesOf = (path: string): readonly InjectionCase[] =>
  readInjectionCases(readFileSync(path, "utf8"));
