export { type AddonsRoots, findAddonsRoots } from "./addons-roots.ts";
export { type AddonFiles, addonsAt } from "./check/addon-files.ts";
export { type AddonResult, type AddonRun, checkAddon, type MendedFile } from "./check/check-addon.ts";
export { type LoadOptions, loadProject } from "./load-project.ts";
export { addonsPathOfConf } from "./odoo-conf.ts";
export { DEFAULT_VERSION, odooVersion } from "./odoo-version.ts";
export { pythonParser } from "./python-parser.ts";
export { type AddonFile, walkAddons } from "./walk-addons.ts";
