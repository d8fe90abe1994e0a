import type { ManifestFacts } from "../facts.ts";
import { ODOO_VERSIONS, type OdooVersion } from "../version.ts";

/** The Odoo version that a manifest's `version` begins with (`17.0.1.0.0`), or null. */
export function seriesOf(manifest: ManifestFacts | null): OdooVersion | null {
  const written =
    manifest !== null && Object.hasOwn(manifest.keys, "version") ? manifest.keys.version?.value : undefined;
  if (typeof written !== "string") return null;
  return (
    ODOO_VERSIONS.find(
      (version) => written === version || (written.startsWith(`${version}.`) && /^\d+\.\d+\.\d/.test(written)),
    ) ?? null
  );
}
