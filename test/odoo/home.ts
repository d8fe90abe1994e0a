import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** Folder where `provision.sh` put Odoo, its databases' password file and its cache. */
export function odooHome(): string {
  const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache");
  return process.env.SEXTANT_ODOO_HOME ?? join(cache, "sextant", "odoo19");
}

/** Templates that `provision.sh` can make. `demo14` is served by Odoo 14, the others by Odoo 19. */
export type Template = "min" | "demo" | "company" | "volume" | "demo14";

/**
 * Why no test Odoo can be used, in words for a person, or null when everything is there.
 * Answers from files alone: it starts nothing.
 */
export function odooAvailable(template: Template = "demo"): string | null {
  const wish = process.env.SEXTANT_TEST_ODOO;
  if (wish === "off" || wish === "0") return `SEXTANT_TEST_ODOO=${wish}`;
  const home = odooHome();
  if (process.getuid?.() !== 0) return "the test Odoo runs as root (PostgreSQL has to run as the user postgres)";
  if (!existsSync(join(home, "odoo19"))) return `no Odoo 19 in ${home}: run test/odoo/provision.sh`;
  const name = templateDatabase(template);
  if (!existsSync(join(home, "templates", name)))
    return `no template database ${name}: run test/odoo/provision.sh ${template === "demo14" ? "14" : template}`;
  return null;
}

/** Name of the template database in PostgreSQL. */
export function templateDatabase(template: Template): string {
  return template === "demo14" ? "tpl_demo14" : `tpl_${template}19`;
}

/** Settings that provisioning remembered: `SAVED_PGPORT=5819` gives `savedSetting("PGPORT") === "5819"`. */
export function savedSetting(name: string): string | undefined {
  const file = join(odooHome(), "settings");
  if (!existsSync(file)) return undefined;
  return new RegExp(`^SAVED_${name}=(.*)$`, "m").exec(readFileSync(file, "utf8"))?.[1];
}
