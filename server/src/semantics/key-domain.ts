import type { Value } from "@sextant/odoo-client";
import { emptyTerms } from "./conditions.ts";
import { dayOf, midnight, nextPeriod } from "./periods.ts";
import type { Key } from "./resolution.ts";

/** Terms that narrow a domain to the records of one group. */
export function keyDomain({ dimension, grain }: Key, value: Value, zone: string): readonly unknown[] {
  const { path, field } = dimension;
  if (value === null) return emptyTerms(path);
  if (grain === null) return [[path, "=", value]];
  const start = startOf(value, field.type, zone);
  const end = nextPeriod(start, grain);
  return field.type === "datetime"
    ? [
        [path, ">=", midnight(start, zone)],
        [path, "<", midnight(end, zone)],
      ]
    : [
        [path, ">=", start],
        [path, "<", end],
      ];
}

/** First day of a group's period. */
export const startOf = (value: Value, type: string, zone: string): string =>
  type === "datetime" ? dayOf(String(value), zone) : String(value);
