import { expect, test } from "vitest";
import { majorOf } from "./version.ts";

test.each([
  ["19.0", 19],
  ["saas~19.1", 19.1],
  ["saas-19.3", 19.3],
  ["14.0", 14],
  ["17.0+e", 17],
  ["19.0-20260101", 19],
  ["20.0alpha1", 20],
  ["saas~18.4+e", 18.4],
  ["20", 20],
])("%s is %s", (text, major) => {
  expect(majorOf(text)).toBe(major);
});

test.each(["", "master", "v19", "nginx/1.25"])("%j is no version of Odoo", (text) => {
  expect(() => majorOf(text)).toThrow(expect.objectContaining({ code: "not_odoo" }));
});
