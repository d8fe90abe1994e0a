import type { ManifestFacts, Reference } from "../../facts.ts";
import { kept } from "../../project/kept.ts";
import type { ModuleContents } from "../../project/module-contents.ts";
import { matchingFiles } from "../module/loaded-files.ts";
import type { Check } from "../rule.ts";
import type { GraphSource } from "./graph-source.ts";

const missingFile = {
  rule: "odoo-assets-missing-file",
  code: null,
  severity: "warning",
  title: "every path and pattern under `assets` matches a file",
  from: "15.0",
} as const;
const removedCore = {
  rule: "odoo-assets-remove-core",
  code: null,
  severity: "warning",
  title: "no JavaScript of another module is taken out of a bundle of another module",
  from: "15.0",
} as const;

/** Addresses, and paths that a server answers by itself. */
const NO_FILE = /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i;

/** Where modules keep libraries of the browser. */
const LIBRARIES = "static/lib/";

/** Files that the bundles of a manifest are made of. */
export const assetFiles: Check<GraphSource> = {
  rules: [missingFile, removedCore],
  check(source, report) {
    const { facts, contents, project } = source;
    if (facts.kind !== "manifest" || facts.path !== contents.manifest.path) return;
    for (const { bundle, reference } of entriesOf(facts)) {
      const { value, span, context } = reference;
      const path = value.replace(/^\//, "");
      const slash = path.indexOf("/");
      const owner = slash < 0 ? undefined : project.contents.get(path.slice(0, slash));
      if (NO_FILE.test(value) || owner === undefined || isPacked(owner)) continue;
      const inside = path.slice(slash + 1);
      const files = filesOf(owner);
      const found = matchingFiles(inside, files);
      if (found.length === 0 && !(inside.startsWith(LIBRARIES) && areLibrariesLeftOut(files)))
        report({ rule: missingFile, span, message: `No file of ${owner.name} matches "${value}".` });
      // A file that is replaced comes first of two; what stands in its place has its exports only if its author saw to it.
      const gone = context === "assets-remove" && found.some((file) => file.endsWith(".js"));
      const foreign = owner.name !== contents.name && bundle.slice(0, bundle.indexOf(".")) !== contents.name;
      if (gone && foreign)
        report({
          rule: removedCore,
          span,
          message: `Modules that import "${value}" from ${bundle} stop working for everybody: patch what it has instead.`,
        });
    }
  },
};

interface Entry {
  readonly bundle: string;
  readonly reference: Reference;
}

/** Paths under `assets`, each with the bundle that it is for. */
function entriesOf({ keys, references }: ManifestFacts): readonly Entry[] {
  const assets = Object.hasOwn(keys, "assets") ? keys.assets?.value : undefined;
  const bundles = assets !== null && typeof assets === "object" && !Array.isArray(assets) ? Object.keys(assets) : [];
  const found: Entry[] = [];
  let bundle = "";
  for (const reference of references) {
    if (reference.role !== "asset") continue;
    if (reference.context !== "assets-bundle") found.push({ bundle, reference });
    // The names of bundles come in their order; in between stand those that are included.
    else if (reference.value === bundles[0]) bundle = bundles.shift() ?? bundle;
  }
  return found;
}

/** Paths of a module's files below its folder. */
const filesOf: (contents: ModuleContents) => ReadonlySet<string> = kept(
  ({ files, path: folder }) => new Set([...files.keys()].map((path) => path.slice(folder.length + 1))),
);

/** Whether the libraries of a module are not among its files: who reads many modules leaves them out, as they have no facts. */
function areLibrariesLeftOut(files: ReadonlySet<string>): boolean {
  for (const file of files) if (file.startsWith(LIBRARIES)) return false;
  return true;
}

/** A fact pack has no files without meaning. */
function isPacked({ path }: ModuleContents): boolean {
  return path.startsWith("pack:");
}
