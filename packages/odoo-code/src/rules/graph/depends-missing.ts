/** Told by every check that finds what a module uses in modules that it does not depend on. */
export const dependsMissing = {
  rule: "odoo-depends-missing",
  code: "OLS03001",
  severity: "error",
  title: "what a module uses comes from modules that it depends on",
} as const;
