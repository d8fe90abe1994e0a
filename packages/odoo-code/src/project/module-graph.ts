import type { ManifestFacts } from "../facts.ts";
import { type OdooVersion, versionWithin } from "../version.ts";

/** A module as the graph knows it. */
export interface Module {
  readonly name: string;
  /** The module's folder. */
  readonly path: string;
  /** The addons folder that it was found in. */
  readonly root: string;
  readonly manifest: ManifestFacts;
  /** As Odoo takes them: `base` where the manifest names none. */
  readonly depends: readonly string[];
  /** Longest way down to `base`. */
  readonly depth: number;
  /** Place in the load order, counted from 0. */
  readonly position: number;
  /** False when Odoo skips it: not installable, a dependency that is missing or skipped itself, or a cycle. */
  readonly loadable: boolean;
}

/** What is wrong with the set of modules. Reported, never thrown. */
export type GraphProblem =
  | { readonly kind: "missing-dependency"; readonly module: string; readonly dependency: string }
  | { readonly kind: "cycle"; readonly modules: readonly string[] }
  | { readonly kind: "duplicate"; readonly module: string; readonly kept: string; readonly ignored: string }
  | { readonly kind: "no-manifest"; readonly path: string };

export interface ModuleGraph {
  /** All modules in load order; those that Odoo would skip come last. */
  readonly order: readonly Module[];
  readonly problems: readonly GraphProblem[];
  get(name: string): Module | undefined;
  /** The module and all it depends on, directly or not; names that are not there are left out. */
  closure(name: string): ReadonlySet<string>;
  /** Modules that depend on it, directly or not, in load order. */
  dependents(name: string): readonly Module[];
}

export interface FoundModule {
  readonly name: string;
  readonly path: string;
  readonly root: string;
  readonly manifest: ManifestFacts;
}

const EMPTY: ReadonlySet<string> = new Set();

/** Sorts modules as Odoo loads them: by depth, then by name; since 19.0 a module `test_…` right after its last dependency. */
export function moduleGraph(
  found: readonly FoundModule[],
  problems: readonly GraphProblem[],
  version: OdooVersion,
): ModuleGraph {
  const byName = new Map(found.map((module) => [module.name, module]));
  const depends = new Map(found.map(({ name, manifest }) => [name, dependsOf(name, manifest)]));
  const all: GraphProblem[] = [...problems];
  for (const [module, names] of depends)
    for (const dependency of names)
      if (!byName.has(dependency)) all.push({ kind: "missing-dependency", module, dependency });
  const cyclic = new Set<string>();
  for (const modules of cycles(depends)) {
    all.push({ kind: "cycle", modules });
    for (const name of modules) cyclic.add(name);
  }

  const ranks = new Map<string, { depth: number; order: string; loadable: boolean }>();
  const rank = (name: string): { depth: number; order: string; loadable: boolean } => {
    const known = ranks.get(name);
    if (known) return known;
    // Only a module of a cycle meets itself here.
    ranks.set(name, { depth: 0, order: name, loadable: false });
    const needs = depends.get(name) ?? [];
    const below = needs.filter((need) => byName.has(need)).map(rank);
    const last = below.reduce(
      (max, other) => (compare(max, other) < 0 ? other : max),
      below[0] ?? { depth: -1, order: "" },
    );
    const test = name.startsWith("test_") && below.length > 0 && versionWithin(version, "19.0");
    const made = {
      depth: test ? last.depth : last.depth + 1,
      order: test ? `${last.order} ${name}` : name,
      loadable:
        byName.get(name)?.manifest.installable === true &&
        !cyclic.has(name) &&
        below.length === needs.length &&
        below.every(({ loadable }) => loadable),
    };
    ranks.set(name, made);
    return made;
  };
  const order = found
    .map((module) => ({ module, rank: rank(module.name) }))
    .sort((a, b) => Number(b.rank.loadable) - Number(a.rank.loadable) || compare(a.rank, b.rank))
    .map(({ module, rank: { depth, loadable } }, position): Module => {
      return { ...module, depends: depends.get(module.name) ?? [], depth, position, loadable };
    });

  const modules = new Map(order.map((module) => [module.name, module]));
  const closures = new Map<string, ReadonlySet<string>>();
  return {
    order,
    problems: all,
    get: (name) => modules.get(name),
    closure(name) {
      const known = closures.get(name);
      if (known) return known;
      if (!modules.has(name)) return EMPTY;
      const reached = reach(name, (at) => modules.get(at)?.depends.filter((need) => modules.has(need)) ?? []);
      closures.set(name, reached);
      return reached;
    },
    dependents(name) {
      const reached = new Set([name]);
      const dependents: Module[] = [];
      // Load order puts every dependency first, but for modules that Odoo skips.
      for (let grown = true; grown; ) {
        grown = false;
        for (const module of order)
          if (!reached.has(module.name) && module.depends.some((need) => reached.has(need))) {
            reached.add(module.name);
            dependents.push(module);
            grown = true;
          }
      }
      return dependents.sort((a, b) => a.position - b.position);
    },
  };
}

function dependsOf(name: string, { depends }: ManifestFacts): readonly string[] {
  if (name === "base") return [];
  return depends.length > 0 ? [...new Set(depends)] : ["base"];
}

function compare(a: { depth: number; order: string }, b: { depth: number; order: string }): number {
  return a.depth - b.depth || (a.order < b.order ? -1 : a.order > b.order ? 1 : 0);
}

function reach(start: string, next: (name: string) => readonly string[]): ReadonlySet<string> {
  const reached = new Set([start]);
  // A set grows while it is walked.
  for (const name of reached) for (const other of next(name)) reached.add(other);
  return reached;
}

/** Groups of modules that depend on each other (Tarjan's strongly connected components), without recursion limits in mind: chains are short. */
function cycles(depends: ReadonlyMap<string, readonly string[]>): string[][] {
  const found: string[][] = [];
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const onStack = new Set<string>();
  const visit = (name: string): number => {
    const own = index.size;
    index.set(name, own);
    let lowest = own;
    stack.push(name);
    onStack.add(name);
    for (const next of depends.get(name) ?? []) {
      if (!depends.has(next)) continue;
      if (!index.has(next)) lowest = Math.min(lowest, visit(next));
      else if (onStack.has(next)) lowest = Math.min(lowest, index.get(next) ?? lowest);
    }
    low.set(name, lowest);
    if (lowest === own) {
      const group = stack.splice(stack.indexOf(name));
      for (const member of group) onStack.delete(member);
      if (group.length > 1 || depends.get(name)?.includes(name)) found.push(group.sort());
    }
    return lowest;
  };
  for (const name of depends.keys()) if (!index.has(name)) visit(name);
  return found;
}
