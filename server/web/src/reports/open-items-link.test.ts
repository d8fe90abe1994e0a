import type { ReportLine, ReportResult } from "@sextant/contracts";
import { expect, it } from "vitest";
import { openItemsOf } from "./open-items-link.ts";

const aged = { report: "aged-payable", company: { id: 2, name: "x" }, asOf: "2026-03-31" } as ReportResult;
const line = (key: string, kind: ReportLine["kind"] = "line") => ({ key, kind }) as ReportLine;

it("leads from a partner of an aged report to that partner's open items on the same day", () => {
  expect(openItemsOf(aged, line("7"))).toEqual({
    name: "open-payable",
    search: { company: 2, asOf: "2026-03-31", partner: 7 },
  });
});

it("leads nowhere from totals, other reports, or keys that are no partner", () => {
  expect(openItemsOf(aged, line("total", "total"))).toBeNull();
  expect(openItemsOf(aged, line("7-eur"))).toBeNull();
  expect(openItemsOf({ ...aged, report: "trial-balance" }, line("7"))).toBeNull();
});
