import { z } from "zod";
import type { Offer } from "./types.ts";

export const describedOffer = z.object({
  subjects: z.array(
    z.object({
      subject: z.string(),
      says: z.string(),
      measures: z
        .array(z.object({ name: z.string(), says: z.string(), counts: z.string(), unit: z.string() }))
        .or(z.array(z.string())),
      dimensions: z.array(z.string()).optional(),
    }),
  ),
  notOffered: z.array(z.string()).optional(),
});

/** What can be asked, for whoever writes queries: all subjects with the names of their measures, or one subject in full. */
export function describeOffer({ subjects, missing }: Offer, asked?: string): z.output<typeof describedOffer> {
  const one = asked === undefined ? undefined : subjects.get(asked);
  if (one === undefined)
    return {
      subjects: [...subjects.values()].map(({ name, definition, measures }) => ({
        subject: name,
        says: definition.says,
        measures: [...measures.keys()],
      })),
    };
  const measures = [...one.measures.values()].map(({ name, definition, unit }) => ({
    name,
    says: definition.says ?? "",
    counts: one.populations.get(definition.of)?.says ?? "",
    unit: unit.kind,
  }));
  return {
    subjects: [{ subject: one.name, says: one.definition.says, measures, dimensions: [...one.dimensions.keys()] }],
    notOffered: missing.filter(({ subject }) => subject === one.name).map(({ what, why }) => `${what}: ${why}`),
  };
}
