import { describe, expect, test } from "@odoo/hoot";
import { registry } from "@web/core/registry";
import { fakeSextant, inEnglish, pageWith } from "./fakes";

describe.current.tags("headless");

test("what is typed into the command palette can be asked", () => {
  inEnglish();
  const { provide } = registry.category("command_provider").get("sextant");
  const sextant = fakeSextant();
  const env = pageWith({ sextant });
  expect(provide(env, { searchValue: "  " })).toEqual([]);
  const [command] = provide(env, { searchValue: " how much cash " });
  expect(String(command.name)).toBe("Ask Sextant: how much cash");
  command.action();
  expect(sextant.asked).toEqual([["ask", "how much cash", undefined]]);
  expect(provide(pageWith({ sextant: { available: false } }), { searchValue: "x" })).toEqual([]);
});

test("views of the apps have it in their action menu, and others have not", () => {
  const { isDisplayed } = registry.category("cogMenu").get("sextant");
  const shown = (resModel, available = true) =>
    isDisplayed({ services: { sextant: { available } }, searchModel: { resModel }, config: {} });
  expect(
    ["account.move", "stock.picking", "sale.order", "purchase.order", "pos.order", "crm.lead", "hr.employee"].map(
      (model) => shown(model),
    ),
  ).toEqual(Array(7).fill(true));
  expect([shown("ir.cron"), shown("account.move", false)]).toEqual([false, false]);
});
