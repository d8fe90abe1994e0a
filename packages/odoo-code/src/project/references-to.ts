import type { ReferenceRole } from "../facts.ts";
import { type Place, placeOf } from "./place.ts";
import type { Project } from "./project.ts";
import type { PlacedReference } from "./reference-index.ts";

/** What a name may stand for. */
export type NameMeaning = "model" | "field" | "method" | "xml-id";

/** A place where a name is used, for people and for programs. */
export interface ReferenceLine extends Place {
  readonly module: string;
  readonly role: ReferenceRole;
  readonly context: string;
  readonly value: string;
  /** False when the model it starts from cannot be told. */
  readonly resolved: boolean;
  /** False for text that is written in pieces or with escapes. */
  readonly certain: boolean;
}

export interface NamedReferences {
  /** What the name stands for here; empty when nothing has it. */
  readonly meanings: readonly NameMeaning[];
  readonly found: readonly ReferenceLine[];
}

/** Where a model, a field or method of one (`sale.order.partner_id`), or an XML id is named. A name may mean several of these. */
export function referencesTo(project: Project, name: string): NamedReferences {
  const { models, references, xmlIds } = project;
  const dot = name.lastIndexOf(".");
  const [owner, member] = [models.get(name.slice(0, dot)), name.slice(dot + 1)];
  const meanings: NameMeaning[] = [];
  const found: PlacedReference[] = [];
  const add = (meaning: NameMeaning, places: readonly PlacedReference[]) => {
    meanings.push(meaning);
    found.push(...places);
  };
  if (models.has(name)) add("model", references.toModel(name));
  if (owner?.fields.has(member)) add("field", references.toField(owner.name, member));
  if (owner?.methods.has(member)) add("method", references.toMethod(owner.name, member));
  if (xmlIds.get(name) !== undefined) add("xml-id", references.toXmlId(name));
  return { meanings, found: found.map((place) => lineOf(project, place)) };
}

function lineOf(project: Project, { module, path, reference, part, resolved }: PlacedReference): ReferenceLine {
  const { role, value, context, certain, span } = reference;
  // Only where the text stands in the file as it reads does a part of it have a place of its own.
  const start = span[1] - span[0] === value.length ? span[0] + part[0] : span[0];
  return { module, role, context, value, resolved, certain, ...placeOf(project.files, path, [start, span[1]]) };
}
