import type { Company } from "@sextant/ledger";
import { describe, expect, it } from "vitest";
import { chooseCompany } from "./company.ts";

const company = (id: number, name: string): Company => ({
  id,
  name,
  currency: { id: 1, code: "EUR", symbol: "€", decimals: 2 },
  fiscalYear: { lastDay: 31, lastMonth: 12 },
  lock: { lockedThrough: null, hard: false },
  branchIds: [id],
});
const both = [company(1, "Épicerie Réunie"), company(4, "Harvest UK"), company(5, "Harvest US")];

describe("chooseCompany", () => {
  it("takes the first company by default", () => expect(chooseCompany(both, undefined).id).toBe(1));
  it("finds by id, as number or text", () =>
    expect([chooseCompany(both, 4).id, chooseCompany(both, "5").id]).toEqual([4, 5]));
  it("finds by name without accents or case", () => expect(chooseCompany(both, "epicerie reunie").id).toBe(1));
  it("finds by the beginning of one name", () => expect(chooseCompany(both, "harvest uk").id).toBe(4));
  it("finds by a word of one name", () => expect(chooseCompany(both, "US").id).toBe(5));
  it("asks when two names fit", () => expect(() => chooseCompany(both, "Harvest")).toThrow(/More than one company/));
  it("lists the visible companies when none fits", () =>
    expect(() => chooseCompany(both, "Acme")).toThrow(/Harvest UK \(4\)/));
  it("refuses an id the user does not see", () =>
    expect(() => chooseCompany(both, 9)).toThrow(expect.objectContaining({ code: "company_not_visible" })));
  it("refuses when the user sees no company", () =>
    expect(() => chooseCompany([], undefined)).toThrow(expect.objectContaining({ code: "company_not_visible" })));
});
