import type { RuleInfo } from "../../../diagnostic.ts";
import type { XmlNode } from "../../../facts.ts";

/**
 * What Odoo's schema of data files allows (`import_xml.rng` of its source, the same from 14.0 to 19.0 but for `<asset>`). A file that breaks it is
 * refused as a whole when the module is installed. Codes are those of OdooLS.
 */

/** The two attributes of the environment that an element is read in. */
const ENVIRONMENT = ["uid", "context"];

/** An element and its attributes; `required` of them only where another rule does not ask for them already. */
export interface ElementKind {
  readonly attributes: ReadonlySet<string>;
  readonly required: readonly string[];
  readonly attributeRule: RuleInfo;
  readonly requiredRule?: RuleInfo;
}

export function refused(rule: string, code: string, title: string): RuleInfo {
  return { rule, code, severity: "error", title };
}

const kind = (
  required: string,
  optional: string,
  attributeRule: RuleInfo,
  requiredRule?: RuleInfo,
  ...also: readonly string[]
): ElementKind => {
  const names = required.split(" ").filter((name) => name !== "");
  return {
    attributes: new Set([...names, ...optional.split(" "), ...also]),
    required: requiredRule === undefined ? [] : names,
    attributeRule,
    ...(requiredRule !== undefined && { requiredRule }),
  };
};

const genericAttribute = refused(
  "odoo-data-attribute",
  "OLS05004",
  "elements of data files have attributes that Odoo reads",
);
const attribute = (tag: string, code: string) =>
  refused(`odoo-${tag.replace("_", "-")}-attribute`, code, `\`<${tag}>\` has attributes that Odoo reads`);
const missing = (tag: string, code: string, what: string) =>
  refused(`odoo-${tag.replace("_", "-")}-required`, code, `\`<${tag}>\` has ${what}`);

const holder = kind("", "noupdate auto_sequence", genericAttribute, undefined, ...ENVIRONMENT);

export const KINDS: Readonly<Record<string, ElementKind>> = {
  odoo: holder,
  openerp: holder,
  data: holder,
  menuitem: kind("", "id name sequence groups active web_icon action parent", attribute("menuitem", "OLS05007")),
  record: kind(
    "model",
    "id forcecreate",
    attribute("record", "OLS05013"),
    missing("record", "OLS05014", "a model"),
    ...ENVIRONMENT,
  ),
  field: kind(
    "name",
    "type file ref eval model search use",
    attribute("field", "OLS05025"),
    missing("field", "OLS05016", "a name"),
  ),
  value: kind("", "name model search eval type file use", attribute("value", "OLS05032")),
  template: kind(
    "",
    "id t-name name forcecreate context priority key website_id track inherit_id primary groups active customize_show",
    genericAttribute,
  ),
  asset: kind("id name", "active", genericAttribute),
  delete: kind("model", "id search", genericAttribute, missing("delete", "OLS05033", "a model")),
  act_window: kind(
    "id name res_model",
    "domain context view_id view_mode target groups limit usage binding_model binding_type binding_views",
    attribute("act_window", "OLS05037"),
    missing("act_window", "OLS05036", "an id, a name and a `res_model`"),
  ),
  report: kind(
    "string model name",
    "id print_report_name report_type multi menu keyword file xml parser auto header attachment attachment_use groups paperformat usage",
    attribute("report", "OLS05042"),
    missing("report", "OLS05041", "a string, a model and a name"),
  ),
  function: kind(
    "model name",
    "eval",
    attribute("function", "OLS05046"),
    missing("function", "OLS05044", "a model and a name"),
    ...ENVIRONMENT,
  ),
};

/** The rules of all kinds, each once. */
export const KIND_RULES: readonly RuleInfo[] = [
  ...new Set(
    Object.values(KINDS).flatMap(({ attributeRule, requiredRule }) => [
      attributeRule,
      ...(requiredRule ? [requiredRule] : []),
    ]),
  ),
];

export const has = ({ attributes }: XmlNode, name: string): boolean => Object.hasOwn(attributes, name);
