import { describe, expect, it } from "vitest";
import { measure } from "./measure.ts";

describe("the planner on phrasings that it was not made from", () => {
  it.each<[string, number, boolean?]>([
    ["phrasings.yaml", 200],
    ["phrasings-unseen.yaml", 100],
    ["phrasings-third.yaml", 100],
    ["phrasings-fourth.yaml", 140, true],
    ["phrasings-fifth.yaml", 130, true],
    ["phrasings-sixth.yaml", 75, true],
    ["phrasings-seventh.yaml", 100],
    ["phrasings-eighth.yaml", 140, true],
    ["phrasings-ninth.yaml", 175, true],
  ])(
    "%s: understands nine in ten of at least %i, and answers nothing that was not asked",
    async (name, least, rich = false) => {
      const { understood, missed, wrong } = await measure(name, rich);
      expect(wrong).toEqual([]);
      expect(understood.length + missed.length).toBeGreaterThanOrEqual(least);
      expect(
        understood.length / (understood.length + missed.length),
        `not understood:\n${missed.join("\n")}`,
      ).toBeGreaterThanOrEqual(0.9);
    },
  );
});
