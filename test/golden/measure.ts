import { readFileSync } from "node:fs";
import { join } from "node:path";
import { reportParameters } from "@sextant/contracts";
import { parse } from "yaml";
import { z } from "zod";
import { plan } from "../../server/src/assistant/planner/plan.ts";
import type { Plan } from "../../server/src/assistant/planner/types.ts";
import { CONTEXT } from "../../server/src/assistant/testing/books.ts";

/** What has to come out of a question: parameters of the report, and `over` an age in days, `top` lines, the code of an account, something to compare with. */
const expected = reportParameters.extend({
  over: z.number().optional(),
  top: z.number().optional(),
  account: z.string().optional(),
  compared: z.literal(true).optional(),
});
const asked = z.tuple([z.coerce.string(), z.string().nullable()]).rest(expected);

const suite = (name: string) => z.array(asked).parse(parse(readFileSync(join(import.meta.dirname, name), "utf8")));

/** The suites: their files, how many phrasings each has at least, and whether it names ages and comparisons too. */
export const SUITES: readonly [name: string, least: number, rich?: boolean][] = [
  ["phrasings.yaml", 200],
  ["phrasings-unseen.yaml", 100],
  ["phrasings-third.yaml", 100],
  ["phrasings-fourth.yaml", 140, true],
  ["phrasings-fifth.yaml", 130, true],
  ["phrasings-sixth.yaml", 75, true],
  ["phrasings-seventh.yaml", 100],
  ["phrasings-eighth.yaml", 140, true],
  ["phrasings-ninth.yaml", 175, true],
  ["phrasings-tenth.yaml", 100, true],
  ["phrasings-eleventh.yaml", 190, true],
  ["phrasings-twelfth.yaml", 190, true],
  ["phrasings-thirteenth.yaml", 190, true],
  ["phrasings-fourteenth.yaml", 340, true],
  ["phrasings-fifteenth.yaml", 340, true],
  ["phrasings-sixteenth.yaml", 340, true],
  ["phrasings-seventeenth.yaml", 190, true],
  ["phrasings-eighteenth.yaml", 190, true],
  ["phrasings-nineteenth.yaml", 190, true],
];

/** The days of `more than 90 days overdue`. */
const daysIn = (words: string | undefined) => Number(/\d+/u.exec(words ?? "")?.[0] ?? 0) || undefined;

const found = ({ parameters, company, age, count, account, comparison }: Plan): Record<string, unknown> => ({
  ...parameters,
  company: company.id,
  over: daysIn(age?.words),
  top: count,
  account,
  compared: comparison ? true : undefined,
});

/** What narrows a figure and therefore may not be there unless it was asked for. The first suites name no ages and comparisons. */
const narrowing = (rich: boolean) => (rich ? ["partner", "over", "compared"] : ["partner"]);

/** What the planner makes of a suite. `wrong`: another question answered than the one that was asked, or with other dates, partners, ages or companies. */
export async function measure(name: string, rich = false) {
  const [understood, missed, wrong]: [string[], string[], string[]] = [[], [], []];
  for (const [question, id, wanted = {}] of suite(name)) {
    const planned = await plan(question, CONTEXT);
    if (planned.kind === "not-understood") {
      if (id !== null) missed.push(`${question}: ${planned.message}`);
      continue;
    }
    const got = found(planned);
    const same = Object.entries(wanted).every(([key, value]) => got[key] === value);
    const stray = narrowing(rich).some((key) => got[key] !== undefined && !(key in wanted));
    if (planned.verified.id === id && same && !stray) understood.push(question);
    else wrong.push(`${question}: ${planned.verified.id} ${JSON.stringify(got)}`);
  }
  return { understood, missed, wrong };
}
