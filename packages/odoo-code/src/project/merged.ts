import type { ModuleContents } from "./module-contents.ts";
import type { Module, ModuleGraph } from "./module-graph.ts";

/** Something that a module says. */
interface Said {
  readonly module: string;
}

/** What one module says, by name. The same for the same contents. */
export type IndexOf<Item> = (contents: ModuleContents) => ReadonlyMap<string, readonly Item[]>;

type Contents = ReadonlyMap<string, ModuleContents>;

/** All modules of a project with their contents. */
export interface Linked {
  readonly graph: ModuleGraph;
  readonly contents: Contents;
}

/**
 * What all modules say by name, in load order. Made when first asked for; that of the next project is a copy in which only the names are put
 * together anew about which a module now says something else.
 */
export class Merged<Item extends Said> {
  readonly #linked: Linked;
  readonly #indexOf: IndexOf<Item>;
  #before: Merged<Item> | null;
  #table: ReadonlyMap<string, readonly Item[]> | undefined;
  #vocabulary: object = {};
  /** The names by which the table differs from the one that it is a copy of. */
  #patch: { readonly from: ReadonlyMap<string, readonly Item[]>; readonly names: ReadonlySet<string> } | null = null;

  constructor(linked: Linked, indexOf: IndexOf<Item>, before: Merged<Item> | null) {
    this.#linked = linked;
    this.#indexOf = indexOf;
    // Who never was asked has nothing to take over; where much is new, little would be.
    const made = before?.made ?? null;
    this.#before = made !== null && fewChanged(made.#linked, linked) ? made : null;
  }

  get(name: string): readonly Item[] | undefined {
    return this.table.get(name);
  }

  /** Stands for the names: the same object as long as they are the same. */
  get vocabulary(): object {
    // Known once the table is made.
    this.#table ??= this.#make();
    return this.#vocabulary;
  }

  names(): IterableIterator<string> {
    return this.table.keys();
  }

  /** Whether it says about every name what an earlier one says that somebody asked; nothing is put together for it. */
  isSame(before: Merged<Item>): boolean {
    return this.#table !== undefined && this.#table === before.#table;
  }

  /** Names about which something else is said than before; everything where little is taken over. Empty where nobody asked before. */
  changedSince(before: Merged<Item>): ReadonlySet<string> {
    const then = before.#table;
    if (then === undefined) return new Set();
    const { table } = this;
    if (this.#patch?.from === then) return this.#patch.names;
    const changed = new Set<string>();
    for (const [name, items] of then) if (table.get(name) !== items) changed.add(name);
    for (const name of table.keys()) if (!then.has(name)) changed.add(name);
    return changed;
  }

  get table(): ReadonlyMap<string, readonly Item[]> {
    this.#table ??= this.#make();
    return this.#table;
  }

  /** The last one before it, itself included, whose table is made. */
  private get made(): Merged<Item> | null {
    return this.#table === undefined ? this.#before : this;
  }

  #make(): ReadonlyMap<string, readonly Item[]> {
    const before = this.#before;
    this.#before = null;
    return (before === null ? null : this.#patched(before)) ?? this.#whole(before);
  }

  #whole(before: Merged<Item> | null): ReadonlyMap<string, readonly Item[]> {
    const own = new Map<string, Item[]>();
    for (const { name } of this.#linked.graph.order)
      for (const [key, items] of this.#indexAt(this.#linked, name)) {
        const known = own.get(key);
        if (known) known.push(...items);
        else own.set(key, [...items]);
      }
    const table: Map<string, readonly Item[]> = own;
    // Who compares lists finds those that say the same.
    for (const [key, items] of before?.table ?? []) if (isSame(items, table.get(key) ?? [])) table.set(key, items);
    return table;
  }

  /** Null where the names or the modules are others, or in another order: that of the table follows theirs. */
  #patched(before: Merged<Item>): ReadonlyMap<string, readonly Item[]> | null {
    const { graph } = this.#linked;
    const old = before.#linked;
    if (graph !== old.graph) return null;
    const changed = new Map<string, readonly Module[]>();
    // In load order, as the contents are.
    for (const name of changedModules(old, this.#linked)) {
      const module = graph.get(name);
      if (module === undefined) continue;
      const [now, then] = [this.#indexAt(this.#linked, name), before.#indexAt(old, name)];
      if (now === then) continue;
      if (!isSame([...now.keys()], [...then.keys()])) return null;
      for (const [key, items] of now)
        if (!isSame(items, then.get(key) ?? [])) changed.set(key, [...(changed.get(key) ?? []), module]);
    }
    this.#patch = { from: before.table, names: new Set(changed.keys()) };
    this.#vocabulary = before.#vocabulary;
    if (changed.size === 0) return before.table;
    const table = new Map(before.table);
    for (const [key, modules] of changed) {
      const others = new Set(modules.map(({ name }) => name));
      const kept = (before.table.get(key) ?? []).filter(({ module }) => !others.has(module));
      const added = modules.flatMap(({ name }) => this.#indexAt(this.#linked, name).get(key) ?? []);
      const place = ({ module }: Item) => graph.get(module)?.position ?? 0;
      // Sorting keeps the order of what one module says.
      table.set(
        key,
        [...kept, ...added].sort((a, b) => place(a) - place(b)),
      );
    }
    return table;
  }

  #indexAt({ contents }: Linked, name: string): ReadonlyMap<string, readonly Item[]> {
    const own = contents.get(name);
    return own === undefined ? NOTHING : this.#indexOf(own);
  }
}

/** From more changed modules on everything is put together anew. */
const FEW = 20;

/** Whether it is worth while to take over what was made from other contents. */
export function fewChanged(before: Linked, now: Linked): boolean {
  return changedModules(before, now).length <= FEW;
}

/** For each project's contents those that they were compared with last, which are not held: every table of a project asks the same. */
const compared = new WeakMap<Contents, { readonly before: WeakRef<Contents>; readonly changed: readonly string[] }>();

/** Modules that say something else than before, came or went. */
export function changedModules({ contents: before }: Linked, { contents: now }: Linked): readonly string[] {
  const known = compared.get(now);
  if (known?.before.deref() === before) return known.changed;
  const changed = differences(before, now);
  compared.set(now, { before: new WeakRef(before), changed });
  return changed;
}

function differences(before: Contents, now: Contents): readonly string[] {
  const changed: string[] = [];
  for (const [name, contents] of now) if (before.get(name) !== contents) changed.push(name);
  for (const name of before.keys()) if (!now.has(name)) changed.push(name);
  return changed;
}

const NOTHING = new Map<string, never>();

export function isSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a === b || (a.length === b.length && a.every((item, at) => item === b[at]));
}
