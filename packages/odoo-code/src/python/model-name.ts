import type { ClassFact } from "../facts.ts";
import { type OdooVersion, versionWithin } from "../version.ts";

/**
 * The model that a class defines or extends: `_name`, else what `_inherit` says, else what Odoo makes of the class's name.
 * Null for a class that is no model or whose name is computed.
 */
export function modelOfClass(fact: ClassFact, version: OdooVersion): string | null {
  if (fact.kind === "other" || fact.kind === "controller") return null;
  if (fact.model !== null) return fact.model;
  if (fact.attributes._name && fact.attributes._name.value !== null) return null;
  const inherit = fact.attributes._inherit?.value;
  if (typeof inherit === "string") return inherit;
  // Since 19.0 only a plain string names the model; before, a list of one did too.
  if (!versionWithin(version, "19.0") && fact.inherit.length === 1) return fact.inherit[0] ?? null;
  if (inherit !== undefined && fact.inherit.length === 0) return null;
  return versionWithin(version, "19.0") ? fact.name.replace(/(?<=[^_])([A-Z])/g, ".$1").toLowerCase() : fact.name;
}
