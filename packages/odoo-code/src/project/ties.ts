import type { ClassFact } from "../facts.ts";
import type { Extension } from "./module-contents.ts";

/** What a class says about other models. */
export interface Ties {
  readonly inherit: readonly string[];
  /** Models that it delegates to. */
  readonly delegates: readonly string[];
}

export function tiesOf({ ties, fact }: Extension): Ties {
  return ties ?? tiesOfClass(fact);
}

export function tiesOfClass({ inherit, inherits, fields }: ClassFact): Ties {
  return {
    inherit,
    delegates: [
      ...Object.keys(inherits),
      ...fields.flatMap(({ comodel, arguments: given }) =>
        comodel !== null && given.delegate?.value === true ? [comodel] : [],
      ),
    ],
  };
}
