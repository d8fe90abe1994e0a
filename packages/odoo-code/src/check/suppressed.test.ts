import { describe, expect, it } from "vitest";
import { checkTexts } from "./testing/check-text.ts";

/** Lines of a Python file on which `print-used` (W8116) speaks. */
const told = (...lines: string[]): number[] => {
  const text = lines.join("\n");
  return checkTexts({ "a.py": text })
    .filter(({ rule }) => rule === "print-used")
    .map(({ span }) => text.slice(0, span[0]).split("\n").length);
};

describe("comments that switch a rule on again", () => {
  it.each([
    ["print-used", "print-used"],
    ["W8116", "W8116"],
    ["W8116", "print-used"],
    ["print-used", "W8116"],
    ["print-used, other", "other,W8116"],
  ])("disable=%s is lifted by enable=%s", (off, on) => {
    expect(told(`# pylint: disable=${off}`, "print(1)", `# pylint: enable=${on}`, "print(2)")).toEqual([4]);
  });
  it("only what they name", () => {
    expect(told("# pylint: disable=W8116", "print(1)", "# pylint: enable=except-pass", "print(2)")).toEqual([]);
  });
  it("until the next that switches it off", () => {
    const file = [
      "# pylint: disable=W8116",
      "# pylint: enable=print-used",
      "print(1)",
      "print(2)  # pylint: disable=W8116",
    ];
    expect(told(...file)).toEqual([3]);
  });
  it("what is said before is no matter to what is said of the whole file", () => {
    expect(told("# pylint: skip-file", "# pylint: enable=print-used", "print(1)")).toEqual([]);
  });
});
