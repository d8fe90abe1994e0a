/**
 * A search domain as Odoo's domain editor and Python read it: `False` for false, `None` for null; lists and quoted text are the same
 * as in JSON.
 */
export function domainText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(domainText).join(", ")}]`;
  if (value === null || value === undefined) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  return JSON.stringify(value);
}
