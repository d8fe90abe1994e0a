import type { Field, Models } from "./models.ts";

/** One name of a field path. */
export interface PathStep {
  readonly name: string;
  /** Model that the name is looked for in; null when the step before does not tell. */
  readonly model: string | null;
  /** Null when the model has no such field, or is not known. */
  readonly field: Field | null;
}

/** Part of a date that a path may end with in domains and groupings. */
const DATE_PARTS = new Set(
  "year_number quarter_number month_number iso_week_number day_of_year day_of_month day_of_week hour_number minute_number second_number".split(
    " ",
  ),
);

/**
 * Fields along a path: `order_id.partner_id.name` on `sale.order.line`. One step per name. A step without a field is where the path breaks; those
 * after it have neither model nor field. The names of a properties field and the parts of a date belong to their field: the steps end there.
 */
export function resolvePath(models: Models, model: string | null, path: string): readonly PathStep[] {
  const steps: PathStep[] = [];
  let at = model;
  for (const name of path === "" ? [] : path.split(".")) {
    const before = steps.at(-1)?.field;
    if (before?.type === "Properties" || (before?.type.startsWith("Date") && DATE_PARTS.has(name))) return steps;
    const known = at === null ? undefined : models.get(at);
    const field = known?.fields.get(name) ?? null;
    steps.push({ name, model: known === undefined ? null : at, field });
    at = field?.comodel ?? null;
  }
  return steps;
}
