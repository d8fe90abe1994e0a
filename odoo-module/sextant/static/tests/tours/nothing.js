import { registry } from "@web/core/registry";

/** Who is not in the group of Sextant meets nothing of it: no compass, no menu, no shortcut, nothing in the palette. */
registry.category("web_tour.tours").add("sextant_nothing", {
  url: "/odoo/action-base.action_partner_form",
  steps: () => [
    { trigger: ".o_kanban_view, .o_list_view" },
    { trigger: ".o_navbar_apps_menu button", run: "click" },
    { trigger: ".o-dropdown--menu:has([data-menu-xmlid]):not(:has([data-menu-xmlid^='sextant.']))" },
    { trigger: ".o_navbar_apps_menu button", run: "click" },
    { trigger: ".o_menu_systray:not(:has(.o_sextant_systray))", run: "press alt+shift+a" },
    { trigger: "body:not(:has(.o_sextant_cog, #o_sextant_panel))", run: "press ctrl+k" },
    // The palette lists the commands of the page before anything is typed.
    { trigger: ".o_command_palette .o_command" },
    { trigger: ".o_command_palette:not(:has(.o_command:contains(Sextant)))" },
  ],
});
