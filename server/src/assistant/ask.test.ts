import { type ReportParameters, SextantError } from "@sextant/contracts";
import { describe, expect, it } from "vitest";
import { ask } from "./ask.ts";
import type { AskEvent } from "./plan-answer.ts";
import { CONTEXT } from "./testing/books.ts";
import { AGED_RECEIVABLE, profitAndLoss } from "./testing/results.ts";

const unreachable = async () => {
  throw new Error("no report may be run");
};

describe("ask", () => {
  it("plans, runs the report, answers, and tells what happens", async () => {
    const events: AskEvent[] = [];
    const ran: [string, ReportParameters][] = [];
    const reply = await ask("who owes us money as of 31 March 2026", {
      context: CONTEXT,
      onEvent: (event) => events.push(event),
      runReport: async (name, parameters, { onProgress }) => {
        ran.push([name, parameters]);
        onProgress?.("reading", 1, 2);
        return AGED_RECEIVABLE;
      },
    });
    expect(ran).toEqual([["aged-receivable", { company: 1, asOf: "2026-03-31" }]]);
    expect(events.map(({ type }) => type)).toEqual(["plan", "progress"]);
    expect(reply).toMatchObject({ understood: true, report: "aged-receivable", refused: null });
    expect(reply.suggestions.length).toBeGreaterThan(0);
  });

  it("runs the report a second time for dates that it cannot compare itself", async () => {
    const ran: ReportParameters[] = [];
    const row = (revenue: string) => [revenue, "0.00", revenue, "0.00", revenue, "0.00", "0.00", revenue];
    const reply = await ask("revenue last month compared to last year", {
      context: CONTEXT,
      runReport: async (_, parameters) => {
        ran.push(parameters);
        return profitAndLoss(row(parameters.from === "2026-10-01" ? "120.00" : "100.00"));
      },
    });
    expect(ran.map(({ from }) => from)).toEqual(["2026-10-01", "2025-10-01"]);
    expect(reply.answer).toContain(
      "Compared with 100.00 EUR from 1 October 2025 to 31 October 2025: up by 20.00 EUR (+20.0 %).",
    );
  });

  it("runs nothing for a question that is not understood", async () => {
    const reply = await ask("what is the headcount", { context: CONTEXT, runReport: unreachable });
    expect(reply).toMatchObject({ understood: false, report: null, figures: [], refused: { code: "not_understood" } });
    expect(reply.suggestions.length).toBeGreaterThan(0);
  });

  it("turns an error of the books into a refusal with its code and message", async () => {
    const error = new SextantError("odoo_unreachable", "No server answers at erp.example.com.");
    const failing = async () => {
      throw error;
    };
    const reply = await ask("cash", { context: CONTEXT, runReport: failing });
    expect(reply).toMatchObject({
      understood: true,
      figures: [],
      refused: { code: "odoo_unreachable", retryable: true },
    });
    const lookup = await ask("open invoices of Azure", {
      context: { ...CONTEXT, findPartners: failing },
      runReport: unreachable,
    });
    expect(lookup).toMatchObject({ refused: { code: "odoo_unreachable" }, figures: [] });
  });

  it("does not hide a defect", async () => {
    await expect(ask("cash", { context: CONTEXT, runReport: unreachable })).rejects.toThrow("no report may be run");
  });

  it("stops when it is cancelled, before and during the report", async () => {
    const before = await ask("cash", { context: CONTEXT, runReport: unreachable }, AbortSignal.abort());
    expect(before).toMatchObject({ refused: { code: "aborted" }, figures: [] });
    const abort = new AbortController();
    const during = await ask(
      "cash",
      {
        context: CONTEXT,
        runReport: async () => {
          abort.abort();
          return AGED_RECEIVABLE;
        },
      },
      abort.signal,
    );
    expect(during).toMatchObject({ refused: { code: "aborted" }, figures: [] });
    expect(during.result).toBeUndefined();
  });
});
