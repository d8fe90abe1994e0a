/**
 * Words of access.
 *
 * - *permission*: one thing a person may do in Sextant. What he may see and write in Odoo is Odoo's to say, with his own key.
 * - *role*: a named set of permissions; the table is {@link ROLES}.
 * - *access*: what a route asks of its caller; every route declares it.
 */
export const PERMISSIONS = [
  "read-books",
  "export",
  "ask",
  "review-questions",
  "read-proposals",
  "propose",
  "approve",
  "read-runs",
  "read-audit",
  "export-audit",
  "manage-people",
  "manage-connection",
] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** `public`: anybody, without a session. `signed-in`: anybody with one. Otherwise who has the permission. */
export type Access = "public" | "signed-in" | Permission;

export const isPermission = (name: string): name is Permission => (PERMISSIONS as readonly string[]).includes(name);

/** Whether a declared access is one there is; a route that declares none, or an unknown one, is not served. */
export const isAccess = (name: unknown): name is Access =>
  typeof name === "string" && (name === "public" || name === "signed-in" || isPermission(name));
