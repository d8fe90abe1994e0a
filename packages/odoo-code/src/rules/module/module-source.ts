import type { FileFacts } from "../../facts.ts";
import type { OdooVersion } from "../../version.ts";
import type { ModuleContext } from "../rule.ts";

/** A module with the facts of its files, for checks that compare files. */
export interface ModuleSource {
  readonly module: ModuleContext;
  readonly version: OdooVersion | null;
  /** Facts by path as given. */
  readonly facts: ReadonlyMap<string, FileFacts>;
}

/** Files of a section of the manifest, in load order, with their facts where there are any. */
export function sectionFiles({ module, facts }: ModuleSource, demo: boolean): FileFacts[] {
  const seen = new Set<string>();
  return (module.manifest?.data ?? []).flatMap((entry) => {
    const path = `${module.root}/${entry.path.replace(/^\.?\//, "")}`;
    const found = facts.get(path);
    if (entry.demo !== demo || found === undefined || seen.has(path)) return [];
    seen.add(path);
    return [found];
  });
}
