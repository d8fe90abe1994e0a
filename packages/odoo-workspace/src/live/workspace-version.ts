import { type ManifestFacts, ODOO_VERSIONS, type OdooVersion, seriesOf } from "@sextant/odoo-code";
import { DEFAULT_VERSION, odooVersion } from "../odoo-version.ts";
import { releaseAround } from "../release-around.ts";

/** The Odoo series of a workspace, and what told it. */
export interface VersionFound {
  readonly version: OdooVersion;
  readonly by: "setting" | "manifests" | "release" | "pack" | "default";
  /** In words, for a person who wonders. */
  readonly detail: string;
}

/**
 * What the user says; else the series that most manifests begin their version with; else that of an Odoo among the roots; else the default.
 * @throws SextantError `bad_usage` for a setting that is no known series.
 */
export function workspaceVersion(
  setting: string | undefined,
  manifests: readonly ManifestFacts[],
  roots: readonly string[],
): VersionFound {
  if (setting !== undefined && setting !== "")
    return { version: odooVersion(setting), by: "setting", detail: `set to ${setting}` };
  const counts = new Map<OdooVersion, number>();
  for (const manifest of manifests) {
    const series = seriesOf(manifest);
    if (series !== null) counts.set(series, (counts.get(series) ?? 0) + 1);
  }
  const [most] = [...counts].sort(([a, x], [b, y]) => y - x || ODOO_VERSIONS.indexOf(b) - ODOO_VERSIONS.indexOf(a));
  if (most) return { version: most[0], by: "manifests", detail: `${most[1]} manifests are of series ${most[0]}` };
  for (const root of roots) {
    const release = releaseAround(root);
    if (release !== null) return { version: release.version, by: "release", detail: release.file };
  }
  return { version: DEFAULT_VERSION, by: "default", detail: "no manifest and no Odoo tells it" };
}
