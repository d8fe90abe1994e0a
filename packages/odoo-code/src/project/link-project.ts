import type { FileFacts, ManifestFacts } from "../facts.ts";
import { MANIFEST_NAMES } from "../file-kind.ts";
import { ChangedContents } from "../packed/changed-contents.ts";
import { PackedContents } from "../packed/packed-contents.ts";
import { PackedFiles } from "../packed/packed-files.ts";
import type { PackedModule } from "../packed/packed-module.ts";
import type { OdooVersion } from "../version.ts";
import { AllFiles } from "./all-files.ts";
import { CombinedViews } from "./combined-view.ts";
import { type FileChanges, type FileGroups, folderOf, type Group, groupFiles, regroup } from "./file-groups.ts";
import { kept } from "./kept.ts";
import { listNamedIn } from "./list-named.ts";
import { changedModules, type Linked, Merged } from "./merged.ts";
import { type Models, modelsOf } from "./models.ts";
import { type Extension, grouped, type ModuleContents, moduleContents } from "./module-contents.ts";
import { type FoundModule, type GraphProblem, type Module, type ModuleGraph, moduleGraph } from "./module-graph.ts";
import { PartsStore } from "./parts-store.ts";
import type { Project } from "./project.ts";
import { referencesOf } from "./reference-index.ts";
import { securityOf } from "./security.ts";
import { type Remembered, SeenLists } from "./seen-lists.ts";
import { ViewTable } from "./views.ts";
import { XmlIdTable } from "./xml-ids.ts";

/**
 * Links the facts of all files. Total: whatever is missing, doubled or circular is a problem of the module graph.
 *
 * @param files Facts by path; a module's files lie under its folder.
 * @param roots Addons folders; of two modules with one name, the one in the earlier folder wins.
 */
export function linkProject(
  files: ReadonlyMap<string, FileFacts>,
  roots: readonly string[],
  version: OdooVersion,
): Project {
  return link({ groups: groupFiles(files), roots, version, before: null });
}

/**
 * The project after some files changed (`null`: deleted), and some modules were packed anew, which is looked at first. Modules that nothing
 * touches are not looked at again.
 */
export function relinkProject(
  project: Project,
  changes: FileChanges,
  modules?: ReadonlyMap<string, PackedModule | null>,
): Project {
  const before = states.get(project) ?? null;
  const groups = regroup(before?.groups ?? groupFiles(project.files), changes, modules);
  return link({ groups, roots: project.roots, version: project.version, before });
}

/** What the next link may take over. */
interface State extends Linked {
  readonly groups: FileGroups;
  readonly found: FoundModules;
  readonly extensions: Merged<Extension>;
  readonly models: Models;
  readonly parts: PartsStore;
  /** What modules see of the extensions, by module. */
  readonly seen: Map<string, Remembered>;
  readonly seenModels: Map<string, Models>;
  readonly xmlIds: XmlIdTable;
  readonly views: ViewTable;
  readonly combined: CombinedViews;
}

interface FoundModules {
  readonly found: readonly FoundModule[];
  readonly problems: readonly GraphProblem[];
}

const states = new WeakMap<Project, State>();

interface Input {
  readonly groups: FileGroups;
  readonly roots: readonly string[];
  readonly version: OdooVersion;
  readonly before: State | null;
}

function link({ groups: sorted, roots, version, before }: Input): Project {
  const { groups } = sorted;
  const found = before !== null && sameModules(before.groups, sorted) ? before.found : findModules(sorted, roots);
  const modules = graphOf(found, version, before);
  const contents = new Map<string, ModuleContents>();
  for (const module of modules.order) {
    const group = groups.get(module.path) ?? new Map<string, FileFacts>();
    contents.set(module.name, contentsOf(module, group, version, before?.contents.get(module.name)));
  }
  const files = new AllFiles(sorted);
  const linked: Linked = { graph: modules, contents };
  const parts = before?.parts ?? new PartsStore();
  const extensions = new Merged(linked, loadedByModel, before?.extensions ?? null);
  const repacked = before !== null && forgetChanged(before, linked, extensions);
  // What is looked up in the models is kept as long as they are the same: data may be typed for hours.
  const same = before !== null && !repacked && extensions.isSame(before.extensions);
  const models = same ? before.models : modelsOf(extensions, version, parts);
  const listNamed = listNamedIn(files, (name) => modules.get(name)?.path);
  const xmlIds = new XmlIdTable(linked, models, listNamed, before?.xmlIds ?? null);
  const views = new ViewTable(linked, xmlIds, before?.views ?? null);
  const combined = before?.combined ?? new CombinedViews();
  // The functions below must not hold what was before: they would hold everything that ever was.
  const seen = new Map(before?.seen);
  const seenModels = same ? before.seenModels : new Map<string, Models>();
  const folders = nameByFolder(modules);
  const project: Project = {
    version,
    roots,
    files,
    modules,
    contents,
    models,
    xmlIds,
    views,
    security: securityOf(linked, xmlIds),
    references: referencesOf(modules.order, contents, models),
    moduleOf(path) {
      const folder = folderOf(path, groups);
      return folder === null ? null : (folders.get(folder) ?? null);
    },
    modelsOf: (names) => modelsOf(new SeenLists(extensions, names), version, parts),
    modelsSeenFrom(module) {
      const known = seenModels.get(module);
      if (known !== undefined) return known;
      const lists = new SeenLists(extensions, modules.closure(module), seen.get(module));
      seen.set(module, lists.remembered);
      const made = modelsOf(lists, version, parts);
      seenModels.set(module, made);
      return made;
    },
    combinedView: (xmlId, { seenFrom, before: stop } = {}) =>
      combined.combine(views, xmlId, `${seenFrom ?? ""} ${xmlId} ${stop ?? ""}`, {
        ...(seenFrom !== undefined && { visible: modules.closure(seenFrom) }),
        ...(stop !== undefined && { before: stop }),
      }),
  };
  states.set(project, {
    ...linked,
    groups: sorted,
    found,
    extensions,
    parts,
    models,
    seen,
    seenModels,
    xmlIds,
    views,
    combined,
  });
  return project;
}

const loadedByModel = kept((contents: ModuleContents) =>
  grouped(
    contents.extensions.filter(({ loaded }) => loaded),
    ({ model }) => model,
  ),
);

/**
 * Lets go of what was worked out from things that are not there any more: it would hold them in memory.
 *
 * @returns Whether modules were packed anew.
 */
function forgetChanged(before: State, now: Linked, extensions: Merged<Extension>): boolean {
  const names = changedModules(before, now);
  const repacked = names.some((name) => packedIn(before.contents.get(name)) !== packedIn(now.contents.get(name)));
  for (const name of names) before.views.forget(before.contents.get(name), now.contents.get(name));
  if (repacked) before.combined.clear();
  const changed = extensions.changedSince(before.extensions);
  before.parts.forget(changed);
  for (const { lists } of before.seen.values()) for (const model of changed) lists.delete(model);
  return repacked;
}

function packedIn(contents: ModuleContents | undefined): PackedModule | null {
  return contents?.files instanceof PackedFiles ? contents.files.packed : null;
}

function contentsOf(
  { name, path, manifest }: Module,
  group: Group,
  version: OdooVersion,
  before: ModuleContents | undefined,
): ModuleContents {
  if (before?.files === group && before.manifest === manifest) return before;
  if (!(group instanceof PackedFiles)) return moduleContents(name, path, manifest, group, version);
  const { packed, changes } = group;
  if (changes.size === 0) return new PackedContents(name, manifest, group);
  const known = before instanceof ChangedContents ? before.base : before;
  const base = known instanceof PackedContents && known.files.packed === packed ? known : packedBase(name, packed);
  return base !== null && listsTheSame(base.manifest, manifest)
    ? new ChangedContents(base, manifest, group, version)
    : moduleContents(name, path, manifest, group, version);
}

function packedBase(name: string, packed: PackedModule): PackedContents | null {
  const files = new PackedFiles(packed);
  const manifest = manifestOf(packed.folder, files);
  return manifest === null ? null : new PackedContents(name, manifest, files);
}

function listsTheSame(a: ManifestFacts, b: ManifestFacts): boolean {
  return (
    a === b ||
    (a.data.length === b.data.length &&
      a.data.every(({ path, demo }, at) => path === b.data[at]?.path && demo === b.data[at]?.demo))
  );
}

const nameByFolder = kept(({ order }: ModuleGraph) => new Map(order.map(({ name, path }) => [path, name])));

/** Whether the same folders are modules as before, with the same manifests. */
function sameModules(before: FileGroups, now: FileGroups): boolean {
  if (before.loose !== now.loose || before.groups.size !== now.groups.size) return false;
  for (const [folder, group] of now.groups) {
    const known = before.groups.get(folder);
    if (known !== group && (known === undefined || manifestOf(folder, known) !== manifestOf(folder, group)))
      return false;
  }
  return true;
}

/** The graph of before, where no manifest changed. */
function graphOf(now: FoundModules, version: OdooVersion, before: State | null): ModuleGraph {
  if (before?.found === now) return before.graph;
  const same =
    before !== null &&
    before.found.problems.length === now.problems.length &&
    before.found.found.length === now.found.length &&
    now.found.every(({ path, manifest }, at) => {
      const other = before.found.found[at];
      return other?.path === path && other.manifest === manifest;
    });
  return same ? before.graph : moduleGraph(now.found, now.problems, version);
}

function parent(path: string): string {
  return path.slice(0, path.lastIndexOf("/"));
}

function findModules({ groups, loose }: FileGroups, roots: readonly string[]): FoundModules {
  const problems: GraphProblem[] = [];
  for (const path of loose.keys()) {
    const folder = parent(path);
    if (path.endsWith("/__init__.py") && roots.includes(parent(folder)))
      problems.push({ kind: "no-manifest", path: folder });
  }
  const found = new Map<string, FoundModule>();
  const ranked = [...groups.keys()]
    .map((path) => ({ path, root: parent(path), rank: roots.indexOf(parent(path)) }))
    .filter(({ rank }) => rank >= 0)
    .sort((a, b) => a.rank - b.rank || (a.path < b.path ? -1 : 1));
  for (const { path, root } of ranked) {
    const name = path.slice(root.length + 1);
    const kept = found.get(name);
    if (kept) problems.push({ kind: "duplicate", module: name, kept: kept.path, ignored: path });
    const manifest = manifestOf(path, groups.get(path));
    if (!kept && manifest !== null) found.set(name, { name, path, root, manifest });
  }
  return { found: [...found.values()], problems };
}

function manifestOf(path: string, group: Group | undefined): ManifestFacts | null {
  for (const name of MANIFEST_NAMES) {
    const facts = group?.get(`${path}/${name}`);
    if (facts?.kind === "manifest") return facts;
  }
  return null;
}
