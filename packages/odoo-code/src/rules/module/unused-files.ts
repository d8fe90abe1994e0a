import type { Check } from "../rule.ts";
import { loadedFiles } from "./loaded-files.ts";
import type { ModuleSource } from "./module-source.ts";

const unused = {
  rule: "file-not-used",
  code: null,
  severity: "info",
  title: "data files are listed in the manifest, or in its `oca_data_manual` when code loads them",
} as const;

const FOLDERS = /^(?:datas?|demos?|reports?|security|templates?|views?|wizards?)\/[^/]+\.(?:xml|csv)$/i;

/** XML and CSV files in folders for data that no section of the manifest names. Told in the manifest, where they are missing. */
export const unusedFiles: Check<ModuleSource> = {
  rules: [unused],
  check({ module }, report) {
    const { manifest, files } = module;
    if (manifest === null || !manifest.installable || manifest.problems.length > 0) return;
    const listed = new Set([...loadedFiles(module).values()].flat());
    const manual = manifest.keys.oca_data_manual?.value;
    if (Array.isArray(manual)) for (const path of manual) if (typeof path === "string") listed.add(path);
    for (const file of files)
      if (FOLDERS.test(file) && !listed.has(file))
        report({
          rule: unused,
          path: manifest.path,
          span: [0, 0],
          message: `The manifest does not list "${file}", so Odoo never loads it.`,
        });
  },
};
