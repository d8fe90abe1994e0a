import { editDistance } from "../text/edit-distance.ts";
import { fold } from "../text/fold.ts";
import { tokenise } from "../text/tokenise.ts";
import type { PartnerMatch, PlanContext } from "./types.ts";

export type PartnerResolution =
  | { readonly kind: "partner"; readonly partner: PartnerMatch; readonly corrected: boolean }
  | { readonly kind: "several"; readonly candidates: readonly PartnerMatch[] }
  | { readonly kind: "none" };

type Find = PlanContext["findPartners"];

const words = (text: string) => tokenise(text).map(({ word }) => word);

/**
 * The partner that a name means. Every word of it must be a word of the partner's name; the only partner whose whole name is spelt
 * this way wins, then the only one that contains the words. A misspelt name is accepted when exactly one partner is near.
 * `Name (#12)` picks among namesakes by id.
 */
export async function resolvePartner(text: string, find: Find, signal?: AbortSignal): Promise<PartnerResolution> {
  const id = /^(.*?)[\s(]*#\s?(\d{1,9})\)?$/s.exec(text.slice(0, 200));
  const name = (id?.[1] ?? text).trim().slice(0, 120);
  const asked = words(name);
  if (asked.length === 0) return { kind: "none" };
  const found = unique([...(await find(name, signal))]);
  if (id) {
    const chosen = found.find((partner) => partner.id === Number(id[2]));
    return chosen ? { kind: "partner", partner: chosen, corrected: false } : { kind: "none" };
  }
  const exact = found.filter((partner) => words(partner.name).join(" ") === asked.join(" "));
  const part = found.filter((partner) => containsAll(words(partner.name), asked));
  const chosen = exact.length > 0 ? exact : part;
  if (chosen.length > 0) return choose(chosen, false);
  return correct(asked, found, find, signal);
}

/** Partners that share a beginning with the misspelt name, and differ from it by very little. */
async function correct(
  asked: string[],
  found: PartnerMatch[],
  find: Find,
  signal?: AbortSignal,
): Promise<PartnerResolution> {
  const text = asked.join(" ");
  if (text.length < 5 || text.length > 60) return { kind: "none" };
  const longest = [...asked].sort((a, b) => b.length - a.length)[0] ?? "";
  const probes = new Set([
    ...asked.filter((word) => word.length >= 4 && word !== text),
    longest.slice(0, 4),
    longest.slice(-4),
  ]);
  const candidates = [...found];
  for (const probe of [...probes].slice(0, 4)) candidates.push(...(await find(probe, signal)));
  const limit = text.length >= 9 ? 2 : 1;
  const near = unique(candidates).filter((partner) => distanceTo(partner, asked, limit) <= limit);
  return near.length === 0 ? { kind: "none" } : choose(near, true);
}

function distanceTo(partner: PartnerMatch, asked: readonly string[], limit: number): number {
  const name = words(partner.name);
  const sameLength = name.length > asked.length ? name.slice(0, asked.length) : name;
  const text = asked.join(" ");
  // One word of a name tells it as well as another: "Mueller" is near every Müller.
  const single = asked.length === 1 ? name.filter((word) => word.length >= 5).map((word) => [word]) : [];
  return Math.min(...[name, sameLength, ...single].map((part) => editDistance(fold(part.join(" ")), text, limit)));
}

function choose(partners: readonly PartnerMatch[], corrected: boolean): PartnerResolution {
  const [first] = partners;
  if (first && partners.length === 1) return { kind: "partner", partner: first, corrected };
  return { kind: "several", candidates: partners };
}

const containsAll = (name: readonly string[], asked: readonly string[]) => asked.every((word) => name.includes(word));

const unique = (partners: readonly PartnerMatch[]) => [
  ...new Map(partners.map((partner) => [partner.id, partner])).values(),
];
