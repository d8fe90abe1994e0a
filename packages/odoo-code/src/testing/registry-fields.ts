/** Fields of every model of a running registry. */
export type Registry = Record<string, Record<string, { readonly type: string; readonly comodel: string | null }>>;

/** What a path reaches: a field, nothing, or what cannot be told from models alone. */
export function reaches(registry: Registry, model: string, path: string): boolean | null {
  let at: string | null = model;
  for (const name of path.split(".")) {
    if (at === null) return null;
    const fields: Registry[string] | undefined = registry[at];
    if (fields === undefined) return null;
    const field: Registry[string][string] | undefined = fields[name];
    if (field === undefined) return false;
    // Properties and dates have parts that are no fields.
    if (field.type === "properties" || field.type === "date" || field.type === "datetime") return true;
    at = field.comodel;
  }
  return true;
}

/** Comodel at the end of a path; null where there is none. */
export function comodelAt(registry: Registry, model: string, path: string): string | null {
  let at: string | null = model;
  for (const name of path.split(".")) at = at === null ? null : (registry[at]?.[name]?.comodel ?? null);
  return at;
}
