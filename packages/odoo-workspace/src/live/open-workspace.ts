import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { type FileFacts, linkProject, type ManifestFacts } from "@sextant/odoo-code";
import { DEFAULT_VERSION } from "../odoo-version.ts";
import { pythonParser } from "../python-parser.ts";
import { fileOfModule } from "../walk-addons.ts";
import { LiveWorkspace } from "./live-workspace.ts";
import { breathe, readFile } from "./read-modules.ts";
import type { Workspace, WorkspaceOptions } from "./workspace.ts";
import { workspaceRoots } from "./workspace-roots.ts";
import { workspaceVersion } from "./workspace-version.ts";

/**
 * Opens a workspace: finds roots and version and reads all manifests; the rest goes on in the background.
 * @throws SextantError `bad_usage` for a version that is not known.
 */
export async function openWorkspace(options: WorkspaceOptions): Promise<Workspace> {
  const signal = options.signal ?? new AbortController().signal;
  const parsers = { python: await pythonParser() };
  signal.throwIfAborted();
  const found = workspaceRoots(options.folders, options.addons);
  const manifests = new Map<string, FileFacts>();
  const turn = { at: performance.now() };
  for (const module of found.modules) {
    const path = ["__manifest__.py", "__openerp__.py"].map((name) => join(module, name)).find(existsSync);
    const file = path === undefined ? null : fileOfModule(path, module);
    const read = file && readFile(file, { parsers, version: DEFAULT_VERSION, data: undefined });
    if (read) manifests.set(read.facts.path, read.facts);
    await breathe(turn, signal);
  }
  const roots = found.roots.map(({ path }) => path);
  const inFolders = new Set(found.roots.filter(({ from }) => from === "folder").map(({ path }) => path));
  const own = [...manifests.values()].filter(isManifest).filter(({ path }) => inFolders.has(dirname(dirname(path))));
  const version = workspaceVersion(options.version, own, roots);
  return new LiveWorkspace({
    ...found,
    version,
    signal,
    reading: { parsers, version: version.version, data: options.data },
    project: linkProject(manifests, roots, version.version),
    onProgress: options.onProgress ?? (() => {}),
  });
}

function isManifest(facts: FileFacts): facts is ManifestFacts {
  return facts.kind === "manifest";
}
