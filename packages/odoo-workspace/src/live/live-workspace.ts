import { statSync } from "node:fs";
import { setImmediate } from "node:timers/promises";
import { type FileFacts, factsOf, type Project, relinkProject } from "@sextant/odoo-code";
import { isModule } from "../addons-roots.ts";
import { fileOfModule, filesOfModule } from "../walk-addons.ts";
import { breathe, type ReadFile, type Reading, readFile, readModule } from "./read-modules.ts";
import { realPath } from "./real-path.ts";
import type { Workspace, WorkspaceOptions } from "./workspace.ts";
import type { WorkspaceRoots } from "./workspace-roots.ts";
import type { VersionFound } from "./workspace-version.ts";

interface Opened extends WorkspaceRoots {
  readonly version: VersionFound;
  readonly reading: Reading;
  /** All manifests, linked. */
  readonly project: Project;
  readonly signal: AbortSignal;
  readonly onProgress: NonNullable<WorkspaceOptions["onProgress"]>;
}

type Changes = Map<string, FileFacts | null>;

/** The workspace's lifecycle: modules are read one after the other, changes come in between, each publishes another project. */
export class LiveWorkspace implements Workspace {
  readonly version;
  readonly roots;
  readonly problems;
  #project: Project;
  readonly #reading: Reading;
  readonly #onProgress: Opened["onProgress"];
  readonly #closing = new AbortController();
  readonly #stop: AbortSignal;
  /** Folders of all modules, and those that are still to be read: the ones wanted first stand in `#wanted` too. */
  readonly #modules: Set<string>;
  readonly #unread: Set<string>;
  readonly #wanted = new Set<string>();
  /** Read, but not in the project yet. */
  #arrived: Changes = new Map();
  readonly #hashes = new Map<string, string>();
  /** Documents whose text counts instead of their file. */
  readonly #open = new Set<string>();
  /** When each file was last read on its own; a module that was begun before must not undo it. */
  readonly #readAt = new Map<string, number>();
  #clock = 0;
  #run: Promise<void> | null = null;
  #changing: Promise<unknown> = Promise.resolve();
  readonly #listeners = new Set<(project: Project) => void>();
  readonly #waiting = new Set<() => void>();
  #failure: unknown = null;

  constructor({ version, roots, problems, modules, project, reading, signal, onProgress }: Opened) {
    this.version = version;
    this.roots = roots;
    this.problems = problems;
    this.#project = project;
    this.#reading = reading;
    this.#onProgress = onProgress;
    this.#modules = new Set(modules);
    this.#unread = new Set(modules);
    this.#stop = AbortSignal.any([signal, this.#closing.signal]);
    this.#stop.addEventListener("abort", () => this.#wake(), { once: true });
    this.#start();
  }

  get project(): Project {
    return this.#project;
  }

  get complete(): boolean {
    return this.#unread.size === 0 && this.#arrived.size === 0;
  }

  isRead(module: string): boolean {
    const path = this.#project.modules.get(module)?.path;
    return path !== undefined && !this.#unread.has(path);
  }

  pathOf(path: string): string {
    return realPath(path);
  }

  async readAround(paths: readonly string[], signal?: AbortSignal): Promise<Project> {
    const { modules } = this.#project;
    const folders = new Set<string>();
    for (const path of paths) {
      const module = this.#project.moduleOf(realPath(path));
      for (const name of module === null ? [] : modules.closure(module)) folders.add(modules.get(name)?.path ?? "");
    }
    // In load order, what others build upon comes first.
    const unread = modules.order.map(({ path }) => path).filter((path) => folders.has(path) && this.#unread.has(path));
    for (const path of unread) this.#wanted.add(path);
    await this.#until(() => unread.every((path) => !this.#unread.has(path)) && this.#wanted.size === 0, signal);
    return this.#project;
  }

  async whenComplete(signal?: AbortSignal): Promise<Project> {
    await this.#until(() => this.complete, signal);
    return this.#project;
  }

  documentChanged(path: string, text: string): Project {
    const real = realPath(path);
    this.#open.add(real);
    const { parsers, version } = this.#reading;
    return this.#publish(new Map([[real, factsOf(parsers, real, new TextEncoder().encode(text), version)]]));
  }

  documentClosed(path: string): Project {
    const real = realPath(path);
    if (!this.#open.delete(real)) return this.#project;
    this.#hashes.delete(real);
    const changes: Changes = new Map();
    const module = this.#moduleAbove(real);
    if (module === null) changes.set(real, null);
    else this.#readOne(real, module, changes);
    return this.#publish(changes);
  }

  filesChanged(paths: readonly string[], signal?: AbortSignal): Promise<Project> {
    const stop = signal ? AbortSignal.any([signal, this.#stop]) : this.#stop;
    const change = this.#changing.then(() => this.#follow(paths, stop));
    this.#changing = change.catch(() => {});
    return change;
  }

  subscribe(listener: (project: Project) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#run?.catch(() => {});
    await this.#changing;
    this.#listeners.clear();
  }

  #start(): void {
    this.#run ??= this.#readAll()
      .catch((error: unknown) => {
        this.#failure = error;
        this.#wake();
      })
      .finally(() => {
        this.#run = null;
      });
  }

  async #readAll(): Promise<void> {
    // Whoever opened the workspace first says what it wants first.
    await setImmediate();
    while (this.#unread.size > 0) {
      this.#stop.throwIfAborted();
      const [module = ""] = this.#wanted.size > 0 ? this.#wanted : this.#unread;
      const begun = ++this.#clock;
      const files = await readModule(module, this.#reading, this.#stop);
      for (const file of files) this.#arrive(file, begun);
      this.#unread.delete(module);
      this.#onProgress("Reading modules", this.#modules.size - this.#unread.size, this.#modules.size);
      if (this.#wanted.delete(module) && this.#wanted.size === 0) this.#publishArrived();
    }
    this.#onProgress("Linking modules");
    this.#publishArrived();
  }

  #arrive({ facts, hash }: ReadFile, begun: number): void {
    const { path } = facts;
    if (this.#open.has(path) || (this.#readAt.get(path) ?? 0) >= begun) return;
    this.#hashes.set(path, hash);
    this.#arrived.set(path, facts);
  }

  #publishArrived(): void {
    const arrived = this.#arrived;
    this.#arrived = new Map();
    for (const path of this.#open) arrived.delete(path);
    this.#publish(arrived);
    this.#wake();
  }

  #publish(changes: Changes): Project {
    for (const path of changes.keys()) this.#arrived.delete(path);
    if (changes.size > 0) {
      this.#project = relinkProject(this.#project, changes);
      for (const listener of this.#listeners) listener(this.#project);
    }
    return this.#project;
  }

  async #follow(paths: readonly string[], signal: AbortSignal): Promise<Project> {
    signal.throwIfAborted();
    const changes: Changes = new Map();
    const gone = new Set<string>();
    const turn = { at: performance.now() };
    for (const given of new Set(paths)) {
      await breathe(turn, signal);
      const path = realPath(given);
      const stat = statOf(path);
      if (stat === null) gone.add(path);
      const module = this.#moduleAbove(path);
      if (module === null) continue;
      if (stat?.isDirectory()) {
        for (const file of filesOfModule(module))
          if (file.path.startsWith(`${path}/`)) {
            this.#readOne(file.path, module, changes);
            await breathe(turn, signal);
          }
      } else this.#readOne(path, module, changes);
    }
    if ([...gone].some((path) => !this.#project.files.has(path)))
      for (const path of this.#project.files.keys()) if (isBelow(path, gone)) this.#forget(path, changes);
    return this.#publish(changes);
  }

  /** Notes what a file says now, where that is something else than before. */
  #readOne(path: string, module: string, changes: Changes): void {
    const file = fileOfModule(path, module);
    if (file === null) this.#forget(path, changes);
    if (file === null || this.#open.has(path)) return;
    this.#readAt.set(path, ++this.#clock);
    const read = readFile(file, this.#reading, this.#hashes.get(path));
    if (read === null) return;
    this.#hashes.set(path, read.hash);
    changes.set(path, read.facts);
  }

  #forget(path: string, changes: Changes): void {
    if (this.#open.has(path)) return;
    this.#readAt.set(path, ++this.#clock);
    this.#hashes.delete(path);
    if (this.#project.files.has(path) || this.#arrived.has(path)) changes.set(path, null);
  }

  /** Folder of the module that a path lies in; a module that is new is read. */
  #moduleAbove(path: string): string | null {
    for (let at = path.indexOf("/", 1); at > 0; at = path.indexOf("/", at + 1)) {
      const folder = path.slice(0, at);
      if (this.#modules.has(folder)) return folder;
    }
    for (const { path: root } of this.roots) {
      if (!path.startsWith(`${root}/`)) continue;
      const folder = `${root}/${path.slice(root.length + 1).split("/")[0]}`;
      if (this.#modules.has(folder)) return folder;
      if (!isModule(folder)) continue;
      this.#modules.add(folder);
      this.#unread.add(folder);
      this.#start();
      return folder;
    }
    return null;
  }

  /** Waits until a condition holds that another project may bring about. */
  async #until(holds: () => boolean, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    const wake = () => this.#wake();
    signal?.addEventListener("abort", wake, { once: true });
    try {
      while (!holds()) {
        this.#stop.throwIfAborted();
        if (this.#failure !== null) throw this.#failure;
        await new Promise<void>((resolve) => this.#waiting.add(resolve));
        signal?.throwIfAborted();
      }
    } finally {
      signal?.removeEventListener("abort", wake);
    }
  }

  #wake(): void {
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }
}

function isBelow(path: string, folders: ReadonlySet<string>): boolean {
  for (let at = path.length; at > 0; at = path.lastIndexOf("/", at - 1))
    if (folders.has(path.slice(0, at))) return true;
  return false;
}

function statOf(path: string) {
  try {
    return statSync(path);
  } catch {
    return null;
  }
}
