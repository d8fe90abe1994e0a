import { readdirSync } from "node:fs";
import { join } from "node:path";
import { odooHome } from "../../../../test/odoo/home.ts";

/** Folder of Odoo 19's own addons. */
export function addonsFolder(): string {
  return join(odooHome(), "root/usr/lib/python3/dist-packages/odoo/addons");
}

/** Files below a folder whose names end so, in a fixed order. */
export function filesEnding(folder: string, ending: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return filesEnding(path, ending);
      return entry.isFile() && entry.name.endsWith(ending) ? [path] : [];
    });
}
