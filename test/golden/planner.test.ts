import { describe, expect, it } from "vitest";
import { measure, SUITES } from "./measure.ts";

describe("the planner on phrasings that it was not made from", () => {
  it.each<[string, number, boolean?]>([...SUITES])(
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
