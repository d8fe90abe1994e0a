import type { PackedModule } from "@sextant/odoo-code";
import type { ModuleFacts } from "../store/module-facts.ts";

/** A module of which only the definitions were read, and when that began. */
interface Defined {
  readonly defined: ModuleFacts;
  readonly packed: PackedModule;
  readonly begun: number;
}

/** How much of a module is read: all, first what it defines, or then the rest. */
export type How = "all" | "definitions" | "rest";

/** How far each module is read, by its folder. Two steps lead to all of it: first what it defines, then what it uses. */
export class ModuleStates {
  readonly all: Set<string>;
  /** Not read as a whole. */
  readonly unread: Set<string>;
  /** Whose next step nobody has begun. */
  readonly queue: Set<string>;
  /** Of which the project says nothing but the manifest yet. */
  readonly unknown: Set<string>;
  /** Whose definitions somebody waits for. */
  readonly wanted = new Set<string>();
  /** Whose definitions were read, and nothing else yet. */
  readonly later = new Map<string, Defined>();

  constructor(folders: Iterable<string>) {
    this.all = new Set(folders);
    this.unread = new Set(this.all);
    this.queue = new Set(this.all);
    this.unknown = new Set(this.all);
  }

  add(folder: string): void {
    for (const set of [this.all, this.unread, this.queue, this.unknown]) set.add(folder);
  }

  /** Whether a module is being read for the first time: nobody can tell yet what was found of it. */
  isUnderWay(folder: string): boolean {
    return this.unknown.has(folder) && !this.queue.has(folder);
  }

  /** What is being done, and how many steps of all of them are: two a module. */
  progress(): readonly [phase: string, done: number, of: number] {
    const steps = 2 * this.all.size;
    const fresh = this.unread.size - this.later.size;
    return [fresh > 0 ? "Reading modules" : "Reading what modules use", steps - fresh - this.unread.size, steps];
  }

  /** All of it is read. */
  noteRead(folder: string): void {
    this.unread.delete(folder);
    this.later.delete(folder);
  }

  /** Forgets a folder and those in it; gives those that were there. */
  dropAt(path: string): readonly string[] {
    const gone = [...this.all].filter((folder) => folder === path || folder.startsWith(`${path}/`));
    for (const folder of gone) {
      for (const set of [this.all, this.unread, this.queue, this.unknown, this.wanted]) set.delete(folder);
      this.later.delete(folder);
    }
    return gone;
  }

  /** The module that a path lies in, or that it is. */
  above(path: string): string | null {
    for (let at = path.indexOf("/", 1); at > 0; at = path.indexOf("/", at + 1)) {
      const folder = path.slice(0, at);
      if (this.all.has(folder)) return folder;
    }
    return this.all.has(path) ? path : null;
  }
}
