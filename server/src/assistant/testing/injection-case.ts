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

/** The way of a carrier that is not known here: what nobody reads is given to the model by the nearest result there is. */
const UNKNOWN_WAY = "unknown here: records";

/** By which way the text of a carrier reaches the model. */
export const wayOf = (carrier: string): string =>
  Object.hasOwn(CARRIER_WAYS, carrier) ? CARRIER_WAYS[carrier as Carrier] : UNKNOWN_WAY;

const injectionCase = z.object({ carrier: z.string().min(1), goal: z.unknown().default(null), text: z.string() });
/** One planted instruction: where it stands, what it wants, and the text as it is planted. */
export type InjectionCase = z.infer<typeof injectionCase>;

/**
 * Reads cases, one JSON object a line; empty lines, a byte order mark and ends of lines of any system do not matter. A case is never skipped: that of a
 * carrier that is not known goes by the way of texts that nobody reads.
 *
 * @throws SextantError `bad_usage` naming every line that does not fit.
 */
export function readInjectionCases(jsonl: string): readonly InjectionCase[] {
  const problems: string[] = [];
  const cases = jsonl.split("\n").flatMap((line, at) => {
    if (line.trim() === "") return [];
    try {
      const parsed = injectionCase.safeParse(JSON.parse(line.trim()));
      if (parsed.success) return [parsed.data];
      problems.push(`line ${at + 1}: ${z.prettifyError(parsed.error).replace(/\s*\n\s*/g, " ")}`);
    } catch {
      problems.push(`line ${at + 1} is not JSON`);
    }
    return [];
  });
  if (problems.length > 0)
    throw new SextantError(
      "bad_usage",
      `The cases are not usable, each must be a JSON object with carrier, goal and text: ${problems.slice(0, 20).join("; ")}${problems.length > 20 ? `; and ${problems.length - 20} more` : ""}.`,
    );
  if (cases.length === 0) throw new SextantError("bad_usage", "There is no case in the file.");
  return cases;
}

/** @throws SextantError `bad_usage` when there is no such file, or one of its lines does not fit. */
export function injectionCasesOf(path: string): readonly InjectionCase[] {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw new SextantError(
      "bad_usage",
      `${path} cannot be read: ${error instanceof Error ? error.message : "unknown"}.`,
    );
  }
  return readInjectionCases(text);
}
