import type { Project } from "../../project/project.ts";
import { type Candidate, MOST_CANDIDATES } from "./completion.ts";
import { modelIdCandidates } from "./model-candidates.ts";
import { modulesByNearness, nearnessFrom } from "./nearness.ts";

export interface WantedIds {
  /** Models of the records that may be meant; null for any. */
  readonly models: readonly string[] | null;
  /** What has been typed: ids that do not contain its letters in order are left out. */
  readonly typed: string;
  /** Whether an id of the own module may be written without it. */
  readonly short: boolean;
}

/** Ids of records, the nearest modules' first; at most {@link MOST_CANDIDATES}. */
export function xmlIdCandidates(
  project: Project,
  from: string | null,
  wanted: WantedIds,
): { readonly candidates: readonly Candidate[]; readonly incomplete: boolean } {
  const nearness = nearnessFrom(project, from);
  const found = new Map<string, Candidate>();
  if (wanted.models?.includes("ir.model"))
    for (const candidate of modelIdCandidates(project, wanted.short ? from : null, nearness))
      if (fits(candidate.label, wanted.typed) && !found.has(candidate.label)) found.set(candidate.label, candidate);
  for (const module of modulesByNearness(project, from)) {
    for (const { label, xmlId, model } of idsOf(project, module, wanted, module === from)) {
      if (found.has(label)) continue;
      const symbol = { kind: "xml-id", xmlId } as const;
      found.set(label, { kind: "xml-id", label, detail: model, module, rank: nearness(module), symbol });
    }
    if (found.size >= MOST_CANDIDATES) return { candidates: [...found.values()], incomplete: true };
  }
  return { candidates: [...found.values()], incomplete: false };
}

function* idsOf({ contents }: Project, module: string, { models, typed, short }: WantedIds, own: boolean) {
  const known = contents.get(module);
  if (known === undefined) return;
  const entries = models === null ? known.records : models.flatMap((model) => known.recordsOf(model));
  // With the module written already, the full id is what goes on.
  const full = !short || !own || typed.includes(".");
  for (const { xmlId } of entries) {
    if (xmlId === null) continue;
    const name = full || !xmlId.startsWith(`${module}.`) ? xmlId : xmlId.slice(module.length + 1);
    // Who begins with the module goes on with it.
    const label = fits(name, typed) ? name : xmlId;
    if (fits(label, typed)) yield { label, xmlId, model: models?.length === 1 ? (models[0] ?? null) : null };
  }
}

/** Whether the letters of what was typed occur in a name in their order, as editors match. */
export function fits(name: string, typed: string): boolean {
  let at = 0;
  for (const letter of typed.toLowerCase()) {
    at = name.toLowerCase().indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

/** Models of what a button or a menu starts. */
export const ACTION_MODELS: readonly string[] = [
  "ir.actions.act_window",
  "ir.actions.server",
  "ir.actions.client",
  "ir.actions.report",
  "ir.actions.act_url",
];
