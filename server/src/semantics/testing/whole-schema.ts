import type { FieldInfo } from "@sextant/odoo-client";
import type { RecordSource } from "../../odoo/index.ts";
import type { Semantics } from "../load-semantics.ts";

const DATE = /(^|_)date($|_)|_date$|^date_/;

/** A source whose fields are all that the definitions name, and which answers nothing: for what words mean, records do not matter. */
export function wholeSchema(
  { subjects }: Semantics,
  missing: (model: string, field: string) => boolean = () => false,
): RecordSource {
  const models = new Map<string, Map<string, FieldInfo>>();
  const add = (model: string, path: string, type: FieldInfo["type"]): void => {
    const [name = "", ...rest] = path.split(".");
    const fields = models.get(model) ?? new Map<string, FieldInfo>();
    models.set(model, fields);
    const relation = `${model}/${name}`;
    const own = rest.length > 0 ? "many2one" : type;
    if (!missing(model, name) && (!fields.has(name) || own === "many2one"))
      fields.set(name, { name, type: own, label: name, relation, required: false, readonly: false, stored: true });
    if (rest.length > 0) add(relation, rest.join("."), type);
  };
  for (const { model, company, populations, measures, dimensions } of subjects) {
    if (!models.has(model)) models.set(model, new Map());
    add(model, company.path, "many2one");
    for (const { path } of Object.values(dimensions))
      for (const one of path) add(model, one, DATE.test(one.split(".").at(-1) ?? "") ? "date" : "many2one");
    for (const { sum, distinct, money, quantity } of Object.values(measures)) {
      for (const one of sum ?? []) add(model, one, "monetary");
      for (const one of [...(distinct ?? []), ...(money === "company" ? [] : (money ?? [])), ...(quantity ?? [])])
        add(model, one, "many2one");
    }
    for (const { domain } of Object.values(populations)) for (const [path] of domain) add(model, path, "selection");
  }
  const nothing = () => Promise.reject(new Error("this source has no records"));
  return {
    kind: "live",
    origin: "test",
    readAs: "nobody",
    readAt: () => "2026-01-01T00:00:00Z",
    zone: "UTC",
    groupsAcrossRelations: true,
    companies: nothing,
    currencies: nothing,
    fieldsOf: async (model) => models.get(model) ?? null,
    assertWhole: nothing,
    aggregate: nothing,
    namesOf: nothing,
    find: nothing,
  };
}
