import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CONTEXT, PARTNERS } from "../testing/books.ts";
import { resolvePartner } from "./resolve-partner.ts";

const resolve = (text: string) => resolvePartner(text, CONTEXT.findPartners);

describe("a partner's name", () => {
  it.each([
    ["Café Müller", 11, false],
    ["cafe muller", 11, false],
    ["CAFÉ MÜLLER", 11, false],
    ["Azure", 12, false],
    ["Logistik", 14, false],
    ["Cash & Carry", 16, false],
    ["Twin Foods (#19)", 19, false],
    ["Twin Foods #20", 20, false],
    ["Azure Interiro", 12, true],
    ["Deco Adict", 13, true],
    ["Muller Logistk GmbH", 14, true],
  ])("%s is partner %i", async (text, id, corrected) => {
    expect(await resolve(text)).toMatchObject({ kind: "partner", partner: { id }, corrected });
  });

  it("is matched by whole words, so that a short word is not part of another", async () => {
    expect(await resolve("not")).toEqual({ kind: "none" });
    expect(await resolve("Trad")).toEqual({ kind: "none" });
  });

  it("that several share is a question back", async () => {
    expect(await resolve("Müller")).toMatchObject({ kind: "several", candidates: [{ id: 11 }, { id: 14 }] });
    expect(await resolve("Twin Foods")).toMatchObject({ kind: "several" });
    expect(await resolve("Twim Foods")).toMatchObject({ kind: "several" });
    expect(await resolve("Twin Foods (#99)")).toEqual({ kind: "none" });
  });

  it("finds every partner by its own name, and never throws", async () => {
    for (const partner of PARTNERS.filter(({ name }) => name !== "Twin Foods")) {
      expect(await resolve(partner.name)).toMatchObject({ kind: "partner", partner });
    }
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "grapheme", maxLength: 300 }), async (text) => {
        expect(["partner", "several", "none"]).toContain((await resolve(text)).kind);
      }),
    );
  });

  it("asks the data a bounded number of times", async () => {
    let asked = 0;
    await resolvePartner("one two three four five six seven eight nine", async () => {
      asked++;
      return [];
    });
    expect(asked).toBeLessThanOrEqual(5);
  });
});
