import type { ManifestFacts } from "../../facts.ts";
import type { ModuleContext } from "../rule.ts";

/** Keys that list files which are loaded, in the order of Odoo's older and newer names. */
const SECTIONS = ["data", "demo", "demo_xml", "init_xml", "qweb", "test", "update_xml"];
const KNOWN = new WeakMap<ManifestFacts, ReadonlyMap<string, readonly string[]>>();

/** Files of the module that the manifest has Odoo load, by key, each once per key; patterns, of `assets` and `qweb`, are resolved. */
export function loadedFiles({ manifest, name, files }: ModuleContext): ReadonlyMap<string, readonly string[]> {
  if (manifest === null) return new Map();
  const known = KNOWN.get(manifest);
  if (known !== undefined) return known;
  const sections = new Map<string, readonly string[]>();
  for (const section of SECTIONS) {
    const listed = manifest.references
      .filter(({ role, context }) => role === "file" && context === section)
      .map(({ value }) => value.replace(/^\.?\//, ""));
    const paths = section === "qweb" ? listed.flatMap((path) => matchingFiles(path, files)) : listed;
    sections.set(section, [...new Set(paths.filter((path) => files.has(path)))]);
  }
  const assets = manifest.references
    .filter(({ role, value }) => role === "asset" && value.replace(/^\//, "").startsWith(`${name}/`))
    .map(({ value }) => value.replace(/^\//, "").slice(name.length + 1));
  sections.set("assets", [...new Set(assets.flatMap((path) => matchingFiles(path, files)))]);
  KNOWN.set(manifest, sections);
  return sections;
}

const ALL = new WeakMap<ManifestFacts, ReadonlySet<string>>();

/** Whether the manifest has Odoo load the file, under whatever key. */
export function isLoaded(module: ModuleContext, file: string): boolean {
  if (module.manifest === null) return false;
  const known = ALL.get(module.manifest) ?? new Set([...loadedFiles(module).values()].flat());
  ALL.set(module.manifest, known);
  return known.has(file);
}

/** Files that a path of the manifest, perhaps with wildcards, stands for. */
export function matchingFiles(path: string, files: ReadonlySet<string>): readonly string[] {
  if (!/[*?[]/.test(path)) return files.has(path) ? [path] : [];
  const pattern = path
    .replace(/[.+^${}()|\\]/g, "\\$&")
    .replace(/\*\*\/|\*\*|\*|\?/g, (wild) =>
      wild === "**/" ? "(?:.*/)?" : wild === "**" ? ".*" : wild === "*" ? "[^/]*" : "[^/]",
    );
  try {
    const whole = new RegExp(`^${pattern}$`);
    return [...files].filter((file) => whole.test(file));
  } catch {
    return [];
  }
}
