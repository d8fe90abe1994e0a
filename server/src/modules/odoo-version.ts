import { SextantError } from "@sextant/contracts";
import { ODOO_VERSIONS, type OdooVersion } from "@sextant/odoo-code";

/** Series that is taken when nothing tells: the newest that is proved on real source. */
export const DEFAULT_VERSION: OdooVersion = "19.0";

/** @throws SextantError `bad_usage` for a series that is not known. */
export function odooVersion(written: string): OdooVersion {
  const found = ODOO_VERSIONS.find((version) => version === written || version === `${written}.0`);
  if (found) return found;
  throw new SextantError(
    "bad_usage",
    `"${written}" is no series of Odoo that is known here: ${ODOO_VERSIONS.join(", ")}.`,
  );
}

/** The series that most versions of manifests begin with (`17.0.1.0.0`); null when none does. */
export function seriesOf(versions: Iterable<string>): OdooVersion | null {
  const votes = new Map<OdooVersion, number>();
  for (const written of versions) {
    const series = ODOO_VERSIONS.find((version) => written.startsWith(`${version}.`));
    // A module's own `14.0.1` is five parts when it carries the series.
    if (series && written.split(".").length === 5) votes.set(series, (votes.get(series) ?? 0) + 1);
  }
  return [...votes].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}
