import type { RuleInfo } from "../../diagnostic.ts";
import type { Literal, ManifestFacts, Span } from "../../facts.ts";
import { nearestNames } from "../../project/nearest-names.ts";
import type { Check, FileSource } from "../rule.ts";
import { isRead, keySpan, valueAt } from "./manifest-values.ts";

const info = (rule: string, code: string | null, severity: RuleInfo["severity"], title: string): RuleInfo => ({
  rule,
  code,
  severity,
  title,
});
const duplicate = info("odoo-manifest-duplicate-key", "OLS04002", "warning", "no key is given twice");
const name = info("odoo-manifest-name", "OLS04003", "error", "`name` is a string");
const depends = info("odoo-manifest-depends", "OLS04004", "error", "`depends` is a list");
const dependsNames = info("odoo-manifest-depends-names", "OLS04005", "error", "`depends` lists names of modules");
const dependsItself = info("odoo-manifest-depends-itself", "OLS04006", "error", "a module does not depend on itself");
const data = info("odoo-manifest-data", "OLS04007", "error", "`data` is a list");
const dataNames = info("odoo-manifest-data-names", "OLS04008", "error", "`data` lists names of files");
const active = info("odoo-deprecated-manifest-active", "OLS03302", "warning", "`auto_install` instead of `active`");
const dataKind = info("odoo-manifest-data-kind", "OLS05050", "warning", "data files are XML, CSV or SQL");
const unknown = info(
  "odoo-manifest-unknown-key",
  null,
  "warning",
  "no key that looks like a misspelling of one that Odoo reads",
);

/** Keys that Odoo reads in some version from 14.0 on. */
const KNOWN: ReadonlySet<string> = new Set(
  "name version summary description author website license category depends data demo auto_install installable application assets countries icon images sequence external_dependencies pre_init_hook post_init_hook uninstall_hook post_load bootstrap maintainer contributors live_test_url".split(
    " ",
  ),
);
/** Keys that others read: earlier versions, the app store, the OCA. */
const FOREIGN: ReadonlySet<string> = new Set(
  "active js css qweb test maintainers support price currency development_status demo_xml init_xml update_xml web url images_preview_theme cloc_exclude new_page_templates theme_customizations configurator_snippets configurator_snippets_addons snippet_lists oca_data_manual excludes web_preload".split(
    " ",
  ),
);

/** Entries of a manifest: each of its kind, each once, and what modules are called in it. */
export const entries: Check<FileSource<ManifestFacts>> = {
  rules: [duplicate, name, depends, dependsNames, dependsItself, data, dataNames, active, dataKind, unknown],
  check(source, report) {
    const { facts, module } = source;
    if (!isRead(facts)) return;
    const tell = (rule: RuleInfo, key: string, message: string, span: Span = keySpan(source, key)) =>
      report({ rule, span, message });
    for (const { name: key, span } of facts.repeated ?? [])
      tell(duplicate, key, `"${key}" is given again below, and the value there counts.`, span);
    const called = valueAt(facts, "name");
    if (called !== undefined && typeof called !== "string") tell(name, "name", "`name` is not a string.");
    const needs = valueAt(facts, "depends");
    if (isWrongList(needs)) tell(depends, "depends", "`depends` is not a list of modules.");
    else if (hasOther(needs)) tell(dependsNames, "depends", "`depends` lists something that is not a string.");
    if (module !== null && facts.depends.includes(module.name)) {
      const itself = facts.references.find(({ context, value }) => context === "depends" && value === module.name);
      tell(dependsItself, "depends", `"${module.name}" depends on itself.`, itself?.span);
    }
    for (const key of ["data", "demo"]) {
      const files = valueAt(facts, key);
      if (isWrongList(files)) tell(data, key, `\`${key}\` is not a list of files.`);
      else if (hasOther(files)) tell(dataNames, key, `\`${key}\` lists something that is not a string.`);
    }
    for (const { path, span } of facts.data)
      if (!/\.(?:xml|csv|sql|yml)$/i.test(path))
        tell(dataKind, "data", `Odoo loads XML, CSV and SQL files; "${path}" is none of them.`, span);
    if (valueAt(facts, "active") !== undefined)
      tell(active, "active", "Odoo reads `auto_install`; `active` is its name of long ago.");
    for (const key of Object.keys(facts.keys)) {
      if (KNOWN.has(key) || FOREIGN.has(key)) continue;
      const [near] = nearestNames(key, KNOWN, 1);
      if (near !== undefined && isTypo(key, near)) tell(unknown, key, `Odoo reads no key "${key}". Is it "${near}"?`);
    }
  },
};

/** A few letters apart, not a word that happens to hold the other. */
function isTypo(written: string, known: string): boolean {
  return written[0] === known[0] && Math.abs(written.length - known.length) <= 2;
}

function isWrongList(value: Literal | undefined): boolean {
  return value !== undefined && value !== null && !Array.isArray(value);
}

function hasOther(value: Literal | undefined): boolean {
  return Array.isArray(value) && value.some((item) => typeof item !== "string");
}
