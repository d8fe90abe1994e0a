import { decimalString, defineTool, isoDate, READS, SextantError } from "@sextant/contracts";
import { z } from "zod";
import { plainText } from "../answers/plain-text.ts";
import type { RunAccess } from "./run-access.ts";

export const drillDownTool = defineTool({
  name: "drill_down",
  title: "Journal items behind a figure",
  description:
    "Opens a cell of a report of this conversation down to its journal items and proves it again. Refer to an item's amount as {ref.amount}, and to {ref.date}, {ref.due}, {ref.entry}, {ref.partner}; to the number of items as {id.count}.",
  input: z.strictObject({
    cell: z.string().min(1).max(120).describe("Reference of the cell without braces, e.g. r1.3.total"),
    limit: z.number().int().min(1).max(50).default(20),
  }),
  output: z.object({
    id: z.string(),
    amount: decimalString,
    currency: z.string(),
    matches: z.boolean().describe("False: the ledger changed since; run the report again"),
    items: z.array(
      z.object({
        ref: z.string(),
        date: isoDate,
        due: isoDate.nullable(),
        entry: z.string(),
        account: z.string(),
        partner: z.string().nullable(),
        label: z.string(),
        amount: decimalString,
      }),
    ),
    more: z.boolean(),
  }),
  effects: READS,
  async handle({ drill, evidence }: RunAccess, { cell, limit }, { signal }) {
    const fact = evidence.fact(cell.replace(/^\{|\}$/g, ""));
    if (fact?.kind !== "amount")
      throw new SextantError(
        "bad_usage",
        `${JSON.stringify(cell.slice(0, 60))} is no cell of a report that was read here. Give a reference such as r1.3.total.`,
      );
    const { value: amount, source } = fact.figure;
    if (source.proof === undefined) throw new SextantError("bad_usage", `The cell ${cell} has no items of its own.`);
    const page = await drill({ source: source.proof, amount, settled: false, limit }, { signal });
    const id = evidence.addItems(page, fact.unit, source);
    return {
      id,
      amount,
      currency: fact.unit.code,
      matches: page.proof?.matches ?? true,
      items: page.items.map((item, at) => ({
        ref: `${id}.${at + 1}`,
        date: item.date,
        due: item.due,
        entry: plainText(item.entry),
        account: plainText(`${item.account.code} ${item.account.name}`),
        partner: item.partner && plainText(item.partner.name),
        label: plainText(item.label),
        amount: item.amount,
      })),
      more: page.next !== null,
    };
  },
});
