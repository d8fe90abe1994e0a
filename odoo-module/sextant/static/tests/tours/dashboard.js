import { registry } from "@web/core/registry";

/** Every tile has its figure, and a figure opens the items behind it. Needs a server that reads this Odoo. */
registry.category("web_tour.tours").add("sextant_dashboard", {
  url: "/odoo/action-sextant.sextant_dashboard_action",
  steps: () => [
    { trigger: ".o_sextant_tiles:not(:has([role=status])):has(.o_sextant_figure button)", timeout: 40_000 },
    { trigger: ".o_sextant_tiles:not(:has([role=alert]))" },
    { trigger: "[data-tile=cash] .o_sextant_figure button", run: "click" },
    { trigger: ".o_list_view .o_data_row", timeout: 20_000 },
  ],
});
