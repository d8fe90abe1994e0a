import { expect, test } from "vitest";
import { retryAfter } from "./retry-after.ts";

const now = Date.parse("2026-11-20T12:00:00Z");

test.each<[string | undefined, number | undefined]>([
  [undefined, undefined],
  ["5", 5000],
  [" 0 ", 0],
  ["-5", undefined],
  ["1.5", undefined],
  ["1e9", undefined],
  ["99999999999999", undefined],
  ["soon", undefined],
  ["Fri, 20 Nov 2026 12:00:30 GMT", 30_000],
  ["Fri, 20 Nov 2026 11:00:00 GMT", undefined],
  ["Fri, 99 Nov 2026 99:00:00 GMT", undefined],
])("%s is %s", (header, wait) => {
  expect(retryAfter(header, now)).toBe(wait);
});
