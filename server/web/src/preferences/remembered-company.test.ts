import { expect, it } from "vitest";
import { rememberedCompany } from "./remembered-company.ts";

const companies = [
  { id: 1, name: "Fernhollow Foods" },
  { id: 2, name: "Fernhollow Wholesale UK" },
];

it("reads the company that a person wants remembered, and nothing out of other texts", () => {
  const read = (text: string) => rememberedCompany(text, companies);
  expect(read("remember that I mean Fernhollow Wholesale UK")).toEqual(companies[1]);
  expect(read("Please remember: we always mean the company “fernhollow foods”.")).toEqual(companies[0]);
  expect(read("remember I mean wholesale!")).toEqual(companies[1]);
  expect(read("remember that I mean Fernhollow")).toBe("several");
  expect(read("remember that I mean Evil Ltd")).toBe("unknown");
  for (const other of [
    "How much cash do we have?",
    "remember the milk",
    "who owes us, remember that I mean Fernhollow Foods",
  ])
    expect(read(other)).toBeNull();
});
