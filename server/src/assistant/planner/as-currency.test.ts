import { expect, it } from "vitest";
import { CONTEXT, HARVEST_FOODS, HARVEST_UK } from "../testing/books.ts";
import { findCurrency } from "./as-currency.ts";
import { plan } from "./plan.ts";
import type { Plan } from "./types.ts";

const USD = { id: 1, code: "USD", symbol: "$", decimals: 2 };
const GBP = { id: 2, code: "GBP", symbol: "£", decimals: 2 };
const context = {
  ...CONTEXT,
  companies: [
    { ...HARVEST_FOODS, currency: USD },
    { ...HARVEST_UK, currency: GBP },
  ],
};

async function after(first: string, then: string) {
  const previous = await plan(first, context);
  if (previous.kind !== "plan") throw new Error(previous.message);
  return { previous, asked: await plan(then, { ...context, previous }) };
}

it.each([
  "in USD",
  "and in dollars?",
  "show it in company currency",
  "convert it to US dollars",
  "in our currency",
  "in $",
])("%s after an answer in US dollars is that answer", async (then) => {
  const { previous, asked } = await after("who owes us money", then);
  expect(asked).toEqual(previous);
});

it.each(["in EUR", "and in euros?", "can you convert it to Euro?", "show me that in pounds", "in JPY please"])(
  "%s is refused in one sentence that names the currency of the books",
  async (then) => {
    const { asked } = await after("who owes us money", then);
    expect(asked).toMatchObject({ kind: "not-understood", reason: "unsupported" });
    expect(asked).toHaveProperty(
      "message",
      expect.stringMatching(/^The books of Harvest Foods are kept in USD.* nothing is converted to /),
    );
  },
);

it("holds for a whole question too, in the currency of the company that it names", async () => {
  const plain = (await plan("net profit for Harvest UK last month", context)) as Plan;
  expect(plain.company.id).toBe(2);
  expect(await plan("net profit for Harvest UK last month in pounds", context)).toEqual(plain);
  expect(await plan("net profit for Harvest UK last month in USD", context)).toMatchObject({ reason: "unsupported" });
  expect(await plan("frobnicate the gizmo in USD", context)).toMatchObject({ reason: "no-match" });
});

it("guesses no currency", async () => {
  for (const none of [
    "in all",
    "who owes us money in total",
    "in march",
    "in top",
    "cash in bank",
    "in constructor",
    "in EURO ZONE",
    "",
  ])
    expect(findCurrency(none), none).toBeNull();
  expect(await plan("in EUR", context)).toMatchObject({ kind: "not-understood", reason: "no-match" });
});
