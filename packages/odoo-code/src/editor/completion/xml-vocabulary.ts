/** Elements that may stand inside others; `*` for any place inside a view. */
export const INSIDE: Readonly<Record<string, readonly string[]>> = words({
  odoo: "record template menuitem function delete data asset",
  data: "record template menuitem function delete asset",
  record: "field",
  menuitem: "menuitem",
  function: "value function",
  form: "sheet header group notebook field button div footer chatter separator widget label",
  sheet: "group notebook field div button separator label widget h1 h2",
  header: "button field widget",
  group: "field group label separator button div widget newline",
  notebook: "page",
  page: "field group button div separator label",
  list: "field button header control groupby widget",
  tree: "field button header control groupby widget",
  search: "field filter group separator searchpanel",
  searchpanel: "field",
  kanban: "templates field progressbar header control",
  calendar: "field filter",
  graph: "field",
  pivot: "field",
  activity: "templates field",
  templates: "t",
  xpath: "attribute field button group page xpath div label separator filter list form t",
  "*": "field button group div span t label separator widget a p h1 ul li",
});

/** Attributes of an element of a view or a data file. */
export const ATTRIBUTES: Readonly<Record<string, readonly string[]>> = words({
  record: "id model forcecreate uid context",
  template: "id name inherit_id priority groups active primary customize_show track",
  menuitem: "id name parent action sequence groups web_icon active",
  function: "model name eval",
  delete: "model id search",
  data: "noupdate",
  odoo: "noupdate",
  asset: "id name active",
  "record/field": "name ref eval search type file model use groups",
  field:
    "name string widget invisible readonly required column_invisible domain context options groups nolabel colspan placeholder class help optional sum avg mode filename password force_save filter_domain operator on_change",
  button: "name type string class icon invisible groups context confirm data-hotkey help states special title",
  group: "name string col colspan invisible groups expand",
  page: "name string invisible groups autofocus",
  notebook: "name invisible groups",
  list: "string editable default_order create edit delete decoration-danger decoration-info decoration-muted decoration-success decoration-warning decoration-bf multi_edit limit groups_limit sample open_form_view default_group_by import export_xlsx js_class class",
  form: "string create edit delete duplicate js_class class",
  kanban:
    "default_group_by default_order class quick_create on_create records_draggable create edit delete group_create group_edit group_delete sample highlight_color quick_create_view can_open archivable limit js_class",
  search: "string",
  filter: "name string domain context date default_period invisible groups help",
  label: "for string class invisible",
  separator: "string invisible",
  widget: "name invisible title options",
  calendar:
    "string date_start date_stop date_delay color mode event_open_popup quick_create all_day form_view_id js_class",
  graph: "string type stacked order sample js_class",
  pivot: "string display_quantity disable_linking default_order sample js_class",
  activity: "string",
  progressbar: "field colors sum_field",
  xpath: "expr position",
  attribute: "name add remove separator",
  div: "class name invisible groups role",
  span: "class name invisible groups",
  t: "t-name t-if t-elif t-else t-foreach t-as t-key t-set t-value t-out t-call t-field t-options t-inherit t-inherit-mode t-component t-props t-ref t-slot t-set-slot",
});

/** Directives of QWeb, for any element of a template. */
export const DIRECTIVES: readonly string[] =
  "t-if t-elif t-else t-foreach t-as t-key t-set t-value t-out t-call t-field t-options t-att- t-attf- t-on-click t-ref t-model".split(
    " ",
  );

/** Values of attributes, by `tag/attribute` or by the attribute alone. */
export const VALUES: Readonly<Record<string, readonly string[]>> = words({
  position: "before after inside replace attributes move",
  "button/type": "object action",
  "record/field/type": "xml html int float list tuple file base64 char",
  "graph/type": "bar line pie",
  optional: "show hide",
  editable: "top bottom",
  noupdate: "1 0",
  forcecreate: "True False",
  "t-inherit-mode": "extension primary",
  special: "save cancel",
  nolabel: "1",
  password: "1",
  create: "0 1",
  edit: "0 1",
  delete: "0 1",
  sample: "1",
  multi_edit: "1",
  primary: "True",
  active: "True False",
  eval: "True False",
  invisible: "1 0",
  readonly: "1 0",
  required: "1 0",
  column_invisible: "1 True",
  target: "current new main fullscreen inline",
});

function words(given: Readonly<Record<string, string>>): Record<string, readonly string[]> {
  return Object.fromEntries(Object.entries(given).map(([key, value]) => [key, value.split(" ")]));
}
