import { existsSync, readFileSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, isAbsolute, join, resolve } from "node:path";
import {
  type FileFacts,
  factsOf,
  fileKind,
  linkProject,
  type OdooVersion,
  otherFacts,
  type Parsers,
  type Project,
  relinkProject,
} from "@sextant/odoo-code";
import { DEFAULT_VERSION, findAddonsRoots, loadProject, odooVersion, pythonParser } from "@sextant/odoo-workspace";
import type { ServerStatus } from "../protocol.ts";
import { realPath } from "./file-uri.ts";
import type { ServerSettings } from "./server-settings.ts";

/** Why an addons folder is looked into. */
export interface IndexedRoot {
  readonly path: string;
  readonly because: string;
}

interface Watching {
  /** The index is another one now. */
  changed(): void;
  status(status: ServerStatus): void;
  progress(message: string, percent: number | null): void;
}

const QUIET_MS = 200;
const NOTHING: Project = linkProject(new Map(), [], DEFAULT_VERSION);

/** The linked view of all addons, kept up to date with what is typed and with what changes on disk. */
export class AddonsIndex {
  private linked: Project = NOTHING;
  private readonly pending = new Map<string, FileFacts | null>();
  private timer: NodeJS.Timeout | null = null;
  private loading: AbortController | null = null;
  private readonly watching: Watching;
  state: ServerStatus["state"] = "starting";
  parsers: Parsers | null = null;
  roots: readonly IndexedRoot[] = [];
  version: { readonly series: OdooVersion; readonly because: string } = {
    series: DEFAULT_VERSION,
    because: "nothing tells yet",
  };
  generation = 0;
  seconds: number | null = null;
  cacheFolder: string | null = null;

  constructor(watching: Watching) {
    this.watching = watching;
  }

  /** As last linked: cheap, and at most a moment behind what is typed. */
  get project(): Project {
    return this.linked;
  }

  /** With everything that has been typed or changed so far. */
  current(): Project {
    if (this.pending.size > 0) this.relink();
    return this.linked;
  }

  /** What a file says now (null: it is gone). Linked after a moment of quiet, or when somebody asks. */
  update(path: string, facts: FileFacts | null): void {
    if (this.linked.files.get(path) === facts) return;
    this.pending.set(path, facts);
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = setTimeout(() => this.relink(), QUIET_MS);
    this.timer.unref();
  }

  /** A file of which only the disk knows what it says. */
  readFromDisk(path: string): void {
    if (this.parsers === null) return;
    try {
      const exists = statSync(path).isFile();
      const facts = fileKind(path) === "other" ? otherFacts(path) : null;
      this.update(
        path,
        exists ? (facts ?? factsOf(this.parsers, path, readFileSync(path), this.linked.version)) : null,
      );
    } catch {
      if (this.linked.files.has(path) || this.pending.has(path)) this.update(path, null);
    }
  }

  /** Reads everything; ends a reading that is still under way. */
  async load(folders: readonly string[], settings: ServerSettings): Promise<void> {
    this.loading?.abort();
    const loading = new AbortController();
    this.loading = loading;
    this.report("indexing", "Indexing");
    const start = performance.now();
    try {
      this.parsers ??= { python: await pythonParser() };
      this.roots = rootsOf(folders, settings);
      const roots = this.roots.map(({ path }) => path);
      this.version = versionOf(roots, settings);
      this.cacheFolder = cacheFolder();
      const project = await loadProject({
        roots,
        version: this.version.series,
        data: this.cacheFolder,
        signal: loading.signal,
        onProgress: (phase, done, of) =>
          this.watching.progress(phase, done === undefined || !of ? null : Math.round((100 * done) / of)),
      });
      this.linked = project;
      this.generation += 1;
      this.seconds = (performance.now() - start) / 1000;
      this.report("ready", `Odoo ${this.version.series}, ${project.modules.order.length} modules`);
      this.watching.changed();
    } catch (error) {
      if (loading.signal.aborted) return;
      this.report("failed", error instanceof Error ? error.message : String(error));
    } finally {
      if (this.loading === loading) this.loading = null;
    }
  }

  stop(): void {
    this.loading?.abort();
    if (this.timer !== null) clearTimeout(this.timer);
  }

  private relink(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    if (this.pending.size === 0) return;
    this.linked = relinkProject(this.linked, new Map(this.pending));
    this.pending.clear();
    this.generation += 1;
    this.watching.changed();
  }

  private report(state: ServerStatus["state"], message: string): void {
    this.state = state;
    this.watching.status({
      state,
      message,
      modules: this.linked.modules.order.length,
      version: state === "starting" ? null : this.version.series,
    });
  }
}

function rootsOf(folders: readonly string[], settings: ServerSettings): IndexedRoot[] {
  const found = new Map<string, string>();
  const add = (path: string, because: string): void => {
    try {
      for (const root of findAddonsRoots([path]).roots) if (!found.has(root)) found.set(root, because);
    } catch {
      // A folder that is not there has no addons; the doctor says so.
    }
  };
  const [first] = folders;
  const absolute = (path: string) =>
    isAbsolute(path) ? path : resolve(first ?? ".", path.replace(/^~(?=\/)/, homedir()));
  for (const folder of folders) add(folder, "workspace folder");
  for (const folder of folders)
    for (const name of ["odoo.conf", ".odoorc", "openerp.cfg"])
      if (existsSync(join(folder, name))) add(join(folder, name), `${name} of the workspace`);
  if (settings.odooConf !== null) add(absolute(settings.odooConf), "sextant.odooConf");
  for (const path of settings.addonsPath) add(absolute(path), "sextant.addonsPath");
  return [...found].map(([path, because]) => ({ path: realPath(path), because }));
}

function versionOf(roots: readonly string[], settings: ServerSettings): { series: OdooVersion; because: string } {
  if (settings.odooVersion !== "auto") {
    try {
      return { series: odooVersion(settings.odooVersion), because: "sextant.odooVersion says so" };
    } catch {
      // An unknown series is reported with the settings; what is on disk may tell.
    }
  }
  for (const root of roots) {
    const release = join(dirname(root), "release.py");
    const series = seriesIn(release);
    if (series !== null) return { series, because: `${release} says so` };
  }
  return { series: DEFAULT_VERSION, because: "nothing tells: the newest that is proved is taken" };
}

/** `version_info = (19, 0, 0, FINAL, 0, '')` */
function seriesIn(release: string): OdooVersion | null {
  try {
    const found = /version_info\s*=\s*\(\s*['"]?(?:saas[~-])?(\d+)['"]?\s*,\s*(\d+)/.exec(
      readFileSync(release, "utf8"),
    );
    return found === null ? null : odooVersion(`${found[1]}.${found[2]}`);
  } catch {
    return null;
  }
}

function cacheFolder(): string {
  return join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "sextant");
}
