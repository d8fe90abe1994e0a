import type { ReadOptions } from "@sextant/ledger";
import type { FieldInfo } from "@sextant/odoo-client";
import type { RecordSource } from "../odoo/index.ts";
import type { MeasureDefinition, SubjectDefinition } from "./definition.ts";
import type { Semantics } from "./load-semantics.ts";
import type { Dimension, Measure, MeasureUnit, Missing, Offer, OfferedSubject } from "./types.ts";

/** Kinds of fields that groups can be made of and that leave every record in one group. */
const GROUPABLE = new Set(["many2one", "selection", "boolean", "date", "datetime", "char", "integer"]);

/**
 * Compares the definitions with the fields of the connected Odoo, as its user sees them. What does not exist is not offered, and said.
 *
 * @throws SextantError the errors of the source, but not for a model or field that is missing.
 */
export async function offerOf(semantics: Semantics, source: RecordSource, options: ReadOptions = {}): Promise<Offer> {
  const missing: Missing[] = [];
  const offered = await Promise.all(semantics.subjects.map((one) => subjectOf(one, source, options, missing)));
  const subjects = offered.flatMap((one) => (one === null ? [] : [[one.name, one] as const]));
  return { subjects: new Map(subjects), missing };
}

async function subjectOf(
  definition: SubjectDefinition,
  source: RecordSource,
  options: ReadOptions,
  missing: Missing[],
): Promise<OfferedSubject | null> {
  const { subject: name, model } = definition;
  const lacks = (what: string, why: string): null => {
    missing.push({ subject: name, what, why });
    return null;
  };
  const find = (path: string) => fieldAt(source, model, path, options);
  if ((await source.fieldsOf(model, options)) === null)
    return lacks("everything", `there is no ${model} here; its app is not installed, or the user may not see it`);
  if (typeof (await find(definition.company.path)) === "string")
    return lacks("everything", `${model} has no ${definition.company.path}, so companies cannot be told apart`);

  /** The first path that groups can be made of. */
  const groupable = async (candidates: readonly string[]): Promise<Dimension | string> => {
    const whys: string[] = [];
    for (const path of candidates) {
      const field = await find(path);
      if (typeof field === "string") whys.push(field);
      else if (!field.stored || !GROUPABLE.has(field.type)) whys.push(`${model} cannot be grouped by ${path}`);
      else if (path.includes(".") && !source.groupsAcrossRelations)
        whys.push(`grouping by ${path} needs Odoo 19 or later`);
      else return { name: "", path, field, also: [] };
    }
    return whys.join("; ");
  };

  const populations = new Map<string, OfferedSubject["populations"] extends ReadonlyMap<string, infer P> ? P : never>();
  for (const [population, { says, domain }] of Object.entries(definition.populations)) {
    const found = await Promise.all(domain.map(([path]) => find(path)));
    const why = found.find((field) => typeof field === "string");
    if (typeof why === "string") lacks(`population ${population}`, why);
    else populations.set(population, { says, domain });
  }

  const dimensions = new Map<string, Dimension>();
  for (const [dimension, { path, also }] of Object.entries(definition.dimensions)) {
    const found = await groupable(path);
    if (typeof found === "string") lacks(`dimension ${dimension}`, found);
    else dimensions.set(dimension, { ...found, name: dimension, also });
  }

  const unitOf = async ({ money, quantity }: MeasureDefinition): Promise<MeasureUnit | string> => {
    if (money === "company") return { kind: "money", split: null };
    const split = money ?? quantity;
    if (split === undefined) return { kind: "count" };
    const found = await groupable(split);
    return typeof found === "string" ? found : { kind: money ? "money" : "quantity", split: found.path };
  };

  const measures = new Map<string, Measure>();
  for (const [measure, one] of Object.entries(definition.measures)) {
    const unit = await unitOf(one);
    const aggregate = await aggregateOf(model, one, find);
    if (!populations.has(one.of)) lacks(`measure ${measure}`, `the population ${one.of} is not offered`);
    else if (typeof unit === "string") lacks(`measure ${measure}`, unit);
    else if ("why" in aggregate) lacks(`measure ${measure}`, aggregate.why);
    else
      measures.set(measure, {
        name: measure,
        definition: one,
        aggregate: aggregate.spec,
        unit,
        sign: one.negated ? -1 : 1,
      });
  }
  if (measures.size === 0) return lacks("everything", "none of its measures is offered");
  return { name, definition, populations, measures, dimensions };
}

async function aggregateOf(
  model: string,
  { sum, distinct }: MeasureDefinition,
  find: (path: string) => Promise<FieldInfo | string>,
): Promise<{ readonly spec: string } | { readonly why: string }> {
  const candidates = sum ?? distinct;
  if (candidates === undefined) return { spec: "__count" };
  const whys: string[] = [];
  for (const path of candidates) {
    const field = await find(path);
    if (typeof field === "string") whys.push(field);
    else if (path.includes(".")) whys.push(`${path} is a field of another record`);
    else if (!field.stored) whys.push(`${model} does not store ${path}`);
    else if (sum && field.type !== "monetary" && field.type !== "float" && field.type !== "integer")
      whys.push(`${path} of ${model} is no number`);
    else return { spec: `${path}:${sum ? "sum" : "count_distinct"}` };
  }
  return { why: whys.join("; ") };
}

/** The field that a path leads to, or why it leads nowhere. */
async function fieldAt(
  source: RecordSource,
  model: string,
  path: string,
  options: ReadOptions,
): Promise<FieldInfo | string> {
  let at = model;
  const names = path.split(".");
  for (const [i, name] of names.entries()) {
    const field = (await source.fieldsOf(at, options))?.get(name);
    if (field === undefined) return `${at} has no field ${name}, or the user may not see it`;
    if (i === names.length - 1) return field;
    if (field.type !== "many2one" || field.relation === undefined) return `${name} of ${at} points to no record`;
    at = field.relation;
  }
  return `${path} is no path`;
}
