import { isPermission, PERMISSIONS, type Permission } from "./permission.ts";

/** Who may do what, as data. A permission that a role does not list is refused, and so is everything to an unknown role. */
export const ROLES = {
  reader: ["read-books", "read-proposals"],
  member: ["read-books", "export", "ask", "read-proposals", "propose", "approve"],
  auditor: ["read-books", "export", "read-proposals", "read-runs", "read-audit", "export-audit"],
  administrator: PERMISSIONS,
} as const satisfies Record<string, readonly Permission[]>;

export type Role = keyof typeof ROLES;

export const isRole = (name: string): name is Role => Object.hasOwn(ROLES, name);

/** The permissions of a role; none of an unknown one. */
export const permissionsOf = (role: string): ReadonlySet<Permission> =>
  new Set<Permission>(isRole(role) ? ROLES[role] : []);

/** Whether a role has a permission. Unknown roles and permissions: no. */
export const may = (role: string, permission: string): boolean =>
  isPermission(permission) && permissionsOf(role).has(permission);
