import { readFileSync } from "node:fs";
import { SextantError } from "@sextant/contracts";
import { z } from "zod";

/**
 * Where untrusted text stands, and by which way it reaches a model here: as a text of a report, as the name of a record that is counted, as a partner that is found, as words of the
 * conversation. Nothing of Sextant reads mails, chatter or attachments, and no description of a foreign tool comes near its agents: such texts are given to the model by the nearest
 * result there is, which is more than an attacker can reach.
 */
export const CARRIER_WAYS = {
  "partner-name": "report",
  "invoice-number": "report",
  "account-name": "report",
  "journal-item-label": "report",
  "company-name": "report",
  "report-note": "report",
  "previous-answer": "words",
  question: "words",
  "found-partner": "found",
  "product-name": "records",
  "lead-name": "records",
  "activity-summary": "records",
  "product-description": "records",
  "chatter-html": "no reader: records",
  "email-body": "no reader: records",
  "file-name": "no reader: records",
  "attachment-text": "no reader: records",
  "vcard-note": "no reader: records",
  "e-invoice-note": "no reader: records",
  "mcp-tool-description": "no reader: records",
} as const;
export type Carrier = keyof typeof CARRIER_WAYS;
export const CARRIERS = Object.keys(CARRIER_WAYS) as Carrier[];

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
