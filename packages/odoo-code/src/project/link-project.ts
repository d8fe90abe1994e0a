import type { FileFacts, ManifestFacts } from "../facts.ts";
import { PackedContents } from "../packed/packed-contents.ts";
import { PackedFiles } from "../packed/packed-files.ts";
import type { PackedModule } from "../packed/packed-module.ts";
import type { OdooVersion } from "../version.ts";
import { AllFiles } from "./all-files.ts";
import { combinedView } from "./combined-view.ts";
import { type FileChanges, type FileGroups, folderOf, type Group, groupFiles, regroup } from "./file-groups.ts";
import { listNamedIn } from "./list-named.ts";
import { type Models, modelsOf } from "./models.ts";
import { type Extension, type ModuleContents, moduleContents, type RecordEntry } from "./module-contents.ts";
import { type FoundModule, type GraphProblem, type Module, type ModuleGraph, moduleGraph } from "./module-graph.ts";
import type { Project } from "./project.ts";
import { referencesOf } from "./reference-index.ts";
import { securityOf } from "./security.ts";
import { viewTable } from "./views.ts";
import { xmlIdTable } from "./xml-ids.ts";

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
  const state = states.get(project) ?? { groups: groupFiles(project.files), contents: new Map(), graph: null };
  const groups = regroup(state.groups, changes, modules);
  return link({ groups, roots: project.roots, version: project.version, before: state });
}

/** What the next link may take over. */
interface State {
  readonly groups: FileGroups;
  readonly contents: ReadonlyMap<string, ModuleContents>;
  readonly graph: Graph | null;
}

interface Graph {
  readonly found: FoundModules;
  readonly modules: ModuleGraph;
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
  const graph = graphOf(findModules(sorted, roots), version, before?.graph ?? null);
  const { modules } = graph;
  const contents = new Map<string, ModuleContents>();
  for (const module of modules.order) {
    const group = groups.get(module.path) ?? new Map<string, FileFacts>();
    const old = before?.contents.get(module.name);
    contents.set(module.name, old?.files === group ? old : contentsOf(module, group, version));
  }
  const files = new AllFiles(sorted);
  const models = modelsIn(modules.order, contents, version);
  const listNamed = listNamedIn(files, (name) => modules.get(name)?.path);
  const xmlIds = xmlIdTable(contents, modules, models, listNamed);
  const records = (model: string): RecordEntry[] =>
    modules.order.flatMap(({ name }) => contents.get(name)?.recordsOf(model) ?? []);
  const views = viewTable(() => records("ir.ui.view"), xmlIds);
  const restricted = new Map<string, Models>();
  const only = (names: ReadonlySet<string>) =>
    modelsIn(
      modules.order.filter(({ name }) => names.has(name)),
      contents,
      version,
    );
  const folders = new Map(modules.order.map(({ name, path }) => [path, name]));
  const project: Project = {
    version,
    roots,
    files,
    modules,
    contents,
    models,
    xmlIds,
    views,
    security: securityOf(
      () => records("ir.model.access"),
      () => records("ir.rule"),
      xmlIds,
    ),
    references: referencesOf(modules.order, contents, models),
    moduleOf(path) {
      const folder = folderOf(path, groups);
      return folder === null ? null : (folders.get(folder) ?? null);
    },
    modelsOf: only,
    modelsSeenFrom(module) {
      const known = restricted.get(module) ?? only(modules.closure(module));
      restricted.set(module, known);
      return known;
    },
    combinedView: (xmlId, { seenFrom, before: stop } = {}) =>
      combinedView(views, xmlId, {
        ...(seenFrom !== undefined && { visible: modules.closure(seenFrom) }),
        ...(stop !== undefined && { before: stop }),
      }),
  };
  states.set(project, { groups: sorted, contents, graph });
  return project;
}

function contentsOf({ name, path, manifest }: Module, group: Group, version: OdooVersion): ModuleContents {
  return group instanceof PackedFiles && group.changes.size === 0
    ? new PackedContents(name, manifest, group)
    : moduleContents(name, path, manifest, group, version);
}

/** The graph of before, where no manifest changed. */
function graphOf(found: FoundModules, version: OdooVersion, before: Graph | null): Graph {
  const same =
    before !== null &&
    before.found.problems.length === found.problems.length &&
    before.found.found.length === found.found.length &&
    found.found.every(({ path, manifest }, at) => {
      const other = before.found.found[at];
      return other?.path === path && other.manifest === manifest;
    });
  return same ? before : { found, modules: moduleGraph(found.found, found.problems, version) };
}

function modelsIn(
  order: readonly Module[],
  contents: ReadonlyMap<string, ModuleContents>,
  version: OdooVersion,
): Models {
  const extensions = new Map<string, Extension[]>();
  for (const { name } of order)
    for (const extension of contents.get(name)?.extensions ?? []) {
      if (!extension.loaded) continue;
      const known = extensions.get(extension.model);
      if (known) known.push(extension);
      else extensions.set(extension.model, [extension]);
    }
  return modelsOf(extensions, version);
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
  for (const name of ["__manifest__.py", "__openerp__.py"]) {
    const facts = group?.get(`${path}/${name}`);
    if (facts?.kind === "manifest") return facts;
  }
  return null;
}
