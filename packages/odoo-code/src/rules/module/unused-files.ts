import type { Check } from "../rule.ts";
import type { ModuleSource } from "./module-source.ts";

const unused = {
  rule: "file-not-used",
  code: null,
  severity: "info",
  title: "data files are listed in the manifest",
} as const;

const FOLDERS =
  /^(?:data|datas|demo|demos|report|reports|security|securities|template|templates|view|views|wizard|wizards)\/[^/]+\.(?:xml|csv)$/;

/** XML and CSV files in folders for data that no section of the manifest names. */
export const unusedFiles: Check<ModuleSource> = {
  rules: [unused],
  check({ module, facts }, report) {
    const { manifest } = module;
    if (manifest === null || !manifest.installable) return;
    const listed = new Set(manifest.data.map(({ path }) => path.replace(/^\.?\//, "")));
    const manual = manifest.keys.oca_data_manual?.value;
    if (Array.isArray(manual)) for (const path of manual) if (typeof path === "string") listed.add(path);
    const inAssets = new Set(
      manifest.references
        .filter(({ role }) => role === "asset" || role === "file")
        .map(({ value }) => value.replace(`${module.name}/`, "")),
    );
    for (const file of module.files) {
      if (!FOLDERS.test(file) || listed.has(file) || inAssets.has(file)) continue;
      const path = `${module.root}/${file}`;
      if (facts.has(path))
        report({
          rule: unused,
          path,
          span: [0, 0],
          message: "The manifest does not list this file, so Odoo never loads it.",
        });
    }
  },
};
