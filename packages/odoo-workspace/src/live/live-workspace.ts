import { setImmediate } from "node:timers/promises";
import { type FileFacts, factsOf, outlineOf, type PackedModule, type Project, relinkProject } from "@sextant/odoo-code";
import { isModule } from "../addons-roots.ts";
import { breather } from "../store/breathe.ts";
import { currentFacts } from "../store/current-facts.ts";
import type { FactsStore } from "../store/facts-store.ts";
import { isOfFiles, packedOf } from "../store/module-facts.ts";
import type { ModuleReader } from "../store/module-reader.ts";
import { type Reading, readFile } from "../store/read-module.ts";
import { fileOfModule } from "../walk-addons.ts";
import type { Arrived } from "./arrived.ts";
import { Documents } from "./documents.ts";
import { readFirstModels } from "./first-models.ts";
import { nextToRead } from "./next-to-read.ts";
import type { Opened } from "./opened.ts";
import type { ReadAlone } from "./read-alone.ts";
import { readBlocks } from "./read-blocks.ts";
import { realPath } from "./real-path.ts";
import { statOf } from "./stat-of.ts";
import { Turn } from "./turn.ts";
import type { Workspace } from "./workspace.ts";

type Changes = Map<string, FileFacts | null>;

/** From so many changed files of a module on it is read as a whole, which leaves one block instead of many facts. */
const MANY = 40;

/** The workspace's lifecycle: modules are read side by side, changes come in between, each publishes another project. */
export class LiveWorkspace implements Workspace {
  readonly version;
  readonly roots;
  readonly problems;
  #project: Project;
  readonly #reading: Reading;
  readonly #store: FactsStore;
  readonly #reader: ModuleReader;
  readonly #onProgress: Opened["onProgress"];
  readonly #closing = new AbortController();
  readonly #stop: AbortSignal;
  /** Folders of all modules; those not read yet; those of them that nobody has begun; those wanted before the others. */
  readonly #modules: Set<string>;
  readonly #unread: Set<string>;
  readonly #queue: Set<string>;
  readonly #wanted = new Set<string>();
  readonly #busy = new Map<string, Promise<void>>();
  #arrived = new Map<string, Arrived>();
  readonly #alone = new Map<string, ReadAlone>();
  readonly #documents = new Documents();
  #clock = 0;
  #run: Promise<void> | null = null;
  #changing: Promise<unknown> = Promise.resolve();
  readonly #listeners = new Set<(project: Project) => void>();
  readonly #turn: Turn;
  #failure: unknown = null;
  /** Settles when all manifests are known. */
  #listed: Promise<void> | null = null;
  readonly #manifests: Opened["manifests"];
  /** Somebody who waits for few files, for whom everything else does. */
  #first: Promise<unknown> = Promise.resolve();

  constructor(opened: Opened) {
    const { version, roots, problems, modules, project, manifests, reading, store, reader, signal, onProgress } =
      opened;
    this.#manifests = manifests;
    this.version = version;
    this.roots = roots;
    this.problems = problems;
    this.#project = project;
    this.#reading = reading;
    this.#store = store;
    this.#reader = reader;
    this.#onProgress = onProgress;
    this.#modules = new Set(modules);
    this.#unread = new Set(modules);
    this.#queue = new Set(modules);
    this.#stop = AbortSignal.any([signal, this.#closing.signal]);
    this.#turn = new Turn(this.#stop, () => {
      if (this.#failure !== null) throw this.#failure;
    });
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
    return path !== undefined && !this.#unread.has(path) && !this.#arrived.has(path);
  }

  pathOf(path: string): string {
    return realPath(path);
  }

  async readModelsOf(paths: readonly string[], signal?: AbortSignal): Promise<Project> {
    if (paths.some((path) => this.#project.moduleOf(realPath(path)) === null)) await this.#list();
    const fresh = this.#unreadAround(paths).filter((module) => !this.#store.manifest(module));
    if (fresh.length <= 3) return this.readAround(paths, signal); // The others are kept from an earlier run.
    const reading = this.#first.then(() => this.#readFirst(paths, signal));
    this.#first = reading.catch(() => {});
    return reading;
  }

  async #readFirst(paths: readonly string[], signal?: AbortSignal): Promise<Project> {
    const stop = signal ? AbortSignal.any([signal, this.#stop]) : this.#stop;
    const modules = this.#unreadAround(paths);
    if (modules.length === 0) return this.#project;
    const changes: Changes = new Map();
    const read = (path: string, module: string): FileFacts | null => {
      this.#readAlone(path, module, changes, "outline");
      return this.#documents.get(path) ?? this.#alone.get(path)?.facts ?? this.#project.files.get(path) ?? null;
    };
    const files = paths.map(realPath).flatMap((path) => {
      const module = this.#moduleAbove(path);
      return module === null ? [] : [{ path, module }];
    });
    await readFirstModels(files, { modules, read, breathe: breather(stop) });
    // What has arrived as a part of its module meanwhile is in the project.
    for (const [path, facts] of changes) if (this.#alone.get(path)?.facts !== facts) changes.delete(path);
    return this.#publish(changes);
  }

  /** Folders of modules that files belong to and depend on, and that are not read yet, in load order: what others build upon comes first. */
  #unreadAround(paths: readonly string[]): readonly string[] {
    const { modules } = this.#project;
    const folders = new Set<string>();
    for (const path of paths) {
      const module = this.#project.moduleOf(realPath(path));
      for (const name of module === null ? [] : modules.closure(module)) folders.add(modules.get(name)?.path ?? "");
    }
    return modules.order.map(({ path }) => path).filter((path) => folders.has(path) && this.#unread.has(path));
  }

  async readAround(paths: readonly string[], signal?: AbortSignal): Promise<Project> {
    await this.#first;
    await this.#list();
    signal?.throwIfAborted();
    const unread = this.#unreadAround(paths);
    for (const path of unread) this.#wanted.add(path);
    await this.#turn.until(() => unread.every((path) => !this.#unread.has(path) && !this.#arrived.has(path)), signal);
    return this.#project;
  }

  async whenComplete(signal?: AbortSignal): Promise<Project> {
    await this.#turn.until(() => this.complete, signal);
    return this.#project;
  }

  documentChanged(path: string, text: string, known?: FileFacts): Project {
    const real = realPath(path);
    const facts = this.#documents.read(this.#reading, real, text, known);
    return this.#publish(new Map([[real, facts]]));
  }

  documentClosed(path: string): Project {
    const real = realPath(path);
    if (!this.#documents.close(real)) return this.#project;
    const changes: Changes = new Map();
    const module = this.#moduleAbove(real);
    if (module === null) changes.set(real, null);
    else this.#readAlone(real, module, changes, "anyhow");
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
    await this.#reader.close();
    this.#listeners.clear();
  }

  #start(): void {
    this.#run ??= this.#readAll()
      .catch((error: unknown) => {
        this.#failure = error;
      })
      .finally(() => {
        this.#run = null;
        // A module may have come while facts were being saved.
        if (this.#queue.size > 0 && this.#failure === null) this.#start();
        this.#turn.wake();
      });
  }

  async #readAll(): Promise<void> {
    // Whoever opened the workspace first says what it wants first.
    await setImmediate();
    await this.#first;
    await this.#list().then(() => this.#first);
    while (this.#queue.size > 0)
      await Promise.all(Array.from({ length: this.#reader.lanes }, () => this.#readQueued()));
    this.#onProgress("Linking modules");
    this.#publishArrived();
    await this.#reader.close();
    await this.#store.save();
  }

  /** Reads the manifests that are not known yet. */
  #list(): Promise<void> {
    this.#listed ??= (async () => {
      const changes: Changes = new Map();
      for await (const facts of this.#manifests()) changes.set(facts.path, facts);
      for (const path of changes.keys()) if (this.#project.files.has(path)) changes.delete(path);
      this.#publish(changes);
    })();
    return this.#listed;
  }

  async #readQueued(): Promise<void> {
    const breathe = breather(this.#stop);
    for (;;) {
      this.#stop.throwIfAborted();
      const module = await nextToRead({ queue: this.#queue, wanted: this.#wanted, busy: this.#busy });
      if (module === undefined) return;
      await this.#read(module, this.#stop);
      this.#onProgress("Reading modules", this.#modules.size - this.#unread.size, this.#modules.size);
      if (this.#wanted.delete(module) && this.#wanted.size === 0) this.#publishArrived();
      await breathe();
    }
  }

  /** Reads a module as a whole; one reading of it after the other, so that the last one is of what is there last. */
  async #read(module: string, signal: AbortSignal): Promise<void> {
    const before = this.#busy.get(module)?.catch(() => {}) ?? Promise.resolve();
    const own = before.then(() => this.#readNow(module, signal));
    this.#busy.set(module, own);
    try {
      await own;
    } finally {
      if (this.#busy.get(module) === own) this.#busy.delete(module);
    }
  }

  async #readNow(module: string, signal: AbortSignal): Promise<void> {
    if (!this.#modules.has(module)) return;
    const begun = ++this.#clock;
    const before = this.#unread.has(module) ? undefined : this.#store.files(module);
    const facts = await currentFacts(module, this.#store, this.#reader, signal);
    if (!this.#modules.has(module)) {
      this.#store.delete(module);
      return;
    }
    this.#unread.delete(module);
    if (before === undefined || !isOfFiles({ files: before }, facts.files))
      this.#arrived.set(module, { packed: packedOf(facts), begun });
  }

  #publishArrived(): void {
    const arrived = this.#arrived;
    this.#arrived = new Map();
    const changes: Changes = new Map();
    for (const [path, { facts, at, outlined }] of this.#alone) {
      const folder = this.#moduleAbove(path) ?? "";
      const module = arrived.get(folder);
      if (module === undefined) continue;
      if (at > module.begun && outlined) this.#readAlone(path, folder, changes, "anyhow");
      else if (at > module.begun) changes.set(path, facts);
      else this.#alone.delete(path);
    }
    for (const [path, facts] of this.#documents) changes.set(path, facts);
    this.#publish(changes, new Map([...arrived].map(([module, { packed }]) => [module, packed])));
    readBlocks(
      [...arrived.values()].flatMap(({ packed }) => packed ?? []),
      this.#stop,
    ).catch(() => {});
    this.#turn.wake();
  }

  #publish(changes: Changes, modules: ReadonlyMap<string, PackedModule | null> = new Map()): Project {
    if (changes.size === 0 && modules.size === 0) return this.#project;
    this.#project = relinkProject(this.#project, changes, modules);
    for (const listener of this.#listeners) listener(this.#project);
    return this.#project;
  }

  async #follow(paths: readonly string[], signal: AbortSignal): Promise<Project> {
    signal.throwIfAborted();
    const breathe = breather(signal);
    const byModule = new Map<string, Set<string>>();
    const whole = new Set<string>();
    for (const given of new Set(paths)) {
      await breathe();
      const path = realPath(given);
      const stat = statOf(path);
      if (stat === undefined) this.#dropModulesAt(path);
      const module = this.#moduleAbove(path);
      if (module === null) continue;
      if (!byModule.has(module) && !isModule(module)) {
        this.#dropModulesAt(module);
        continue;
      }
      const known = byModule.get(module) ?? new Set<string>();
      byModule.set(module, known.add(path));
      const folderGone = stat === undefined && !this.#project.files.has(path);
      if (known.size >= MANY || stat?.isDirectory() || folderGone) whole.add(module);
    }
    // What was read on its own for a long time becomes part of its module.
    if (this.#alone.size >= MANY * 5) for (const path of this.#alone.keys()) whole.add(this.#moduleAbove(path) ?? "");
    const changes: Changes = new Map();
    for (const [module, files] of byModule) {
      if (whole.has(module)) continue;
      for (const path of files) {
        this.#readAlone(path, module, changes);
        await breathe();
      }
    }
    for (const module of whole)
      if (this.#modules.has(module) && !this.#queue.has(module)) await this.#read(module, signal);
    this.#publish(changes);
    if (this.#arrived.size > 0) this.#publishArrived();
    if (whole.size > 0 && this.#run === null) {
      await this.#reader.close();
      await this.#store.save();
    }
    return this.#project;
  }

  /** Notes what a file says now, where that is something else than before; in outline only as long as its module is still to be read. */
  #readAlone(path: string, module: string, changes: Changes, how: "changed" | "anyhow" | "outline" = "changed"): void {
    const file = fileOfModule(path, module);
    if (file === null) {
      if (this.#project.files.has(path) || this.#alone.has(path)) this.#noteAlone(path, null, "", changes);
      return;
    }
    const outlined = how === "outline" && this.#unread.has(module);
    const hash = how === "anyhow" ? undefined : this.#hashOf(path, module);
    const read = readFile(file, this.#reading, hash, outlined ? outlineOf : factsOf);
    if (read !== null) this.#noteAlone(path, read.facts, read.hash, changes, outlined);
  }

  #noteAlone(path: string, facts: FileFacts | null, hash: string, changes: Changes, outlined = false): void {
    this.#alone.set(path, { facts, hash, at: ++this.#clock, outlined });
    if (!this.#documents.has(path)) changes.set(path, facts);
  }

  #hashOf(path: string, module: string): string | undefined {
    const alone = this.#alone.get(path);
    if (alone !== undefined) return alone.facts === null ? undefined : alone.hash;
    return this.#store.files(module)?.find((file) => file.path === path)?.hash;
  }

  /** Forgets the modules in a folder that is gone, or that is a module itself. */
  #dropModulesAt(path: string): void {
    for (const module of this.#modules)
      if (module === path || module.startsWith(`${path}/`)) {
        for (const set of [this.#modules, this.#unread, this.#queue, this.#wanted]) set.delete(module);
        this.#store.delete(module);
        this.#arrived.set(module, { packed: null, begun: ++this.#clock });
      }
  }

  /** Folder of the module that a path lies in; a module that is new is read. */
  #moduleAbove(path: string): string | null {
    for (let at = path.indexOf("/", 1); at > 0; at = path.indexOf("/", at + 1)) {
      const folder = path.slice(0, at);
      if (this.#modules.has(folder)) return folder;
    }
    if (this.#modules.has(path)) return path;
    for (const { path: root } of this.roots) {
      if (!path.startsWith(`${root}/`)) continue;
      const folder = `${root}/${path.slice(root.length + 1).split("/")[0]}`;
      if (!isModule(folder)) continue;
      for (const set of [this.#modules, this.#unread, this.#queue]) set.add(folder);
      this.#start();
      return folder;
    }
    return null;
  }
}
