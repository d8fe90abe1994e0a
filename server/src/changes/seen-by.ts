import { isSextantError, type Proposal } from "@sextant/contracts";
import type { Caller } from "../platform/access/caller.ts";
import { NEW } from "./readable.ts";

/** Which of the records the caller may look at in Odoo; see `readable`. */
export type Readable = (caller: Caller, model: string, ids: readonly number[]) => Promise<ReadonlySet<number>>;

/** Refusals of Odoo that mean: not for this person. */
const HIDDEN: readonly string[] = ["access", "unknown_method", "business", "missing"];

/**
 * Those of the proposals that a person may see: his own, what he decided on, and those of records that Odoo shows him now. A proposal says what stands
 * in a record, so it is shown to nobody who could not look there. The person at this machine sees all: he is the only one.
 */
export async function seenBy(caller: Caller, may: Readable, all: readonly Proposal[]): Promise<Proposal[]> {
  const { userId, session } = caller;
  if (session === null) return [...all];
  const own = ({ proposedBy, decidedBy }: Proposal) => proposedBy.id === userId || decidedBy?.id === userId;
  const seen = new Map<string, ReadonlySet<number>>();
  for (const [model, ids] of wanted(all.filter((one) => !own(one))))
    seen.set(
      model,
      await may(caller, model, ids).catch((error: unknown) => {
        if (isSextantError(error) && HIDDEN.includes(error.code)) return new Set<number>();
        throw error;
      }),
    );
  return all.filter((one) => {
    const { model, id } = one.preview.record;
    return own(one) || seen.get(model)?.has(id ?? NEW) === true;
  });
}

function wanted(all: readonly Proposal[]): ReadonlyMap<string, readonly number[]> {
  const ids = new Map<string, number[]>();
  for (const { preview } of all) {
    const { model, id } = preview.record;
    ids.set(model, [...(ids.get(model) ?? []), id ?? NEW]);
  }
  return ids;
}
