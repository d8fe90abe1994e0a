import { describe, expect, it } from "vitest";
import { finality } from "./index.ts";
import { companyWith } from "./testing/company.ts";

const company = companyWith();

describe("finality", () => {
  it("holds when every date is locked", () => {
    const locked = { lock: { lockedThrough: "2026-03-31", hard: false } };
    expect(finality(locked, ["2026-01-01", "2026-03-31"])).toBe(true);
    expect(finality(locked, ["2026-01-01", "2026-04-01"])).toBe(false);
    expect(finality(company, ["2020-01-01"])).toBe(false);
  });
});
