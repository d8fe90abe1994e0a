import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { DEFAULT_CONFIGURATION, fileKind } from "@sextant/odoo-code";
import { addonsAt, checkAddon, pythonParser } from "@sextant/odoo-workspace";
import { odooHome } from "../odoo/home.ts";
import type { Measurement } from "./measurement.ts";

const MODULES = 100;
const LIMIT = 1000;

/**
 * How many Python files a second of one core reads and checks by themselves, with all other files of their modules: 100 modules of Odoo 19 at
 * equal distances in the alphabet. The time is that of the processor, so that what else runs on the machine does not count.
 */
export async function run(): Promise<Measurement[]> {
  const folder = join(odooHome(), "root/usr/lib/python3/dist-packages/odoo/addons");
  const names = readdirSync(folder).filter((name) => existsSync(join(folder, name, "__manifest__.py")));
  const step = Math.max(1, Math.floor(names.length / MODULES));
  const chosen = names.filter((_name, at) => at % step === 0).slice(0, MODULES);
  const addons = addonsAt(chosen.map((name) => join(folder, name)));
  const python = await pythonParser();
  const options = { python, version: null, configuration: DEFAULT_CONFIGURATION, fix: false } as const;
  const [first] = addons;
  if (first !== undefined) checkAddon(first, options);
  const started = process.cpuUsage();
  let files = 0;
  let all = 0;
  for (const addon of addons) {
    checkAddon(addon, options);
    files += addon.files.filter((file) => fileKind(file) === "python").length;
    all += addon.files.filter((file) => fileKind(file) !== "other").length;
  }
  const { user, system } = process.cpuUsage(started);
  const seconds = (user + system) / 1e6;
  return [
    {
      name: `check: Python files of ${addons.length} modules, with their other files`,
      value: files / seconds,
      unit: "files/s·core",
      limit: `>= ${LIMIT}`,
      ok: files / seconds >= LIMIT,
    },
    { name: "check: files of all kinds", value: all / seconds, unit: "files/s·core", limit: "", ok: true },
  ];
}
