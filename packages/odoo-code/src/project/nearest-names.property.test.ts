import fc from "fast-check";
import { expect, it } from "vitest";
import { nearestNames } from "./nearest-names.ts";

/** By its definition: the fewest steps that make one name of the other, no letter being touched twice. */
function steps(a: string, b: string): number {
  if (a === "" || b === "") return a.length + b.length;
  const cost = a[0] === b[0] ? 0 : 1;
  const ways = [steps(a.slice(1), b) + 1, steps(a, b.slice(1)) + 1, steps(a.slice(1), b.slice(1)) + cost];
  if (a.length > 1 && b.length > 1 && a[0] === b[1] && a[1] === b[0]) ways.push(steps(a.slice(2), b.slice(2)) + 1);
  return Math.min(...ways);
}

const name = fc.string({ unit: fc.constantFrom("a", "b", "c"), minLength: 1, maxLength: 6 });

it("gives the names that are a few letters away, the nearest first", () => {
  fc.assert(
    fc.property(name, fc.uniqueArray(name, { maxLength: 8 }), (asked, names) => {
      const most = Math.max(2, Math.floor(asked.length / 3));
      const contains = (other: string) => asked.length > 2 && other.includes(asked);
      const score = (other: string) => (contains(other) ? 1 - asked.length / other.length : steps(asked, other));
      const expected = names
        .filter((other) => score(other) <= most)
        .sort((a, b) => score(a) - score(b) || (a < b ? -1 : 1));
      expect(nearestNames(asked, names, 10)).toEqual(expected);
    }),
    { numRuns: 300 },
  );
});
