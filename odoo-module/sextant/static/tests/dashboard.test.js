import { click, expect, queryAll, queryOne, test } from "@odoo/hoot";
import { animationFrame } from "@odoo/hoot-mock";
import { Dashboard } from "@sextant/dashboard/dashboard";
import { pathOf } from "@sextant/dashboard/tiles";
import { ServerError } from "@sextant/server/server_error";
import { mountWithCleanup } from "@web/../tests/web_test_helpers";
import { agedResult, fakeSextant, inEnglish, pageWith } from "./fakes";

test("a tile asks its report of the chosen company", () => {
  expect(pathOf({ report: "aged-payable" }, 3)).toBe("/api/reports/aged-payable?company=3");
  expect(pathOf({ report: "balance-sheet", parameters: { to: "2026-01-31" } }, null)).toBe(
    "/api/reports/balance-sheet?to=2026-01-31",
  );
});

test("a figure opens the items behind it, and a tile that fails says so by itself", async () => {
  inEnglish();
  const actions = [];
  const paths = [];
  const server = {
    get: async (path) => {
      paths.push(path);
      if (path.includes("aged-receivable")) {
        return { ...agedResult, tieOuts: [] };
      }
      throw new ServerError({ code: "transport", message: "No report.", action: "" });
    },
  };
  const env = pageWith({
    sextant: fakeSextant({}, { server }),
    action: { doAction: async (action) => actions.push(action) },
  });
  await mountWithCleanup(Dashboard, { env, noMainContainer: true });
  await animationFrame();
  // Two tiles of the same report are one request.
  expect(paths.length).toBe(4);
  expect(queryOne("[data-tile=receivable] .o_sextant_figure").textContent).toInclude("1,230.50");
  expect(queryAll(".o_sextant_figure button").length).toBe(1);
  expect(queryOne("[data-tile=cash]").textContent).toInclude("No report.");
  await click("[data-tile=receivable] .o_sextant_figure button");
  expect(actions).toMatchObject([{ res_model: "account.move.line", domain: [["account_id", "=", 5]] }]);
});
