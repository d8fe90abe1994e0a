import { registry } from "@web/core/registry";

const open = [
  { trigger: ".o_list_view .o_data_row .o_data_cell", run: "click", timeout: 20_000 },
  { trigger: ".o_sextant_decision .o_sextant_difference", timeout: 20_000 },
];
const url = "/odoo/action-sextant.sextant_approvals_action";

/** The newest proposal of the inbox is approved as its form shows it. Needs a server, and a proposal that waits. */
registry.category("web_tour.tours").add("sextant_approve", {
  url,
  steps: () => [
    ...open,
    { trigger: ".o_sextant_decision button:contains(Approve and execute)", run: "click" },
    { trigger: ".o_sextant_decision .alert-success", timeout: 30_000 },
    { trigger: ".o_sextant_decision button:contains(Propose to take it back)" },
  ],
});

/** The newest proposal of the inbox is rejected. Needs the same. */
registry.category("web_tour.tours").add("sextant_reject", {
  url,
  steps: () => [
    ...open,
    { trigger: ".o_sextant_decision button:contains(Reject)", run: "click" },
    { trigger: ".o_sextant_decision [role=status]:contains(Nothing was changed)", timeout: 20_000 },
    { trigger: "body:not(:has(.o_sextant_decision button:contains(Approve and execute)))" },
  ],
});
