import { homedir } from "node:os";
import { isAbsolute, join, resolve } from "node:path";
import { type FileFacts, linkProject, type Parsers, type Project } from "@sextant/odoo-code";
import { DEFAULT_VERSION, openWorkspace, pythonParser, type Workspace } from "@sextant/odoo-workspace";
import type { ServerStatus } from "../protocol.ts";
import type { ServerSettings } from "./server-settings.ts";

interface Watching {
  /** The index is another one now; `typed` when nothing but open documents changed. */
  changed(typed: boolean): void;
  status(status: ServerStatus): void;
  progress(message: string, percent: number | null): void;
}

/** What has arrived by then is one change. */
const TOGETHER_MS = 2;
/** How long an answer may wait for the modules that it is about. */
const PATIENCE_MS = 5000;
const NOTHING: Project = linkProject(new Map(), [], DEFAULT_VERSION);

/** What an open document holds. */
export interface Typed {
  readonly path: string;
  readonly text: string;
  readonly facts: FileFacts;
}

/** The linked view of all addons, with what is typed. Keystrokes that arrive together are linked together, or at once when somebody asks for it. */
export class AddonsIndex {
  state: ServerStatus["state"] = "starting";
  generation = 0;
  /** From the start of reading until everything was read. */
  seconds: number | null = null;
  parsers: Parsers | null = null;
  workspace: Workspace | null = null;
  readonly cacheFolder = join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "sextant");
  /** Documents that changed, each read when it is linked. */
  private readonly pending = new Map<string, () => Typed | null>();
  private linking = false;
  private timer: NodeJS.Timeout | null = null;
  private loading: AbortController | null = null;
  private settle = () => {};
  /** Settles when roots and version are known for the first time, or cannot be found. */
  private readonly opening = new Promise<void>((resolve) => {
    this.settle = resolve;
  });
  private readonly watching: Watching;

  constructor(watching: Watching) {
    this.watching = watching;
  }

  /** As last linked: at most a moment behind what is typed. */
  get project(): Project {
    return this.workspace?.project ?? NOTHING;
  }

  get series(): Project["version"] {
    return this.workspace?.version.version ?? DEFAULT_VERSION;
  }

  /** With everything that has been typed so far. */
  current(): Project {
    return this.upToDate().project;
  }

  /** Itself, once everything that has been typed so far is linked. */
  upToDate(): this {
    this.link();
    return this;
  }

  /** Waits, not for ever, until what the modules around a file define is known. */
  async around(path: string): Promise<void> {
    if (this.workspace?.defined === true) return;
    const patience = AbortSignal.timeout(PATIENCE_MS);
    if (this.workspace === null) await orWhen(patience, this.opening);
    await this.workspace?.readAround([path], patience).catch(() => undefined);
  }

  /** Waits, not for ever, until the models that a file is about are known, be it before the modules around it are. */
  async modelsOf(path: string): Promise<void> {
    if (this.workspace?.defined === true) return;
    const patience = AbortSignal.timeout(PATIENCE_MS);
    if (this.workspace === null) await orWhen(patience, this.opening);
    this.link();
    await this.workspace?.readModelsOf([path], patience).catch(() => undefined);
  }

  /** Waits until everything is read, or cannot be, or somebody no longer wants it. */
  async everything(signal: AbortSignal): Promise<void> {
    if (this.workspace === null) await orWhen(signal, this.opening);
    await this.workspace?.whenComplete(signal).catch(() => undefined);
  }

  /** Whether what the modules around a file define is known. */
  isDefined(path: string): boolean {
    const module = this.project.moduleOf(path);
    if (this.workspace === null || module === null) return this.workspace?.defined === true;
    return [...this.project.modules.closure(module)].every((name) => this.workspace?.isDefined(name));
  }

  /** Whether what is not found around a file is not there. */
  isRead(path: string): boolean {
    const module = this.project.moduleOf(path);
    if (this.workspace === null || module === null) return this.workspace?.complete === true;
    return [...this.project.modules.closure(module)].every((name) => this.workspace?.isRead(name));
  }

  documentChanged(path: string, read: () => Typed | null): void {
    this.pending.set(path, read);
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = setTimeout(() => this.link(), TOGETHER_MS);
    this.timer.unref();
  }

  documentClosed(path: string): void {
    this.pending.delete(path);
    this.workspace?.documentClosed(path);
  }

  /** Files that other programs wrote, made or removed. */
  async filesChanged(paths: readonly string[]): Promise<void> {
    await this.workspace?.filesChanged(paths).catch(() => undefined);
  }

  /**
   * Reads everything anew; a reading that is under way ends.
   *
   * @param opened Files that are open: what they depend on is read first.
   * @param told `found` when roots and version are known; `usable` when the opened files' surroundings are known, and again when what all modules define is, and everything.
   */
  async load(
    folders: readonly string[],
    settings: ServerSettings,
    opened: readonly string[],
    told: { found(): void; usable(): void },
  ): Promise<void> {
    this.loading?.abort();
    const loading = new AbortController();
    const { signal } = loading;
    this.loading = loading;
    this.report("indexing", "Reading Odoo addons");
    const start = performance.now();
    try {
      this.parsers ??= { python: await pythonParser() };
      const before = this.workspace;
      const workspace = await openWorkspace({
        folders,
        addons: addonsOf(folders, settings),
        ...(settings.odooVersion !== "auto" && { version: settings.odooVersion }),
        ...(settings.pack !== null && settings.pack !== "auto" && { pack: absolute(folders, settings.pack) }),
        data: this.cacheFolder,
        signal,
        onProgress: (phase, done, of) =>
          this.watching.progress(phase, done === undefined || !of ? null : Math.round((100 * done) / of)),
      });
      this.workspace = workspace;
      void before?.close().catch(() => undefined);
      workspace.subscribe(() => this.told());
      told.found();
      this.settle();
      this.told();
      await workspace.readAround(opened, signal);
      told.usable();
      await workspace.whenDefined(signal);
      told.usable();
      await workspace.whenComplete(signal);
      this.seconds = (performance.now() - start) / 1000;
      this.report("ready", `Odoo ${this.series}, ${this.project.modules.order.length} modules`);
      told.usable();
    } catch (error) {
      // Another reading has begun.
      if (signal.aborted) return;
      this.settle();
      this.report("failed", error instanceof Error ? error.message : String(error));
    }
  }

  stop(): void {
    this.loading?.abort();
    if (this.timer !== null) clearTimeout(this.timer);
    void this.workspace?.close().catch(() => undefined);
  }

  private link(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    if (this.workspace === null) return;
    const documents = [...this.pending.values()];
    this.pending.clear();
    this.linking = true;
    try {
      for (const read of documents) {
        const typed = read();
        if (typed !== null) this.workspace.documentChanged(typed.path, typed.text, typed.facts);
      }
    } finally {
      this.linking = false;
    }
  }

  private told(): void {
    this.generation += 1;
    this.watching.changed(this.linking);
  }

  private report(state: ServerStatus["state"], message: string): void {
    this.state = state;
    const modules = this.project.modules.order.length;
    this.watching.status({ state, message, modules, version: this.workspace === null ? null : this.series });
  }
}

/** Waits for something, and no longer than until the signal. */
function orWhen(signal: AbortSignal, waited: Promise<unknown>): Promise<unknown> {
  return Promise.race([waited, new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }))]);
}

function addonsOf(folders: readonly string[], { addonsPath, odooConf }: ServerSettings): string[] {
  const written = [...addonsPath, ...(odooConf === null ? [] : [odooConf])];
  return written.map((path) => absolute(folders, path));
}

function absolute(folders: readonly string[], path: string): string {
  const home = path.replace(/^~(?=\/|$)/, homedir());
  return isAbsolute(home) ? home : resolve(folders[0] ?? ".", home);
}
