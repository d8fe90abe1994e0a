import type { ManifestFacts } from "../facts.ts";

/**
 * Whether Odoo installs a module by itself once some others are there.
 *
 * @param depends What the module depends on directly.
 */
export function isAutoInstalled(
  { autoInstall, keys }: ManifestFacts,
  depends: readonly string[],
  there: ReadonlySet<string>,
): boolean {
  // Modules of a country wait for a company there.
  if (autoInstall === false || Object.hasOwn(keys, "countries")) return false;
  return (autoInstall === true ? depends : autoInstall).every((need) => there.has(need));
}
