import { afterAll, beforeAll, expect, it } from "vitest";
import { figureOf, units } from "./oracle/books-oracle.ts";
import { openPlace } from "./places/open-place.ts";
import type { Place } from "./places/place.ts";
import { loadQuestions } from "./question.ts";
import { sextant } from "./respondents/sextant.ts";
import { score } from "./score.ts";

const embedded = loadQuestions().filter(({ on }) => on === "demo-company");
/** What the planner reached when it was last improved, rounded down: it may not fall below. */
const LEAST_RIGHT = 0.95;

let place: Place;
beforeAll(async () => {
  place = await openPlace("demo-company");
});
afterAll(() => place.close());

it("holds at least 150 questions of the embedded demo company, whose written amounts are the oracle's", async () => {
  expect(embedded.length).toBeGreaterThanOrEqual(150);
  expect(embedded.filter(({ none }) => none).length).toBeGreaterThanOrEqual(40);
  for (const { ask, figures = {}, with: scope = { company: 1 } } of embedded)
    for (const [name, written] of Object.entries(figures)) {
      const known = await figureOf(place.oracle, name, scope);
      expect(units(written ?? "0"), `${ask}: ${name} is ${known}`).toBe(units(known));
    }
});

it("finds no wrong figure in the planner's answers, most of them right, and each figure with its source", async () => {
  const scored = await score(embedded, place, sextant());
  const of = (verdict: string) => scored.filter((one) => one.verdict === verdict);
  expect(of("wrong").map(({ question, why }) => `${question.ask}: ${why}`)).toEqual([]);
  const missed = of("none").map(({ question, why }) => `${question.ask}: ${why}`);
  expect(of("right").length / scored.length, missed.join("\n")).toBeGreaterThanOrEqual(LEAST_RIGHT);
  const unproved = scored.filter(({ figures, proved }) => figures !== proved);
  expect(unproved.map(({ question }) => question.ask)).toEqual([]);
});
