import { registry } from "@web/core/registry";

/** From the form of a posted customer invoice: its action menu opens the panel, which explains it; a figure opens its records. Needs a server that reads this Odoo live. */
registry.category("web_tour.tours").add("sextant_explain_invoice", {
  steps: () => [
    { trigger: ".o_form_view .o_cp_action_menus button", run: "click" },
    { trigger: ".o_sextant_cog", run: "click" },
    { trigger: "#o_sextant_panel .o_sextant_offers button:contains(Why is this not paid?)" },
    { trigger: "#o_sextant_panel .o_sextant_offers button:contains(Explain this document)", run: "click" },
    { trigger: "#o_sextant_panel .o_sextant_sentence:contains(comes to)", timeout: 40_000 },
    { trigger: "#o_sextant_panel .o_sextant_sentence button", run: "click" },
    { trigger: ".o_list_view .o_data_row", timeout: 20_000 },
  ],
});
