import type { AggregateOptions, RecordSource } from "../odoo/index.ts";
import { dayAfter, midnight } from "./periods.ts";
import { type AskBack, askBack, quoted, type ResolvedCondition } from "./resolution.ts";
import { isDate } from "./resolve-dimension.ts";
import type { Dimension } from "./types.ts";
import { wordsOf } from "./words.ts";

/** A condition as Odoo takes it, and in words. */
export interface Condition {
  readonly domain: readonly unknown[];
  readonly says: string;
}

/** Names that are offered when several fit. */
const NAMES = 10;

/** Turns the values of a condition into those of the field. A name that fits several records, or none, leads to a question back. */
export async function conditionOf(
  { dimension, condition }: ResolvedCondition,
  source: RecordSource,
  options: AggregateOptions,
): Promise<Condition | AskBack> {
  const { name, path, field } = dimension;
  const { is, not, from, to, empty } = condition;
  if (empty) return { domain: emptyTerms(path, not), says: `${name} is ${not ? "not " : ""}empty` };
  if (from !== undefined || to !== undefined) {
    if (!isDate(dimension)) return askBack(`${name} is no date. Give values in "is".`);
    const instants = field.type === "datetime";
    const zone = source.zone;
    return {
      domain: [
        ...(from === undefined ? [] : [[path, ">=", instants ? midnight(from, zone) : from]]),
        ...(to === undefined ? [] : [[path, "<", instants ? midnight(dayAfter(to), zone) : dayAfter(to)]]),
      ],
      says: [name, from && `from ${from}`, to && `to ${to}`].filter(Boolean).join(" "),
    };
  }
  if (isDate(dimension)) return askBack(`${name} is a date. Give "from" and "to".`);
  const values: (string | number | boolean)[] = [];
  const labels: string[] = [];
  for (const asked of is ?? []) {
    const found = await valueAsked(dimension, asked, source, options);
    if ("kind" in found) return found;
    values.push(found.value);
    labels.push(found.label);
  }
  return {
    domain: [[path, not ? "not in" : "in", values]],
    says: `${name} is ${not ? "not " : ""}${labels.join(" or ")}`,
  };
}

/** Nothing there: at the end of the path, or anywhere on it. */
export function emptyTerms(path: string, not = false): readonly unknown[] {
  const names = path.split(".");
  const prefixes = names.map((_, i) => names.slice(0, i + 1).join("."));
  if (not) return prefixes.map((prefix) => [prefix, "!=", false]);
  return [...Array.from({ length: prefixes.length - 1 }, () => "|"), ...prefixes.map((prefix) => [prefix, "=", false])];
}

type Found = { readonly value: string | number | boolean; readonly label: string };

async function valueAsked(
  { name, field }: Dimension,
  asked: string | number | boolean,
  source: RecordSource,
  options: AggregateOptions,
): Promise<Found | AskBack> {
  const choices = (names: readonly string[]) => names.map((use) => ({ use, subject: name, says: "" }));
  switch (field.type) {
    case "boolean": {
      const words = String(asked).toLowerCase();
      if (["true", "yes"].includes(words)) return { value: true, label: "yes" };
      if (["false", "no"].includes(words)) return { value: false, label: "no" };
      return askBack(`${name} is yes or no, not ${quoted(String(asked))}.`, choices(["yes", "no"]));
    }
    case "selection": {
      const options = field.selection ?? [];
      const found = options.find(([key, label]) => key === asked || wordsOf(label) === wordsOf(String(asked)));
      if (found) return { value: found[0], label: found[1] };
      return askBack(`${name} is never ${quoted(String(asked))}.`, choices(options.map(([, label]) => label)));
    }
    case "many2one": {
      const model = field.relation ?? "";
      if (typeof asked === "number") {
        const label = (await source.namesOf(model, [asked], options)).get(asked);
        return label === undefined ? askBack(`There is no ${name} with the id ${asked}.`) : { value: asked, label };
      }
      const found = await source.find(model, String(asked), NAMES, options);
      const same = found.filter((one) => one.name.toLowerCase() === String(asked).toLowerCase());
      const [one, ...more] = same.length > 0 ? same : found;
      if (one === undefined) return askBack(`No ${name} is called ${quoted(String(asked))}.`);
      if (more.length === 0) return { value: one.id, label: one.name };
      return askBack(
        `Several records fit the ${name} ${quoted(String(asked))}. Which one is meant? Give its id.`,
        [one, ...more].map((record) => ({ use: String(record.id), subject: name, says: record.name })),
      );
    }
    default:
      return { value: asked, label: String(asked) };
  }
}
