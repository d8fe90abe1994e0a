import type { Config } from "../platform/config.ts";
import { type TenantId, tenantOf } from "../platform/database/database.ts";

/** The tenant of what is kept beside the demo company. */
const DEMO = "demo" as TenantId;

/** The tenant of the person at this machine where he has chosen no other Odoo: that of the configured one, or of the demo company. */
export const tenantHere = ({ odoo, source }: Pick<Config, "odoo" | "source">): TenantId =>
  odoo && source !== "demo" ? tenantOf(odoo) : DEMO;
