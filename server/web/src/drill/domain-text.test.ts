import { expect, it } from "vitest";
import { domainText } from "./domain-text.ts";

it("writes a domain that Odoo's editor reads", () => {
  const domain = [
    "|",
    ["date_maturity", "=", false],
    ["date_maturity", ">=", "2026-01-01"],
    ["account_id", "in", [5, 7]],
  ];
  expect(domainText(domain)).toBe(
    '["|", ["date_maturity", "=", False], ["date_maturity", ">=", "2026-01-01"], ["account_id", "in", [5, 7]]]',
  );
  expect(
    domainText([
      ["active", "=", true],
      ["x", "=", null],
      ["name", "=", 'a "b" \\ c'],
    ]),
  ).toBe('[["active", "=", True], ["x", "=", None], ["name", "=", "a \\"b\\" \\\\ c"]]');
});
