import { setImmediate } from "node:timers/promises";
import { type FileFacts, factsOf, outlineOf, type PackedModule, type Project, relinkProject } from "@sextant/odoo-code";
import { isModule } from "../addons-roots.ts";
import { breather } from "../store/breathe.ts";
import { currentFacts } from "../store/current-facts.ts";
import type { FactsStore } from "../store/facts-store.ts";
import { isOfFiles, packedOf, packedWithUses } from "../store/module-facts.ts";
import type { ModuleReader } from "../store/module-reader.ts";
import { type Reading, readFile } from "../store/read-module.ts";
import { fileOfModule } from "../walk-addons.ts";
import type { Arrived } from "./arrived.ts";
import { Documents } from "./documents.ts";
import { readFirstModels } from "./first-models.ts";
import { type How, ModuleStates } from "./module-states.ts";
import { modulesAround, newModuleAt, wasFolder } from "./modules-around.ts";
import { nextToRead } from "./next-to-read.ts";
import { OneByOne } from "./one-by-one.ts";
import type { Opened } from "./opened.ts";
import { hashBefore, type ReadAlone } from "./read-alone.ts";
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
  readonly #modules: ModuleStates;
  readonly #busy = new OneByOne();
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
    const { version, roots, problems, modules, project, reading, store, reader, signal, onProgress } = opened;
    this.#manifests = opened.manifests;
    this.version = version;
    this.roots = roots;
    this.problems = problems;
    this.#project = project;
    this.#reading = reading;
    this.#store = store;
    this.#reader = reader;
    this.#onProgress = onProgress;
    this.#modules = new ModuleStates(modules);
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
    return this.#modules.unread.size === 0 && this.#arrived.size === 0;
  }

  get defined(): boolean {
    return this.#modules.unknown.size === 0;
  }

  isRead(module: string): boolean {
    const path = this.#project.modules.get(module)?.path;
    return path !== undefined && !this.#modules.unread.has(path) && !this.#arrived.has(path);
  }

  isDefined(module: string): boolean {
    const path = this.#project.modules.get(module)?.path;
    return path !== undefined && !this.#modules.unknown.has(path);
  }

  pathOf(path: string): string {
    return realPath(path);
  }

  async readModelsOf(paths: readonly string[], signal?: AbortSignal): Promise<Project> {
    if (paths.some((path) => this.#project.moduleOf(realPath(path)) === null)) await this.#list();
    const unknown = modulesAround(this.#project, paths, this.#modules.unknown);
    if (unknown.length === 0) return this.#project;
    const fresh = unknown.filter((module) => !this.#store.manifest(module));
    if (fresh.length <= 3) return this.readAround(paths, signal); // The others are kept from an earlier run.
    const reading = this.#first.then(() => this.#readFirst(paths, signal));
    this.#first = reading.catch(() => {});
    return reading;
  }

  async #readFirst(paths: readonly string[], signal?: AbortSignal): Promise<Project> {
    const stop = signal ? AbortSignal.any([signal, this.#stop]) : this.#stop;
    const modules = modulesAround(this.#project, paths, this.#modules.unknown);
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

  async readAround(paths: readonly string[], signal?: AbortSignal): Promise<Project> {
    await this.#first;
    await this.#list();
    signal?.throwIfAborted();
    const unknown = modulesAround(this.#project, paths, this.#modules.unknown);
    for (const path of unknown) if (!this.#arrived.has(path)) this.#modules.wanted.add(path);
    if (this.#modules.wanted.size === 0) this.#publishArrived();
    await this.#turn.until(() => unknown.every((path) => !this.#modules.unknown.has(path)), signal);
    return this.#project;
  }

  async whenDefined(signal?: AbortSignal): Promise<Project> {
    await this.#turn.until(() => this.defined, signal);
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
        if (this.#modules.queue.size > 0 && this.#failure === null) this.#start();
        this.#turn.wake();
      });
  }

  async #readAll(): Promise<void> {
    // Whoever opened the workspace first says what it wants first.
    await setImmediate();
    await this.#first;
    await this.#list().then(() => this.#first);
    for (;;) {
      while (this.#modules.queue.size > 0)
        await Promise.all(Array.from({ length: this.#reader.lanes }, () => this.#readQueued()));
      this.#onProgress("Linking modules");
      this.#publishArrived();
      if (this.#modules.later.size === 0) break;
      // All definitions are known: now for what uses them.
      for (const module of this.#modules.later.keys()) this.#modules.queue.add(module);
    }
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
      const module = await nextToRead({ ...this.#modules, busy: this.#busy.running });
      if (module === undefined) return;
      await this.#read(module, this.#stop, this.#modules.later.has(module) ? "rest" : "definitions");
      this.#onProgress(...this.#modules.progress());
      if (this.#modules.wanted.delete(module) && this.#modules.wanted.size === 0) this.#publishArrived();
      await breathe();
    }
  }

  /** Reads one step of a module; one reading of it after the other, so that the last one is of what is there last. */
  #read(module: string, signal: AbortSignal, how: How): Promise<void> {
    return this.#busy.after(module, () =>
      how === "rest" ? this.#readUses(module, signal) : this.#readNow(module, signal, how),
    );
  }

  async #readNow(module: string, signal: AbortSignal, wanted: "all" | "definitions"): Promise<void> {
    if (!this.#modules.all.has(module)) return;
    const begun = ++this.#clock;
    const before = this.#modules.unread.has(module) ? undefined : this.#store.files(module);
    const facts = await currentFacts(module, this.#store, this.#reader, signal, wanted);
    if (!this.#modules.all.has(module)) {
      this.#store.delete(module);
      return;
    }
    const packed = packedOf(facts);
    if (facts.uses === null) this.#modules.later.set(module, { defined: facts, packed, begun });
    else this.#modules.noteRead(module);
    if (before === undefined || !isOfFiles({ files: before }, facts.files))
      this.#arrived.set(module, { packed, begun });
  }

  /** Reads what a module uses of which the definitions are there. */
  async #readUses(module: string, signal: AbortSignal): Promise<void> {
    const known = this.#modules.later.get(module);
    if (known === undefined) return;
    const facts = await this.#reader.readUses(known.defined, signal);
    if (!this.#modules.all.has(module)) return;
    this.#store.set(facts);
    this.#modules.noteRead(module);
    // What was read on its own since the definitions were is newer.
    this.#arrived.set(module, { packed: packedWithUses(known, facts), begun: known.begun });
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
    for (const module of arrived.keys()) this.#modules.unknown.delete(module);
    this.#publish(changes, new Map([...arrived].map(([module, { packed }]) => [module, packed])));
    readBlocks(arrived.values(), this.#stop).catch(() => {});
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
      const known = (byModule.get(module) ?? new Set<string>()).add(path);
      byModule.set(module, known);
      const folderGone = !this.#project.files.has(path) && (stat === undefined || wasFolder(this.#project, path));
      if (known.size >= MANY || stat?.isDirectory() || folderGone || this.#modules.isUnderWay(module))
        whole.add(module);
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
      if (this.#modules.all.has(module) && (!this.#modules.queue.has(module) || this.#modules.later.has(module)))
        await this.#read(module, signal, "all");
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
    const outlined = how === "outline" && this.#modules.unread.has(module);
    const hash =
      how === "anyhow" ? undefined : hashBefore(path, this.#alone.get(path), () => this.#store.files(module));
    const read = readFile(file, this.#reading, hash, outlined ? outlineOf : factsOf);
    if (read !== null) this.#noteAlone(path, read.facts, read.hash, changes, outlined);
  }

  #noteAlone(path: string, facts: FileFacts | null, hash: string, changes: Changes, outlined = false): void {
    this.#alone.set(path, { facts, hash, at: ++this.#clock, outlined });
    if (!this.#documents.has(path)) changes.set(path, facts);
  }

  /** Forgets the modules in a folder that is gone, or that is a module itself. */
  #dropModulesAt(path: string): void {
    for (const module of this.#modules.dropAt(path)) {
      this.#store.delete(module);
      this.#arrived.set(module, { packed: null, begun: ++this.#clock });
    }
  }

  /** Folder of the module that a path lies in; a module that is new is read. */
  #moduleAbove(path: string): string | null {
    const known = this.#modules.above(path);
    if (known !== null) return known;
    const found = newModuleAt(path, this.roots);
    if (found === null) return null;
    this.#modules.add(found);
    this.#start();
    return found;
  }
}
