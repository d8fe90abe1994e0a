import type { Reference } from "../facts.ts";

/** The record that names in an arch are read on: what `path` leads to from a record of `model`. */
export interface Scope {
  /** Null where it cannot be told. */
  readonly model: string | null;
  readonly modelXmlId?: string;
  /** Empty for the model itself. */
  readonly path: string;
  /** What `parent` means here: the record around a nested view. */
  readonly parent: Scope | null;
  readonly extension: boolean;
}

export const UNKNOWN: Scope = { model: null, path: "", parent: null, extension: false };

export function modelScope(model: string | null, extension = false): Scope {
  return { model, path: "", parent: null, extension };
}

/** The comodel of a relational field of the scope's record. */
export function comodelScope(scope: Scope, field: string): Scope {
  return { ...scope, path: scope.path === "" ? field : `${scope.path}.${field}`, parent: scope };
}

/** As a reference carries it. */
export function startOf(scope: Scope): Pick<Reference, "model" | "through" | "modelXmlId" | "extension"> {
  // Asked for every name of a view: the most frequent answers are written out.
  if (scope.model !== null && !scope.extension)
    return scope.path === ""
      ? { model: scope.model }
      : { model: null, through: { model: scope.model, path: scope.path } };
  const extension = scope.extension && { extension: true };
  if (scope.model === null) {
    const known = scope.modelXmlId !== undefined && scope.path === "" && { modelXmlId: scope.modelXmlId };
    return { model: null, ...known, ...extension };
  }
  if (scope.path === "") return { model: scope.model, ...extension };
  return { model: null, through: { model: scope.model, path: scope.path }, ...extension };
}
