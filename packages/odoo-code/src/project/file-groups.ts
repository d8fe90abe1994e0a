import type { FileFacts } from "../facts.ts";
import { MANIFEST_NAMES } from "../file-kind.ts";
import { PackedFiles } from "../packed/packed-files.ts";
import type { PackedModule } from "../packed/packed-module.ts";

/** Files of one module by path, sorted. */
export type Group = ReadonlyMap<string, FileFacts>;

/** Facts of files that changed; null for one that is gone. */
export type FileChanges = ReadonlyMap<string, FileFacts | null>;

/** Files by the folder of their module, and those that belong to none. */
export interface FileGroups {
  readonly groups: ReadonlyMap<string, Group>;
  readonly loose: ReadonlyMap<string, FileFacts>;
}

/** Sorts files into the folders that have a manifest. */
export function groupFiles(files: Iterable<readonly [string, FileFacts]>): FileGroups {
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  const groups = new Map<string, Map<string, FileFacts>>();
  const loose = new Map<string, FileFacts>();
  for (const [path] of sorted) if (isManifest(path)) groups.set(parent(path), new Map());
  for (const [path, facts] of sorted) {
    const folder = folderOf(path, groups);
    if (folder === null) loose.set(path, facts);
    else groups.get(folder)?.set(path, facts);
  }
  for (const [folder, group] of groups) if (group.size === 0) groups.delete(folder);
  return { groups, loose };
}

/** The groups after files changed and modules were packed anew; a group that nothing touches stays the same object. */
export function regroup(
  before: FileGroups,
  changes: FileChanges,
  modules: ReadonlyMap<string, PackedModule | null> = new Map(),
): FileGroups {
  const groups = new Map(before.groups);
  let { loose } = before;
  let own: Map<string, FileFacts> | null = null;
  /** A copy, before the first change to it. */
  const ownLoose = (): Map<string, FileFacts> => {
    own ??= new Map(before.loose);
    loose = own;
    return own;
  };
  for (const [folder, packed] of modules) {
    if (packed === null) groups.delete(folder);
    else groups.set(folder, new PackedFiles(packed));
    for (const path of [...loose.keys()]) if (path.startsWith(`${folder}/`)) ownLoose().delete(path);
  }
  const byFolder = new Map<string, Map<string, FileFacts | null>>();
  let moved = false;
  for (const [path, facts] of changes) {
    const folder = folderOf(path, groups);
    // A manifest that comes or goes changes which files belong to which module.
    if (isManifest(path) && (facts !== null) !== (folder !== null && (groups.get(folder)?.has(path) ?? false)))
      moved ||= folder === null || parent(path) === folder;
    if (folder === null) {
      if (facts !== null) ownLoose().set(path, facts);
      else if (loose.has(path)) ownLoose().delete(path);
      continue;
    }
    const known = byFolder.get(folder) ?? new Map<string, FileFacts | null>();
    byFolder.set(folder, known.set(path, facts));
  }
  for (const [folder, files] of byFolder) {
    const group = groups.get(folder);
    if (group !== undefined)
      groups.set(folder, group instanceof PackedFiles ? group.with(files) : changed(group, files));
  }
  return moved ? sortedAgain(groups, loose) : { groups, loose };
}

/** Outermost folder of a group that a path lies in: a module inside a module is none to Odoo. */
export function folderOf(path: string, groups: ReadonlyMap<string, unknown>): string | null {
  for (let at = path.indexOf("/", 1); at > 0; at = path.indexOf("/", at + 1)) {
    const folder = path.slice(0, at);
    if (groups.has(folder)) return folder;
  }
  return null;
}

export function isManifest(path: string): boolean {
  return MANIFEST_NAMES.some((name) => path.endsWith(`/${name}`));
}

function changed(group: Group, changes: FileChanges): Group {
  const files = new Map(group);
  for (const [path, facts] of changes) {
    if (facts === null) files.delete(path);
    else files.set(path, facts);
  }
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Takes apart what has lost its manifest and puts together what has got one. */
function sortedAgain(groups: ReadonlyMap<string, Group>, loose: ReadonlyMap<string, FileFacts>): FileGroups {
  const kept = new Map<string, Group>();
  const free = new Map(loose);
  const manifests = [...loose.keys()].filter(isManifest).map(parent);
  for (const [folder, group] of groups) {
    const whole = MANIFEST_NAMES.some((name) => group.has(`${folder}/${name}`));
    if (whole && !manifests.some((outer) => folder.startsWith(`${outer}/`))) kept.set(folder, group);
    else for (const [path, facts] of group) free.set(path, facts);
  }
  const made = groupFiles(free);
  return { groups: new Map([...kept, ...made.groups]), loose: made.loose };
}

function parent(path: string): string {
  return path.slice(0, path.lastIndexOf("/"));
}
