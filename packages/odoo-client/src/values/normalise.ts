import { SextantError } from "@sextant/contracts";
import type { FieldInfo, Value } from "../types.ts";
import { checkDepth } from "./check-tree.ts";
import { exactDecimal } from "./decimal.ts";

export interface MoneyRules {
  /** Decimals of a currency by id. */
  readonly byCurrency: ReadonlyMap<number, number>;
  /** Decimals where the row does not tell the currency. */
  readonly fallback?: number | undefined;
  readonly mostDecimals?: number | undefined;
}

/** Turns the raw value of one field into a {@link Value}. `row` is the raw record, for the currency beside a monetary value. */
export type Normaliser = (raw: unknown, row: Readonly<Record<string, unknown>>) => Value;

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const DATETIME = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})(?:\.\d+)?$/;

export function wrongType(path: string, expected: string): never {
  throw new SextantError(
    "bad_reply",
    `Odoo's reply is not what was asked for: ${path} is not ${expected}. Check proxies, then try again.`,
    {
      details: { path },
    },
  );
}

/** The id in a many2one, however it was sent: bare, `[id, name]`, or false. */
export function manyToOneId(raw: unknown, path: string): number | null {
  if (raw === false || raw === null) return null;
  const id = Array.isArray(raw) ? raw[0] : raw;
  if (typeof id === "number" && Number.isSafeInteger(id) && id >= 0) return id;
  return id === false ? null : wrongType(path, "a many2one");
}

function wholeNumber(raw: unknown, path: string): number | bigint {
  if (typeof raw === "bigint") return raw;
  if (typeof raw === "number" && Number.isInteger(raw)) {
    if (!Number.isSafeInteger(raw))
      throw new SextantError("precision", `The number in ${path} has more digits than can be read exactly.`);
    return raw === 0 ? 0 : raw;
  }
  return wrongType(path, "an integer");
}

export function plainNumber(raw: unknown, path: string): number {
  const value = typeof raw === "bigint" ? Number(raw) : raw;
  if (typeof value !== "number" || !Number.isFinite(value)) return wrongType(path, "a number");
  return value === 0 ? 0 : value;
}

export function instant(raw: string, path: string): string {
  const match = DATETIME.exec(raw);
  if (match) return `${match[1]}T${match[2]}Z`;
  return DATE.test(raw) ? `${raw}T00:00:00Z` : wrongType(path, "a datetime");
}

/** The normaliser of a field, chosen by its type in `fields_get`, never by looking at a value. */
export function normaliserOf(field: FieldInfo, model: string, money: MoneyRules): Normaliser {
  const path = `${model}.${field.name}`;
  switch (field.type) {
    case "boolean":
      return (raw) =>
        typeof raw === "boolean"
          ? raw
          : raw === null || raw === 0 || raw === 1
            ? raw === 1
            : wrongType(path, "a boolean");
    case "integer":
      return (raw) => (raw === false || raw === null ? null : wholeNumber(raw, path));
    case "many2one_reference":
      return (raw) => (raw === false || raw === null || raw === 0 ? null : wholeNumber(raw, path));
    case "float":
      return (raw) => (raw === false || raw === null ? null : plainNumber(raw, path));
    case "monetary":
      return monetary(field, path, money);
    case "date":
      return (raw) =>
        raw === false || raw === null
          ? null
          : typeof raw === "string" && DATE.test(raw)
            ? raw
            : wrongType(path, "a date");
    case "datetime":
      return (raw) =>
        raw === false || raw === null
          ? null
          : typeof raw === "string"
            ? instant(raw, path)
            : wrongType(path, "a datetime");
    case "many2one":
      return (raw) => manyToOneId(raw, path);
    case "one2many":
    case "many2many":
      return (raw) => (raw === false || raw === null ? [] : ids(raw, path));
    case "char":
    case "text":
    case "html":
    case "reference":
    case "binary":
      return (raw) =>
        raw === false || raw === null ? null : typeof raw === "string" ? raw : wrongType(path, "a text");
    case "selection":
      // Some selections have integer keys, and 0 is one of them.
      return (raw) =>
        raw === false || raw === null
          ? null
          : typeof raw === "string" || typeof raw === "number"
            ? raw
            : wrongType(path, "a selection");
    default:
      return (raw) => {
        if (raw === false || raw === null) return null;
        if (typeof raw === "object") checkDepth(raw);
        return raw as Value;
      };
  }
}

function monetary(field: FieldInfo, path: string, money: MoneyRules): Normaliser {
  const { currencyField } = field;
  return (raw, row) => {
    if (raw === false || raw === null) return null;
    if (typeof raw === "number" ? !Number.isFinite(raw) : typeof raw !== "bigint") return wrongType(path, "an amount");
    const currency = currencyField === undefined ? undefined : row[currencyField];
    const id = Array.isArray(currency) ? currency[0] : currency;
    const decimals = (typeof id === "number" ? money.byCurrency.get(id) : undefined) ?? money.fallback;
    return exactDecimal(raw as number | bigint, { decimals, mostDecimals: money.mostDecimals, path });
  };
}

function ids(raw: unknown, path: string): readonly number[] {
  if (!Array.isArray(raw)) return wrongType(path, "a list of ids");
  for (const id of raw)
    if (typeof id !== "number" || !Number.isSafeInteger(id)) return wrongType(path, "a list of ids");
  return raw as readonly number[];
}
