import type { TenantId } from "../database/database.ts";
import type { Permission } from "./permission.ts";
import { permissionsOf } from "./role.ts";

/** Who makes a call: a person of one tenant. What is kept for him is kept under both. */
export interface Caller {
  readonly tenant: TenantId;
  /** His id in Odoo; 0 is the person at this machine, who needs no sign-in. */
  readonly userId: number;
  readonly login: string;
  readonly permissions: ReadonlySet<Permission>;
  /** The session he has signed in with; null without sign-in. */
  readonly session: string | null;
  /** Which of several Odoos he means, where he chooses; absent: the first. */
  readonly connection?: string;
}

/** The caller of a public route, of whom nothing is known. Nothing belongs to him. */
export const ANYBODY: Caller = {
  tenant: "" as TenantId,
  userId: -1,
  login: "",
  permissions: new Set(),
  session: null,
};

/** The person at this machine: he started Sextant with his own key, or on the demo company. */
export const personHere = (tenant: TenantId, login: string): Caller => ({
  tenant,
  userId: 0,
  login,
  permissions: permissionsOf("administrator"),
  session: null,
});
