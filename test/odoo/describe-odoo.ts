import { describe } from "vitest";
import { odooAvailable, type Template } from "./home.ts";

/**
 * `describe` for tests that need the real Odoo: skipped as a whole, with the reason in the title, where it is not provisioned.
 * The set-up of the project prints the same reason once, so that a skip is never silent.
 */
export function describeOdoo(name: string, tests: () => void, template: Template = "demo"): void {
  const reason = odooAvailable(template);
  if (reason === null) describe(name, tests);
  else describe.skip(`${name} [NOT RUN: ${reason}]`, tests);
}
