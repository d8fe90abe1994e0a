import type { FieldInfo } from "@sextant/odoo-client";
import { stringify } from "yaml";

/** Fields that say nothing about the business. */
const TECHNICAL = /^(id|create_uid|write_uid|write_date|color|sequence|active)$|^(message|activity|access|website)_/;
/** Numbers that mean nothing when they are added up. */
const NO_SUM = /(^|_)rate(_|$)|percent|probability|discount|latitude|longitude|price_unit|sequence|rank|day_/;

/**
 * A first draft of a subject from the fields of its model: each stored number a measure, each stored relation, choice and date a dimension, under
 * Odoo's own labels. Names, populations and synonyms are for a person to decide; units that the fields do not tell are marked with `TODO`.
 */
export function draftSubject(model: string, fields: ReadonlyMap<string, FieldInfo>): string {
  const stored = [...fields.values()].filter(({ stored, name }) => stored && !TECHNICAL.test(name));
  const taken = new Set<string>();
  const called = (field: FieldInfo): string => {
    const plain =
      field.label
        .toLowerCase()
        .replace(/[^a-z '/-]+/g, " ")
        .trim() || field.name.replaceAll("_", " ");
    const name = taken.has(plain) ? `${plain} ${field.name.replaceAll("_", " ")}` : plain;
    taken.add(name);
    return name;
  };
  const unit = ({ type, currencyField }: FieldInfo) => {
    if (type !== "monetary")
      return { quantity: ["product_uom_id", "uom_id"].find((name) => fields.has(name)) ?? "TODO" };
    return { money: currencyField?.startsWith("company_currency") ? "company" : (currencyField ?? "TODO") };
  };
  const measures = stored
    .filter(({ type, name }) => (type === "monetary" || type === "float") && !NO_SUM.test(name))
    .map((field) => [called(field), { sum: field.name, ...unit(field), of: "all" }] as const);
  taken.clear();
  const dimensions = stored
    .filter(({ type, name }) => ["many2one", "selection", "date", "datetime"].includes(type) && name !== "company_id")
    .map((field) => [called(field), { path: field.name }] as const);
  const name = model.replace(/[._]/g, " ");
  return stringify({
    subject: name,
    model,
    says: "TODO: what these records are, in one sentence.",
    company: { path: "company_id" },
    populations: { all: { says: "TODO: which records count", domain: [] } },
    measures: { [`${name} records`]: { count: true, of: "all" }, ...Object.fromEntries(measures) },
    dimensions: Object.fromEntries(dimensions),
  });
}
