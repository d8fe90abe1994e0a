import type { Catalogue, CatalogueEntry } from "../catalogue/load-questions.ts";
import { compileKept } from "./derive-phrasing.ts";
import { keptFolder, readKept, stateOf } from "./kept-files.ts";
import type { KeptQuestion } from "./types.ts";

/**
 * The catalogue with the phrasings that a tenant has confirmed. A kept question whose verified question has another version by now, or is gone, adds nothing: what was
 * confirmed was the earlier meaning.
 */
export function withKept(catalogue: Catalogue, kept: readonly KeptQuestion[]): Catalogue {
  const byMeaning = new Map<string, CatalogueEntry["phrasings"][number][]>();
  for (const { means, version, phrasing } of kept) {
    const compiled = phrasing === null ? null : compileKept(phrasing);
    const entry = catalogue.entries.find(({ verified }) => verified.id === means);
    if (compiled && entry?.verified.version === version)
      byMeaning.set(means, [...(byMeaning.get(means) ?? []), compiled]);
  }
  if (byMeaning.size === 0) return catalogue;
  const entries = catalogue.entries.map((entry) => {
    const more = byMeaning.get(entry.verified.id);
    return more ? { ...entry, phrasings: [...entry.phrasings, ...more] } : entry;
  });
  return { ...catalogue, entries };
}

/** Gives each tenant his catalogue, read anew when a file of his changes. */
export function keptCatalogues(shipped: () => Catalogue, data: string): (tenant: string) => Catalogue {
  const known = new Map<string, { readonly state: string; readonly catalogue: Catalogue }>();
  return (tenant) => {
    const folder = keptFolder(data, tenant);
    const state = stateOf(folder);
    const before = known.get(tenant);
    if (before?.state === state) return before.catalogue;
    const grown = state === "" ? shipped() : withKept(shipped(), readKept(folder).questions);
    known.set(tenant, { state, catalogue: grown });
    return grown;
  };
}
