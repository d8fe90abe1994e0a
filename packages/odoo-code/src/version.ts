/** Series of Odoo that this package knows, oldest first. 14.0 and 19.0 are proved on real source; the others follow the documented differences. */
export const ODOO_VERSIONS = ["14.0", "15.0", "16.0", "17.0", "18.0", "19.0", "20.0"] as const;
export type OdooVersion = (typeof ODOO_VERSIONS)[number];

/** Whether `version` lies in `[from, to]`; an absent end is open. */
export function versionWithin(version: OdooVersion, from?: OdooVersion, to?: OdooVersion): boolean {
  const index = ODOO_VERSIONS.indexOf(version);
  return (
    (from === undefined || index >= ODOO_VERSIONS.indexOf(from)) &&
    (to === undefined || index <= ODOO_VERSIONS.indexOf(to))
  );
}
