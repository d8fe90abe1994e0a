/** Names of the positional parameters of each field class that has more than a label, as `odoo.fields` declares them. */
const PARAMETERS: Readonly<Record<string, readonly string[]>> = {
  Float: ["string", "digits"],
  Monetary: ["string", "currency_field"],
  Selection: ["selection", "string"],
  Reference: ["selection", "string"],
  Many2one: ["comodel_name", "string"],
  One2many: ["comodel_name", "inverse_name", "string"],
  Many2many: ["comodel_name", "relation", "column1", "column2", "string"],
};
const LABEL = ["string"];
const RELATIONAL = new Set(["Many2one", "One2many", "Many2many"]);

/** Parameters that a field class takes by position; the label alone for every class not listed. */
export function fieldParameters(type: string): readonly string[] {
  return Object.hasOwn(PARAMETERS, type) ? (PARAMETERS[type] ?? LABEL) : LABEL;
}

/** Whether the field's value is a recordset of a comodel named in its definition. */
export function isRelational(type: string): boolean {
  return RELATIONAL.has(type);
}
