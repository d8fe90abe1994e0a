import type { FileFacts, ManifestFacts } from "../facts.ts";
import type { OdooVersion } from "../version.ts";
import { combinedView } from "./combined-view.ts";
import { listNamedIn } from "./list-named.ts";
import { type Models, modelsOf } from "./models.ts";
import { type Extension, type ModuleContents, moduleContents, type RecordEntry } from "./module-contents.ts";
import { type FoundModule, type GraphProblem, type Module, moduleGraph } from "./module-graph.ts";
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
  return link({ files, groups: groupFiles(files), roots, version, before: null });
}

/** The project after some files changed (`null`: deleted). Modules that none of them belongs to are not looked at again. */
export function relinkProject(project: Project, changes: ReadonlyMap<string, FileFacts | null>): Project {
  const files = new Map(project.files);
  for (const [path, facts] of changes) {
    if (facts === null) files.delete(path);
    else files.set(path, facts);
  }
  const state = states.get(project);
  // A module that comes or goes changes which files belong to which.
  const moved = [...changes].some(([path, facts]) => isManifest(path) && (facts !== null) !== project.files.has(path));
  if (state === undefined || moved)
    return link({ ...project, files, groups: groupFiles(files), before: state ?? null });
  const groups = new Map(state.groups);
  for (const [path, facts] of changes) {
    const folder = folderOf(path, groups);
    const before = folder === null ? undefined : groups.get(folder);
    if (folder === null || before === undefined) continue;
    const group = new Map(before);
    if (facts === null) group.delete(path);
    else group.set(path, facts);
    groups.set(folder, sorted(group));
  }
  return link({ ...project, files, groups, before: state });
}

type Group = ReadonlyMap<string, FileFacts>;

/** What the next link may take over. */
interface State {
  readonly groups: ReadonlyMap<string, Group>;
  readonly contents: ReadonlyMap<string, ModuleContents>;
}

const states = new WeakMap<Project, State>();

interface Input {
  readonly files: ReadonlyMap<string, FileFacts>;
  /** Files by the folder of their module. */
  readonly groups: ReadonlyMap<string, Group>;
  readonly roots: readonly string[];
  readonly version: OdooVersion;
  readonly before: State | null;
}

function link({ files, groups, roots, version, before }: Input): Project {
  const { found, problems } = findModules(files, groups, roots);
  const modules = moduleGraph(found, problems, version);
  const contents = new Map<string, ModuleContents>();
  for (const { name, path, manifest } of modules.order) {
    const group = groups.get(path) ?? new Map<string, FileFacts>();
    const old = before?.contents.get(name);
    contents.set(
      name,
      old !== undefined && old.path === path && sameFiles(old.files, group)
        ? old
        : moduleContents(name, path, manifest, group, version),
    );
  }
  const models = modelsIn(modules.order, contents, version);
  const listNamed = listNamedIn(files, (name) => modules.get(name)?.path);
  const xmlIds = xmlIdTable(contents, modules, models, listNamed);
  const records = (model: string): RecordEntry[] =>
    modules.order.flatMap(({ name }) => recordsOfModel(contents.get(name), model));
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
  states.set(project, { groups, contents });
  return project;
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

const recordsByModel = new WeakMap<ModuleContents, ReadonlyMap<string, readonly RecordEntry[]>>();

function recordsOfModel(contents: ModuleContents | undefined, model: string): readonly RecordEntry[] {
  if (contents === undefined) return [];
  let known = recordsByModel.get(contents);
  if (known === undefined) {
    const made = new Map<string, RecordEntry[]>();
    for (const entry of contents.records) {
      const entries = made.get(entry.record.model);
      if (entries) entries.push(entry);
      else made.set(entry.record.model, [entry]);
    }
    known = made;
    recordsByModel.set(contents, known);
  }
  return known.get(model) ?? [];
}

function isManifest(path: string): boolean {
  return path.endsWith("/__manifest__.py") || path.endsWith("/__openerp__.py");
}

/** Files of every folder that has a manifest; others belong to no module. */
function groupFiles(files: ReadonlyMap<string, FileFacts>): ReadonlyMap<string, Group> {
  const groups = new Map<string, Map<string, FileFacts>>();
  for (const path of files.keys()) if (isManifest(path)) groups.set(parent(path), new Map());
  for (const [path, facts] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const folder = folderOf(path, groups);
    if (folder !== null) groups.get(folder)?.set(path, facts);
  }
  return groups;
}

/** Outermost folder with a manifest that a path lies in: a module inside a module is none to Odoo. */
function folderOf(path: string, groups: ReadonlyMap<string, unknown>): string | null {
  for (let at = path.indexOf("/", 1); at > 0; at = path.indexOf("/", at + 1)) {
    const folder = path.slice(0, at);
    if (groups.has(folder)) return folder;
  }
  return null;
}

function parent(path: string): string {
  return path.slice(0, path.lastIndexOf("/"));
}

function sorted(group: ReadonlyMap<string, FileFacts>): Group {
  return new Map([...group].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function sameFiles(a: Group, b: Group): boolean {
  if (a === b) return true;
  if (a.size !== b.size) return false;
  for (const [path, facts] of a) if (b.get(path) !== facts) return false;
  return true;
}

function findModules(
  files: ReadonlyMap<string, FileFacts>,
  groups: ReadonlyMap<string, Group>,
  roots: readonly string[],
) {
  const problems: GraphProblem[] = [];
  for (const path of files.keys()) {
    if (!path.endsWith("/__init__.py")) continue;
    const folder = parent(path);
    if (roots.includes(parent(folder)) && !groups.has(folder)) problems.push({ kind: "no-manifest", path: folder });
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
