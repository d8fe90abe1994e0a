import type { ClassFact } from "../facts.ts";
import type { Model } from "./models.ts";

const TABLE_OBJECT = /^(?:\w+\.)*(?:Constraint|Index|UniqueIndex)\(/;

/** Ids of the SQL constraints and indexes of a model, mixins' too, with the name each has in the database. */
export function* constraintIds(model: Model): Generator<[id: string, name: string]> {
  const said = model.extensions.findLast(({ fact }) => typeof fact.attributes._table?.value === "string");
  const table = said ? String(said.fact.attributes._table?.value) : model.name.replaceAll(".", "_");
  const given = new Map<string, string>();
  for (const { fact, module } of [...model.classes].reverse())
    for (const name of constraintNames(fact)) given.set(`${table}_${name}`, module);
  for (const [name, module] of given) yield [`${module}.constraint_${name}`, name];
}

/** `_name_uniq = models.Constraint(…)` since 19.0; a row of `_sql_constraints` before. */
function constraintNames({ attributes }: ClassFact): string[] {
  return Object.entries(attributes).flatMap(([name, { value }]) => {
    if (name === "_sql_constraints" && Array.isArray(value))
      return value.flatMap((row) => (Array.isArray(row) && typeof row[0] === "string" ? [row[0]] : []));
    const code = value !== null && typeof value === "object" && "computed" in value ? value.computed : null;
    return typeof code === "string" && name.startsWith("_") && TABLE_OBJECT.test(code) ? [name.slice(1)] : [];
  });
}
