import { describe, expect, it } from "vitest";
import { projectFile } from "../../platform/project-file.ts";
import { loadSemantics, openRecords } from "../../semantics/index.ts";
import { wholeSchema } from "../../semantics/testing/whole-schema.ts";
import { CONTEXT } from "../testing/books.ts";
import { planRecords } from "./plan-records.ts";

const semantics = loadSemantics(projectFile("prompts", "semantics"));
const NAMES = ["Oat Milk", "Barley Flour", "Azure Interior", "Azure Office"];
/** All fields that there can be, two customers, two products, and two companies. */
const records = openRecords(semantics, {
  ...wholeSchema(semantics),
  companies: async () =>
    CONTEXT.companies.map(({ id, name, fiscalYear }) => ({
      id,
      name,
      fiscalYear,
      currency: { id: 1, code: "EUR", symbol: "€", decimals: 2 },
      lock: { lockedThrough: null, hard: false },
      branchIds: [id],
    })),
  find: async (model, text) =>
    NAMES.map((name, id) => ({ id, name })).filter(
      ({ id, name }) =>
        name.toLowerCase().includes(text.toLowerCase()) &&
        /product_id$|partner_id$/.test(model) &&
        /product/.test(model) === id < 2,
    ),
});

/** What a question means in short, or why it is not answered. */
async function meaning(question: string): Promise<string> {
  const planned = await planRecords(question, CONTEXT, records);
  if (planned === null) return "not about records";
  if (planned.kind === "not-understood") return `? ${planned.suggestions.join(" | ") || planned.message}`;
  const { subject, measures, by, where, order, top } = planned.query;
  const conditions = where.map(({ dimension, is, from, to }) => `${dimension}=${is?.join() ?? `${from}..${to}`}`);
  return [
    subject,
    ...measures,
    ...by.map((one) => `by ${one}`),
    ...conditions,
    ...(order ? [`${order} ${top}`] : []),
  ].join(" > ");
}

describe("questions about records", () => {
  it.each([
    [
      "ordered line amount by product category last quarter",
      "sales order lines > ordered line amount > by product category > order date=2026-07-01..2026-09-30",
    ],
    ["how many open leads per salesperson", "opportunities > leads > by salesperson"],
    ["how many leads does each salesperson have", "opportunities > leads > by salesperson"],
    ["stock on hand of Oat Milk by location", "stock on hand > quantity on hand > by location > product=0"],
    ["what is the expected revenue by stage?", "opportunities > expected revenue > by stage"],
    ["how many employees do we have", "employees > headcount"],
    ["how many products in stock per location", "stock on hand > products in stock > by location"],
    ["headcount per department", "employees > headcount > by department"],
    [
      "ordered amount by month in 2026",
      "sales orders > ordered amount > by order date month > order date=2026-01-01..2026-11-20",
    ],
    [
      "billed amount by vendor and quarter in 2025",
      "bills > billed amount > by vendor > by bill date quarter > bill date=2025-01-01..2025-12-31",
    ],
    ["top 5 products by ordered quantity", "sales order lines > ordered quantity > by products > largest 5"],
    [
      "won revenue by salesperson last month",
      "opportunities > won revenue > by salesperson > closed date=2026-10-01..2026-10-31",
    ],
    ["running opportunities by creation date month", "opportunities > running opportunities > by creation date month"],
    ["confirmed orders for customer Azure Interior", "sales orders > confirmed orders > customer=Azure Interior"],
  ])("%s", async (question, expected) => {
    expect(await meaning(question)).toBe(expected);
  });

  it.each([
    ["sales by product category last quarter", /ordered line amount by product category last quarter \|/],
    ["revenue by journal", /posted revenue/],
    ["running opportunities in October", /running opportunities/],
    ["stock on hand at the end of October", /Records are counted as they are now/],
    ["ordered amount of Azure", /customer Azure Interior/],
    ["ordered amount of Acme", /is called "Acme"/],
    ["balance", /^\? posted balance$/],
    ["headcount by product", /cannot be split by "product"/],
    ["how many ordered amount", /is an amount, not a count/],
  ])("asks back or says why not: %s", async (question, expected) => {
    expect(await meaning(question)).toMatch(expected);
  });

  it.each([
    "ordered amount without tax exempt customers",
    "ordered amount by mood",
    "average ordered amount by customer",
    "ordered amount if it rains",
    "delete all leads",
    "why did the ordered amount fall",
    "ordered amount compared to last year",
    "leads more than 90 days old",
    "profit for Germany",
  ])("leaves alone: %s", async (question) => {
    expect(await meaning(question)).toBe("not about records");
  });
});
