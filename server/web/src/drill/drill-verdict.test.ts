import { expect, it } from "vitest";
import { drillVerdict } from "./drill-verdict.ts";

const proof = (total: string, count: number) => ({ total, count, hash: "", matches: true });

it.each([
  ["12.50", 3, "equal"],
  ["12.5", 3, "equal"],
  ["12.50", 4, "recounted"],
  ["12.51", 3, "different"],
  ["-12.50", 3, "different"],
])("a proof of %s over %i items is %s", (total, count, state) => {
  expect(drillVerdict(proof(total, count), { value: "12.50", count: 3 }).state).toBe(state);
});
