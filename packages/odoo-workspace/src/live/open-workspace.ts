import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { type FileFacts, linkProject, MANIFEST_NAMES, type ManifestFacts, relinkProject } from "@sextant/odoo-code";
import { keepHeapSmall, letHeapGrow } from "../engine.ts";
import { DEFAULT_VERSION } from "../odoo-version.ts";
import { packFor, readPack } from "../pack/fact-pack.ts";
import { pythonParser } from "../python-parser.ts";
import { breather } from "../store/breathe.ts";
import { FactsStore } from "../store/facts-store.ts";
import { readerInWorkers, readerOnThread, workerScript } from "../store/module-reader.ts";
import { readFile, readModuleNow } from "../store/read-module.ts";
import { fileOfModule, filesOfModule } from "../walk-addons.ts";
import { LiveWorkspace } from "./live-workspace.ts";
import { realPath } from "./real-path.ts";
import type { Workspace, WorkspaceOptions } from "./workspace.ts";
import { withoutOtherReleases, workspaceRoots } from "./workspace-roots.ts";
import { type VersionFound, workspaceVersion } from "./workspace-version.ts";

/** Fewer modules than this are read sooner than a thread starts. */
const WORTH_A_THREAD = 12;

/**
 * Opens a workspace: finds roots and version, and the manifests of all modules, from what was kept from run to run where they were; the rest goes
 * on in the background.
 * @throws SextantError `bad_usage` for a version that is not known.
 */
export async function openWorkspace(options: WorkspaceOptions): Promise<Workspace> {
  const signal = options.signal ?? new AbortController().signal;
  letHeapGrow();
  const parsers = { python: await pythonParser() };
  signal.throwIfAborted();
  const all = workspaceRoots(options.folders, options.addons);
  const breathe = breather(signal);
  const read = new Map<string, FileFacts>();
  const manifestOf = (module: string): FileFacts | undefined => {
    const path = MANIFEST_NAMES.map((name) => join(module, name)).find(existsSync);
    const file = path === undefined ? null : fileOfModule(path, module);
    return (file && readFile(file, { parsers, version: DEFAULT_VERSION })?.facts) ?? undefined;
  };
  // Only the modules that are worked on tell the version; those of Odoo itself need not be read for it.
  const inFolders = new Set(all.roots.filter(({ from }) => from === "folder").map(({ path }) => path));
  for (const module of all.modules)
    if (options.version === undefined && inFolders.has(dirname(module))) {
      const manifest = manifestOf(module);
      if (manifest !== undefined) read.set(module, manifest);
      await breathe();
    }
  const told = workspaceVersion(
    options.version,
    [...read.values()].filter(isManifest),
    all.roots.map(({ path }) => path),
  );
  const named = options.pack === undefined ? null : readPack(options.pack);
  const version: VersionFound =
    named !== null && told.by === "default"
      ? { version: named.version, by: "pack", detail: `${named.file} is of it` }
      : told;
  const found = withoutOtherReleases(all, version.version);
  const roots = found.roots.map(({ path }) => path);
  const pack = packFor(found.modules, version.version, options);
  const reading = { parsers, version: version.version };
  const store = new FactsStore(options.data ?? null, version.version, roots, (module) =>
    readModuleNow(module, filesOfModule(module), reading),
  );
  const unknown = new Set<string>();
  for (const module of found.modules) {
    const kept = store.manifest(module);
    if (kept === undefined) unknown.add(module);
    const manifest = read.get(module) ?? kept;
    if (manifest !== undefined) read.set(module, manifest);
    await breathe();
  }
  const many = unknown.size;
  const near = new Set(found.roots.filter(({ from }) => from === "folder" || from === "link").map(({ path }) => path));
  const open = options.folders.map(realPath);
  const isOwn = (root: string) => near.has(root) || open.some((folder) => `${root}/`.startsWith(`${folder}/`));
  const needed = neededManifests(
    found.modules.filter((module) => isOwn(dirname(module))),
    found.modules,
    (module) => {
      const manifest = read.get(module) ?? manifestOf(module);
      if (manifest !== undefined) read.set(module, manifest);
      return manifest !== undefined && isManifest(manifest) ? manifest.depends : [];
    },
  );
  for (const _ of needed) await breathe();
  const later = [...unknown].filter((module) => !read.has(module));
  const script = options.workerScript ?? workerScript();
  const workspace = new LiveWorkspace({
    ...found,
    roots: pack === null ? found.roots : [...found.roots, { path: pack.root, from: "pack", by: pack.file }],
    version,
    signal,
    reading,
    store,
    reader:
      script !== undefined && many >= WORTH_A_THREAD
        ? readerInWorkers(script, version.version)
        : readerOnThread(reading),
    project: relinkProject(
      linkProject(
        new Map([...read.values()].map((facts) => [facts.path, facts])),
        pack === null ? roots : [...roots, pack.root],
        version.version,
      ),
      new Map(),
      pack?.modules,
    ),
    async *manifests() {
      const turns = breather(signal);
      for (const module of later) {
        const manifest = manifestOf(module);
        if (manifest !== undefined) yield manifest;
        await turns();
      }
    },
    onProgress: options.onProgress ?? (() => {}),
  });
  workspace.whenComplete().then(keepHeapSmall, () => {});
  return workspace;
}

/** Modules of the open folders and what they depend on, each after its manifest was read. Without any all modules are what people look at. */
function* neededManifests(
  own: readonly string[],
  modules: readonly string[],
  dependsOf: (module: string) => readonly string[],
): Generator<string> {
  const byName = new Map<string, string>();
  // Of two modules with one name, the one in the earlier folder wins.
  for (const module of modules) if (!byName.has(basename(module))) byName.set(basename(module), module);
  const wanted = new Set(own.length === 0 ? modules : own);
  if (byName.has("base")) wanted.add(byName.get("base") ?? "");
  // A set that grows while it is walked is walked to its end.
  for (const module of wanted) {
    for (const name of dependsOf(module)) {
      const needed = byName.get(name);
      if (needed !== undefined) wanted.add(needed);
    }
    yield module;
  }
}

function isManifest(facts: FileFacts): facts is ManifestFacts {
  return facts.kind === "manifest";
}
