import { applyEdits } from "../../check/apply-edits.ts";
import type { Project } from "../../project/project.ts";
import { prepareRename, renameSymbol } from "../rename/rename.ts";
import { isRefusal, type RenameContext, type RenamePlan } from "../rename/rename-plan.ts";
import { projectOf } from "./project-of.ts";

type Sources = Readonly<Record<string, string>>;

const below = (path: string) => path.slice("/addons/".length);

/** Renaming within sources; files of the modules in `fixed` may not be changed. */
export function renaming(sources: Sources, fixed: readonly string[] = ["base"], known?: Project) {
  const project = known ?? projectOf(sources);
  const context: RenameContext = {
    project,
    text: (path) => sources[below(path)] ?? null,
    writable: (path) => !fixed.some((module) => path.startsWith(`/addons/${module}/`)),
  };
  /** Offset of the mark `|` in the only place of the file that reads like this. */
  const offsetOf = (path: string, place: string): number => {
    const text = sources[path] ?? "";
    const wanted = place.replace("|", "");
    const at = text.indexOf(wanted);
    if (at === -1 || text.indexOf(wanted, at + 1) !== -1) throw new Error(`"${wanted}" stands not once in ${path}`);
    return at + place.indexOf("|");
  };
  const prepare = (path: string, place: string) => {
    const facts = project.files.get(`/addons/${path}`);
    if (facts === undefined) throw new Error(`no file ${path}`);
    return prepareRename(context, facts, offsetOf(path, place));
  };
  return {
    context,
    prepare,
    /** The plan, or the sentence of the refusal. */
    rename(path: string, place: string, newName: string): RenamePlan | string {
      const found = prepare(path, place);
      if (isRefusal(found)) return found.refused;
      const plan = renameSymbol(context, found.symbol, newName);
      return isRefusal(plan) ? plan.refused : plan;
    },
  };
}

/** A plan with its uncertain matches said to be certain, as by somebody who was asked. */
export function confirmed(plan: RenamePlan): RenamePlan {
  const more = plan.uncertain.flatMap(({ path, span, text }) =>
    text === null ? [] : [{ path, edits: [{ span, text }] }],
  );
  const paths = new Set([...plan.edits, ...more].map(({ path }) => path));
  const edits = [...paths].map((path) => ({
    path,
    edits: [...plan.edits, ...more].filter((file) => file.path === path).flatMap((file) => file.edits),
  }));
  return { ...plan, edits, uncertain: [] };
}

/** Sources with the certain edits of a plan applied. */
export function applied(sources: Sources, plan: RenamePlan): Sources {
  const made: Record<string, string> = { ...sources };
  for (const { path, edits } of plan.edits)
    made[below(path)] = applyEdits(
      made[below(path)] ?? "",
      edits.map((edit) => [edit]),
    ).text;
  for (const { from, to } of plan.moves) {
    made[below(to)] = made[below(from)] ?? "";
    delete made[below(from)];
  }
  return made;
}

/** Lines that a plan changes, as `path: line after`. */
export function changedLines(sources: Sources, plan: RenamePlan): string[] {
  const after = applied({ ...sources }, { ...plan, moves: [] });
  return Object.keys(sources).flatMap((path) => {
    const old = (sources[path] ?? "").split("\n");
    return (after[path] ?? "")
      .split("\n")
      .flatMap((line, index) => (line === old[index] ? [] : [`${path}: ${line.trim()}`]));
  });
}

/** Uncertain matches as `doubt path: line`. */
export function doubtfulLines(sources: Sources, plan: RenamePlan): string[] {
  return plan.uncertain.map(({ path, span, doubt }) => {
    const text = sources[below(path)] ?? "";
    const start = text.lastIndexOf("\n", span[0] - 1) + 1;
    const end = text.indexOf("\n", span[0]);
    return `${doubt} ${below(path)}: ${text.slice(start, end === -1 ? undefined : end).trim()}`;
  });
}
