import { registry } from "@web/core/registry";

/** A question is scheduled in its form, and stands in the list. */
registry.category("web_tour.tours").add("sextant_scheduled_question", {
  url: "/odoo/action-sextant.sextant_question_action",
  steps: () => [
    { trigger: ".o_list_button_add", run: "click" },
    {
      trigger: ".o_form_view .o_field_widget[name=question] :is(input, textarea)",
      run: "edit Who owes us the most money?",
    },
    { trigger: ".o_field_widget[name=interval] :is(input, select)" },
    { trigger: ".o_form_button_save", run: "click" },
    { trigger: ".o_form_saved" },
    { trigger: ".breadcrumb .o_back_button, .breadcrumb-item a", run: "click" },
    { trigger: ".o_data_row:contains(Who owes us the most money?)" },
  ],
});
