import { expect, test } from "vitest";
import { idRanges } from "./id-ranges.ts";

test("every id lies in one stretch; what is new lies in the last", () => {
  expect(idRanges(0, 100)).toEqual([[]]);
  expect(idRanges(100, 100)).toEqual([[]]);
  expect(idRanges(250, 100)).toEqual([
    [["id", "<=", 100]],
    [
      ["id", ">", 100],
      ["id", "<=", 200],
    ],
    [["id", ">", 200]],
  ]);
});
