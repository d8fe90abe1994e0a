import fc from "fast-check";
import { expect, it } from "vitest";
import { parseSearch, stringifySearch } from "../search-codec.ts";
import { parametersOf, readReportSearch } from "./report-search.ts";

const day = fc
  .date({ min: new Date("1990-01-01"), max: new Date("2099-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

it("finds the same report again from its address", () => {
  const search = fc.record(
    {
      company: fc.integer({ min: 1, max: 999_999 }),
      asOf: day,
      from: day,
      to: day,
      compare: fc.integer({ min: 1, max: 24 }),
      partner: fc.nat(999_999),
      ages: fc
        .uniqueArray(fc.integer({ min: 1, max: 3650 }), { minLength: 1, maxLength: 12 })
        .map((days) => days.sort((a, b) => a - b)),
      drafts: fc.constant(true),
      find: fc.string({ minLength: 1 }),
      line: fc.string({ minLength: 1, unit: "grapheme" }),
      cell: fc.constantFrom("1-30", "total", "balance@2025"),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(search, (wanted) => {
      expect(readReportSearch(parseSearch(stringifySearch(wanted)))).toEqual(wanted);
    }),
  );
});

it("drops what is not valid", () => {
  expect(
    readReportSearch({
      asOf: "2026-02-30",
      from: "yesterday",
      compare: "99",
      partner: "-1",
      ages: "60,30",
      drafts: "maybe",
      other: "x",
    }),
  ).toEqual({});
});

it("keeps a company given by name", () => {
  expect(readReportSearch(parseSearch("?company=Harvest+Foods"))).toEqual({ company: "Harvest Foods" });
});

it("sends the server only what it needs", () => {
  expect(parametersOf({ asOf: "2026-01-31", find: "x", line: "400", cell: "total" })).toEqual({ asOf: "2026-01-31" });
});
