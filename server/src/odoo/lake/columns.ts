import {
  BIGINT,
  BOOLEAN,
  DATE,
  DuckDBDateValue,
  DuckDBTimestampValue,
  type DuckDBType,
  type DuckDBValue,
  INTEGER,
  TIMESTAMP,
  VARCHAR,
} from "@duckdb/node-api";
import { SextantError } from "@sextant/contracts";
import { type Currency, parseMinor } from "@sextant/ledger";
import type { Row, Value } from "@sextant/odoo-client";

/** A column of a lake table: how its value is taken from a row of Odoo. */
export interface Column<Source = Row> {
  readonly name: string;
  readonly type: DuckDBType;
  readonly read: (row: Source) => DuckDBValue;
}

/** Currencies by id, and the one of each company. */
export interface Currencies {
  ofCurrency(id: Value | undefined): Currency;
  ofCompany(id: Value | undefined): Currency;
}

export const integer = (name: string, field = name): Column => ({
  name,
  type: INTEGER,
  read: (row) => integerOf(row[field], field),
});

export const text = (name: string, field = name): Column => ({
  name,
  type: VARCHAR,
  read: (row) => textOf(row[field]),
});

export const date = (name: string, field = name): Column => ({ name, type: DATE, read: (row) => dateOf(row[field]) });

export const instant = (name: string, field = name): Column => ({
  name,
  type: TIMESTAMP,
  read: (row) => instantOf(row[field]),
});

export const boolean = (name: string, read: (row: Row) => boolean): Column => ({ name, type: BOOLEAN, read });

/** An amount in minor units of the currency that `currencyOf` finds for the row. */
export const money = (name: string, field: string, currencyOf: (row: Row) => Currency): Column => {
  const read = minorReader(field);
  return { name, type: BIGINT, read: (row) => read(row, currencyOf(row)) };
};

/** Amounts repeat (prices, zero): a bounded memory per column spares most of the parsing. */
const REMEMBERED = 4096;

function minorReader(field: string): (row: Row, currency: Currency) => bigint {
  const known = new Map<number, Map<string, bigint>>();
  return (row, currency) => {
    const value = row[field];
    if (value === null || value === undefined) return 0n;
    if (typeof value !== "string") {
      throw new SextantError("unsafe_value", `${field} of record ${row.id} is no exact amount: ${String(value)}.`);
    }
    const amounts = known.get(currency.decimals) ?? new Map<string, bigint>();
    known.set(currency.decimals, amounts);
    let minor = amounts.get(value);
    if (minor === undefined) {
      minor = parseMinor(value, currency);
      if (amounts.size < REMEMBERED) amounts.set(value, minor);
    }
    return minor;
  };
}

/** @throws SextantError `bad_reply` when Odoo's value is no integer. */
export function integerOf(value: Value | undefined, field: string): number | null {
  if (value === null || value === undefined) return null;
  if (typeof value === "number" && Number.isInteger(value)) return value;
  throw new SextantError("bad_reply", `Odoo sent ${JSON.stringify(String(value))} for ${field}, which is an integer.`);
}

export function textOf(value: Value | undefined): string | null {
  return typeof value === "string" ? value : null;
}

const DAY_MS = 86_400_000;
const days = new Map<string, DuckDBDateValue>();

function dateOf(value: Value | undefined): DuckDBDateValue | null {
  if (typeof value !== "string") return null;
  let day = days.get(value);
  if (day === undefined) {
    day = new DuckDBDateValue(Date.parse(`${value}T00:00:00Z`) / DAY_MS);
    if (!Number.isInteger(day.days)) throw new SextantError("bad_reply", `Odoo sent "${value}" as a date.`);
    if (days.size < 50_000) days.set(value, day);
  }
  return day;
}

const instants = new Map<string, DuckDBTimestampValue>();

function instantOf(value: Value | undefined): DuckDBTimestampValue | null {
  if (typeof value !== "string") return null;
  let known = instants.get(value);
  if (known === undefined) {
    const ms = Date.parse(value);
    if (Number.isNaN(ms)) throw new SextantError("bad_reply", `Odoo sent "${value}" as a time.`);
    known = new DuckDBTimestampValue(BigInt(ms) * 1000n);
    if (instants.size < 10_000) instants.set(value, known);
  }
  return known;
}
