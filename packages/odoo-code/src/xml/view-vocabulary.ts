/** Elements that are the root of a view. */
export const VIEW_TAGS: ReadonlySet<string> = new Set(
  "activity calendar cohort form gantt graph grid hierarchy kanban list map pivot qweb search tree".split(" "),
);

/** Attributes whose value is a Python expression over the record's fields. */
export const MODIFIERS: ReadonlySet<string> = new Set(["invisible", "readonly", "required", "column_invisible"]);

/** Attributes whose value is the name of a field of the view's model, per element. */
export const FIELD_ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  calendar: ["date_start", "date_stop", "date_delay", "all_day", "color", "create_name_field"],
  cohort: ["date_start", "date_stop", "measure"],
  field: ["filename"],
  gantt: [
    "date_start",
    "date_stop",
    "date_delay",
    "progress",
    "color",
    "dependency_field",
    "dependency_inverted_field",
  ],
  groupby: ["name"],
  hierarchy: ["parent_field", "child_field"],
  kanban: ["highlight_color"],
  map: ["res_partner"],
  progressbar: ["field"],
};

/** Attributes with a list of fields, each perhaps with a direction or an interval: `date desc, id`, `create_date:month`. */
export const FIELD_LIST_ATTRIBUTES: ReadonlySet<string> = new Set(["default_order", "default_group_by"]);

/** Keys of `options` whose value is the name of a field of the same record, whatever the widget. */
export const FIELD_OPTIONS: ReadonlySet<string> = new Set([
  ..."currency_field start_date_field end_date_field".split(" "),
  ..."related_start_date related_end_date field_digits_from hour_field".split(" "),
]);

/** Names in view expressions that are no fields. */
export const NO_FIELDS: ReadonlySet<string> = new Set([
  ..."uid context active_id active_ids active_model allowed_company_ids current_company_id companies self".split(" "),
  ..."current_date today now time datetime relativedelta context_today pytz timedelta ref obj user".split(" "),
  ..."bool int str float len set list tuple dict abs min max sum any all sorted round true false range".split(" "),
]);
