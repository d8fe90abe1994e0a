import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ODOO_VERSIONS, type OdooVersion } from "@sextant/odoo-code";

const RELEASE = /^version_info\s*=\s*\(\s*['"]?(?:saas~)?(\d+)['"]?\s*,/m;

/** The Odoo that an addons folder is part of: its series, and the file that tells it. Null for folders of other addons. */
export function releaseAround(root: string): { readonly version: OdooVersion; readonly file: string } | null {
  for (const file of [join(dirname(root), "release.py"), join(dirname(root), "odoo/release.py")]) {
    const version = releaseIn(file);
    if (version !== undefined) return { version, file };
  }
  return null;
}

function releaseIn(file: string): OdooVersion | undefined {
  try {
    const major = RELEASE.exec(readFileSync(file, "utf8"))?.[1];
    return ODOO_VERSIONS.find((version) => version === `${major}.0`);
  } catch {
    return undefined;
  }
}
