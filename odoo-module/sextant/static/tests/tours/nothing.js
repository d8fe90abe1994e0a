import { registry } from "@web/core/registry";

/** Who is not in the group of Sextant meets nothing of it: no compass, no entry in menus, no shortcut, nothing in the palette. */
registry.category("web_tour.tours").add("sextant_nothing", {
  url: "/odoo/action-base.action_partner_form",
  steps: () => [
    { trigger: ".o_kanban_view, .o_list_view" },
    { trigger: ".o_menu_systray:not(:has(.o_sextant_systray))", run: "press alt+shift+a" },
    { trigger: ".o_cp_action_menus button", run: "click" },
    { trigger: ".o-dropdown--menu:not(:has(.o_sextant_cog))", run: "press Escape" },
    { trigger: "body:not(:has(.o-dropdown--menu))", run: "press ctrl+k" },
    { trigger: ".o_command_palette input", run: "edit how much cash do we have" },
    { trigger: ".o_command_palette:contains(No result found)" },
    { trigger: "body:not(:has(#o_sextant_panel)):not(:has(.o_command:contains(Sextant)))", run: "press Escape" },
    { trigger: "body:not(:has(.o_command_palette))" },
    { trigger: ".o_navbar_apps_menu button", run: "click" },
    { trigger: ".o-dropdown--menu:not(:has([data-menu-xmlid^='sextant.']))" },
  ],
});
