/** Names of the tools over the index of Odoo code, in the order in which they are offered: known without loading what they work with. */
export const INDEX_TOOL_NAMES = [
  "find_symbol",
  "model_card",
  "resolve_xmlid",
  "combined_view",
  "references",
  "check",
  "apply_fix",
] as const;
