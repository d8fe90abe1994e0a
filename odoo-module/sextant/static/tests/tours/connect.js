import { registry } from "@web/core/registry";

/** An administrator finds the pairing in the settings, is told what he needs for it, and may leave it alone. */
registry.category("web_tour.tours").add("sextant_connect", {
  url: "/odoo/settings",
  steps: () => [
    { trigger: ".settings_tab [data-key=sextant]", run: "click" },
    { trigger: "[data-key=sextant] button:contains(Connect)", run: "click" },
    { trigger: ".modal:contains(You are asked for your password)" },
    { trigger: ".modal .o_field_widget[name=server_url] input", run: "edit https://sextant.example.com" },
    { trigger: ".modal .o_field_widget[name=pairing_code] input", run: "edit AAAA-BBBB" },
    { trigger: ".modal footer button:contains(Cancel)", run: "click" },
    { trigger: "body:not(:has(.modal))" },
    { trigger: "[data-key=sextant] button:contains(Connect)" },
  ],
});
