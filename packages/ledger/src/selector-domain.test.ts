import { describe, expect, it } from "vitest";
import { selectorDomain } from "./selector-domain.ts";

const base = [
  ["company_id", "in", [1]],
  ["parent_state", "=", "posted"],
  ["display_type", "not in", ["line_section", "line_note", "line_subsection"]],
];
const selector = {
  companyId: 1,
  state: "posted" as const,
  parts: [{ accountIds: [4], from: "2026-01-01", to: "2026-03-31" }],
};

describe("selectorDomain", () => {
  it("is the population, the accounts and the dates", () => {
    expect(selectorDomain(selector)).toEqual([
      ...base,
      "&",
      "&",
      ["account_id", "in", [4]],
      ["date", ">=", "2026-01-01"],
      ["date", "<=", "2026-03-31"],
    ]);
  });

  it("joins parts with |", () => {
    const parts = [
      { accountIds: [4], to: "2026-03-31" },
      { accountIds: [5] },
      { accountIds: [6, 7], from: "2026-01-01" },
    ];
    expect(selectorDomain({ ...selector, parts })).toEqual([
      ...base,
      "|",
      "|",
      "&",
      ["account_id", "in", [4]],
      ["date", "<=", "2026-03-31"],
      ["account_id", "in", [5]],
      "&",
      ["account_id", "in", [6, 7]],
      ["date", ">=", "2026-01-01"],
    ]);
  });

  it("finds nothing for a union of no parts", () => {
    expect(selectorDomain({ ...selector, parts: [] })).toEqual([...base, ["id", "in", []]]);
  });

  it("takes the branches, drafts, the commercial partner, the currency and due dates", () => {
    const domain = selectorDomain(
      {
        ...selector,
        state: "posted-and-draft",
        parts: [{ accountIds: [4] }],
        partnerId: 11,
        due: { from: "2026-03-31", missing: true },
        currencyId: 2,
      },
      [1, 3],
    );
    expect(domain).toEqual([
      ["company_id", "in", [1, 3]],
      ["parent_state", "in", ["posted", "draft"]],
      base[2],
      ["account_id", "in", [4]],
      "|",
      ["date_maturity", "=", false],
      ["date_maturity", ">=", "2026-03-31"],
      ["currency_id", "=", 2],
      ["partner_id.commercial_partner_id", "=", 11],
    ]);
  });

  it("keeps a closed range of due dates together, and items without a partner apart", () => {
    const due = { from: "2026-03-01", to: "2026-03-30", missing: false };
    expect(selectorDomain({ ...selector, parts: [{ accountIds: [4] }], partnerId: 0, due }).slice(4)).toEqual([
      "&",
      ["date_maturity", ">=", "2026-03-01"],
      ["date_maturity", "<=", "2026-03-30"],
      ["partner_id", "=", false],
    ]);
  });
});
