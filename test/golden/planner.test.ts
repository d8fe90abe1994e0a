import { readFileSync } from "node:fs";
import { join } from "node:path";
import { reportParameters } from "@sextant/contracts";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { plan } from "../../server/src/assistant/planner/plan.ts";
import { CONTEXT } from "../../server/src/assistant/testing/books.ts";

const asked = z.tuple([z.coerce.string(), z.string().nullable()]).rest(reportParameters);
const suite = (name: string) => z.array(asked).parse(parse(readFileSync(join(import.meta.dirname, name), "utf8")));

/** What the planner makes of a suite. `wrong`: another question answered than the one that was asked, or with other dates or partners. */
async function measure(name: string) {
  const [understood, missed, wrong]: [string[], string[], string[]] = [[], [], []];
  for (const [question, id, parameters = {}] of suite(name)) {
    const planned = await plan(question, CONTEXT);
    if (planned.kind === "not-understood") {
      if (id !== null) missed.push(question);
      continue;
    }
    const got: Record<string, unknown> = planned.parameters;
    const same = Object.entries(parameters).every(([key, value]) => got[key] === value);
    const strayPartner = got.partner !== undefined && !("partner" in parameters);
    if (planned.verified.id === id && same && !strayPartner) understood.push(question);
    else wrong.push(`${question}: ${planned.verified.id} ${JSON.stringify(got)}`);
  }
  return { understood, missed, wrong };
}

describe("the planner on phrasings that it was not made from", () => {
  it.each([
    ["phrasings.yaml", 200],
    ["phrasings-unseen.yaml", 100],
    ["phrasings-third.yaml", 100],
  ])("%s: understands nine in ten of at least %i, and answers nothing that was not asked", async (name, least) => {
    const { understood, missed, wrong } = await measure(name);
    expect(wrong).toEqual([]);
    expect(understood.length + missed.length).toBeGreaterThanOrEqual(least);
    expect(
      understood.length / (understood.length + missed.length),
      `not understood:\n${missed.join("\n")}`,
    ).toBeGreaterThanOrEqual(0.9);
  });
});
