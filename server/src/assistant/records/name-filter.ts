import type { OfferedSubject, Records, SemanticQuery } from "../../semantics/index.ts";
import { plainText } from "../answers/plain-text.ts";
import { quote } from "../planner/not-understood.ts";
import { fold } from "../text/fold.ts";
import type { RecordsFilter } from "./types.ts";

type Condition = SemanticQuery["where"][number];

/** The condition that a name means, or what has to be asked back. A name without its dimension is looked up under all of the subject's. */
export async function nameFilter(
  { dimension, name }: RecordsFilter,
  subject: OfferedSubject,
  records: Records,
  company: number,
  signal?: AbortSignal,
): Promise<
  | { readonly condition: Condition }
  | { readonly kind: "question"; readonly message: string; readonly instead: readonly string[] }
> {
  // With a dimension the layer finds the record, or asks back itself.
  if (dimension !== null) return { condition: { dimension, is: [name], not: false } };
  const found = await records.named(subject, name, company, signal ? { signal } : {});
  const same = found.filter((one) => fold(one.name) === fold(name));
  const candidates = same.length > 0 ? same : found;
  const [one, ...others] = candidates;
  if (one === undefined)
    return {
      kind: "question",
      message: `Nothing that ${subject.name} are told by is called ${quote(name)}. Check the name as it stands in Odoo.`,
      instead: [],
    };
  if (others.length === 0) return { condition: { dimension: one.dimension, is: [one.id], not: false } };
  const shown = candidates.slice(0, 6).map((each) => `${plainText(each.name)} (${each.dimension})`);
  return {
    kind: "question",
    message: `Several records fit ${quote(name)}: ${shown.join(", ")}. Which one is meant?`,
    instead: candidates.map((each) => `${each.dimension} ${plainText(each.name)}`),
  };
}
