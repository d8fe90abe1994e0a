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
