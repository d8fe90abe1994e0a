import { registry } from "@web/core/registry";

const PANEL = "#o_sextant_panel";
const GONE = "body:not(:has(#o_sextant_panel))";

/** The compass, the shortcut and the palette open the panel; it has the cursor, and Escape closes it. */
registry.category("web_tour.tours").add("sextant_open_panel", {
  url: "/odoo/action-base.action_partner_form",
  steps: () => [
    { trigger: ".o_kanban_view, .o_list_view" },
    { trigger: ".o_sextant_systray button[aria-expanded=false]", run: "click" },
    { trigger: ".o_sextant_systray button[aria-expanded=true]" },
    { trigger: `${PANEL} textarea:focus`, run: "press Escape" },
    { trigger: GONE, run: "press alt+shift+a" },
    { trigger: `${PANEL} textarea:focus`, run: "press Escape" },
    { trigger: GONE, run: "press ctrl+k" },
    { trigger: ".o_command_palette input", run: "edit how much cash do we have" },
    { trigger: ".o_command:contains(Ask Sextant: how much cash do we have)", run: "click" },
    { trigger: `${PANEL} .o_sextant_question:contains(how much cash do we have)` },
  ],
});
