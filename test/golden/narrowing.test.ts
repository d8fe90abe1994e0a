import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { plan } from "../../server/src/assistant/planner/plan.ts";
import type { NotUnderstood, Plan } from "../../server/src/assistant/planner/types.ts";
import { CONTEXT } from "../../server/src/assistant/testing/books.ts";

const text = z.string().min(1);
const table = z
  .strictObject({
    subjects: z.record(text, text),
    things: z.record(text, z.array(z.coerce.string())),
    prepositions: z.array(text),
    qualities: z.array(text),
    behind: z.array(text),
    alike: z.record(text, z.array(text)),
  })
  .parse(parse(readFileSync(join(import.meta.dirname, "narrowing.yaml"), "utf8")));

/** What a subject says already, or cannot be narrowed by. */
const SAID: readonly (readonly [subject: RegExp, way: RegExp])[] = [
  [/receivable|debtor|invoice/, /customer _|_ customer$/],
  [/payable|creditor|bill/, /supplier _|_ supplier$/],
  [/receivable|payable|debtor|creditor|bill|invoice/, /outstanding payments/],
  // Put into papers, nothing but what is spent could be for them.
  [/^(?!cost-|operating-expenses|other-expenses)/, /^_ for (?:the application|reporting|forms)$/],
  [/debtor/, /books$/],
  [/^equity$/, /owners?\b|shareholders/],
  [/overdue|over-days|receivable-of-partner/, /late|_ old|old _/],
];
const says = (id: string, way: string) => SAID.some(([subject, words]) => subject.test(id) && words.test(way));

const things = [...new Set(Object.values(table.things).flat())];

/** One in so many combinations is tried, another one for each subject: together every word with every preposition. `SEXTANT_NARROWING=all` tries all. */
const EVERY = process.env.SEXTANT_NARROWING === "all" ? 1 : 5;

/** Ways to narrow a subject, which stands in them as `_`. */
function* narrowed(turn: number): Generator<string> {
  for (const [at, thing] of things.entries()) {
    const kind = at + turn;
    if (kind % EVERY !== 0) continue;
    const preposition = table.prepositions[Math.floor(kind / EVERY) % table.prepositions.length];
    yield kind % (EVERY * 4) === 0 ? `${thing} _` : `_ ${preposition} ${thing}`;
  }
  for (const [at, quality] of table.qualities.entries()) {
    if ((at + turn) % EVERY === 0) yield (at + turn) % 2 === 0 ? `${quality} _` : `_ ${quality}`;
  }
  for (const [at, behind] of table.behind.entries())
    if ((at + turn) % EVERY === 0) yield `_${behind.startsWith(",") ? "" : " "}${behind}`;
}

const read = (planned: Plan | NotUnderstood) =>
  planned.kind === "plan"
    ? JSON.stringify([
        planned.verified.id,
        planned.parameters,
        planned.account,
        planned.age?.words,
        planned.count,
        planned.comparison?.words,
      ])
    : null;

it("has a noun for every verified question", () => {
  const ids = CONTEXT.questions.entries.map(({ verified }) => verified.id);
  expect(Object.keys(table.subjects).sort()).toEqual(ids.sort());
});

it.each([...Object.entries(table.subjects).entries()].map(([turn, [id, subject]]) => ({ turn, id, subject })))(
  "passes over nothing that narrows: $subject",
  async ({ turn, id, subject }) => {
    const plain = await plan(subject, CONTEXT);
    expect(plain).toMatchObject({ kind: "plan", verified: { id } });
    const alike = new Set([...(table.alike["*"] ?? []), ...(table.alike[id] ?? [])]);
    const ways = [...narrowed(turn)].filter((way) => !alike.has(way) && !says(id, way));
    expect(ways.length).toBeGreaterThan(75);
    const passedOver: string[] = [];
    for (const way of ways) {
      const question = way.replace("_", subject);
      const answered = read(await plan(question, CONTEXT));
      if (answered !== null && answered === read(plain)) passedOver.push(question);
    }
    expect(passedOver).toEqual([]);
  },
);
