import type { Project } from "../../project/project.ts";

export const OWN = 0;
export const DEPENDED = 1;
export const FAR = 3;

/** How near modules are to the one that a file belongs to. */
export type Nearness = (module: string) => number;

export function nearnessFrom(project: Project, from: string | null): Nearness {
  if (from === null) return () => DEPENDED;
  const closure = project.modules.closure(from);
  return (module) => (module === from ? OWN : closure.has(module) ? DEPENDED : FAR);
}

/** Modules, the nearest first: the own one, what it depends on with the most special first, then the others. */
export function modulesByNearness(project: Project, from: string | null): readonly string[] {
  const nearness = nearnessFrom(project, from);
  return [...project.modules.order]
    .reverse()
    .map(({ name }) => ({ name, rank: nearness(name) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ name }) => name);
}
