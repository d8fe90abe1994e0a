import { type RecordCell, type RecordRow, type RecordsResult, type RecordUnit, SextantError } from "@sextant/contracts";
import type { Company, Currency } from "@sextant/ledger";
import type { Group, Value } from "@sextant/odoo-client";
import type { AggregateOptions, RecordSource } from "../odoo/index.ts";
import { countText, exact, moneyText, negated, quantityText } from "./amounts.ts";
import type { Compiled } from "./compile.ts";
import { keyDomain, startOf } from "./key-domain.ts";
import { periodName } from "./periods.ts";
import type { Key, Resolved } from "./resolution.ts";
import type { Measure } from "./types.ts";

/** How often rows and totals are read again when something changed between them. */
const ATTEMPTS = 3;
/** Groups that are taken where the source cannot cut them itself. */
const MOST_GROUPS = 20_000;

interface Reading {
  readonly rows: readonly Group[];
  readonly totals: readonly Group[];
}

/** Asks the source, checks that rows and totals are of one state, and names what was found. */
export async function runQuery(
  { subject, measures }: Resolved,
  compiled: Compiled,
  {
    source,
    company,
    where,
    top,
  }: {
    readonly source: RecordSource;
    readonly company: Company;
    readonly where: readonly string[];
    readonly top: number;
  },
  options: AggregateOptions,
): Promise<RecordsResult> {
  const [read, currencies] = await Promise.all([
    steady(source, compiled, measures, top, options),
    measures.some(({ unit }) => unit.kind === "money" && unit.split !== null)
      ? source.currencies(options)
      : new Map<number, Currency>(),
  ]);
  const sorted = inOrder(read.rows, compiled, measures[0]);
  const shown = sorted.slice(0, top);
  const units = await unitsOf(source, compiled, measures, [...shown, ...read.totals], options);
  const cellsOf = (group: Group): RecordCell[] =>
    measures.map((measure) => {
      const { value, unit } = valueIn(measure, group, company, currencies, units);
      return { measure: measure.name, value: measure.sign === -1 ? negated(value) : value, unit };
    });
  const splitDomain = ({ keys }: Group) =>
    compiled.split === null ? [] : splitTerms(compiled.split, keys, source.zone);
  const names = await namesOf(source, compiled.keys, shown, options);
  const rows = shown.map(
    (group): RecordRow => ({
      keys: compiled.keys.map((key) => labelled(key, group.keys[key.spec] ?? null, names, source.zone)),
      cells: cellsOf(group),
      records: Number(group.aggregates.__count),
      domain: [
        ...compiled.rows.domain,
        ...compiled.keys.flatMap((key) => keyDomain(key, group.keys[key.spec] ?? null, source.zone)),
        ...splitDomain(group),
      ],
    }),
  );
  const [first] = measures;
  return {
    subject: subject.name,
    model: subject.definition.model,
    company: { id: company.id, name: company.name },
    measures: measures.map(({ name, definition }) => ({ name, says: definition.says ?? "" })),
    population: first ? (subject.populations.get(first.definition.of)?.says ?? "") : "",
    by: compiled.keys.map(({ dimension, grain }) => ({ dimension: dimension.name, grain })),
    where: [...where],
    rows,
    totals: read.totals.map((group) => ({
      cells: cellsOf(group),
      records: Number(group.aggregates.__count),
      domain: [...compiled.totals.domain, ...splitDomain(group)],
    })),
    more: sorted.length > top,
    generatedFrom: source.kind,
    origin: source.origin,
    readAs: source.readAs,
    readAt: source.readAt(),
    zone: source.zone,
    notes: notesOf(read.totals, compiled, measures),
  };
}

function notesOf(totals: readonly Group[], { split, order }: Compiled, measures: readonly Measure[]): string[] {
  if (split === null || totals.length < 2 || order === "group") return [];
  const what = measures.some(({ unit }) => unit.kind === "money") ? "currencies" : "units of measure";
  return [`There are several ${what}: rows are per unit, and their order compares bare numbers.`];
}

/**
 * Rows and totals of one state: where all rows are there they must add up to the totals; where rows are cut off, totals read before and after
 * must agree.
 *
 * @throws SextantError `ledger_changed` when they never do.
 */
async function steady(
  source: RecordSource,
  { rows: query, totals: whole, split }: Compiled,
  measures: readonly Measure[],
  top: number,
  options: AggregateOptions,
): Promise<Reading> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const [rows, totals] = await Promise.all([source.aggregate(query, options), source.aggregate(whole, options)]);
    if (rows.length > MOST_GROUPS)
      throw new SextantError(
        "bad_usage",
        `The question makes ${rows.length} groups, more than ${MOST_GROUPS}. Narrow it, or split by fewer dimensions.`,
      );
    const holds =
      rows.length <= top
        ? addsUp(rows, totals, measures, split)
        : JSON.stringify(comparable(await source.aggregate(whole, options))) === JSON.stringify(comparable(totals));
    if (holds) return { rows, totals };
  }
  throw new SextantError(
    "ledger_changed",
    `Records of ${query.model} changed while they were added up, ${ATTEMPTS} times in a row. Ask again.`,
  );
}

const comparable = (groups: readonly Group[]) =>
  groups.map(({ keys, aggregates }) => [
    Object.entries(keys),
    Object.entries(aggregates).map(([k, v]) => [k, String(v)]),
  ]);

/** Counts of different values do not add up; sums and numbers of records do. */
function addsUp(
  rows: readonly Group[],
  totals: readonly Group[],
  measures: readonly Measure[],
  split: string | null,
): boolean {
  const specs = new Set([
    "__count",
    ...measures.flatMap(({ aggregate }) => (aggregate.endsWith(":sum") ? [aggregate] : [])),
  ]);
  return totals.every(({ keys, aggregates }) => {
    const own = split === null ? rows : rows.filter((row) => row.keys[split] === keys[split]);
    return [...specs].every((spec) => {
      const sum = own.reduce((all, row) => all + exactOf(row.aggregates[spec]), 0n);
      return sum === exactOf(aggregates[spec]);
    });
  });
}

const exactOf = (value: Value | undefined): bigint =>
  exact(typeof value === "string" ? value : value === null ? "0" : quantityText(value));

function inOrder(rows: readonly Group[], { order, keys }: Compiled, first: Measure | undefined): readonly Group[] {
  if (order === "group" || first === undefined) {
    const [leading] = keys;
    // Only dates have an order that the source and we agree on; the order of names is the source's.
    return leading?.grain
      ? rows.toSorted((a, b) => (String(a.keys[leading.spec]) < String(b.keys[leading.spec]) ? -1 : 1))
      : rows;
  }
  const size = ({ aggregates }: Group) => exactOf(aggregates[first.aggregate]) * BigInt(first.sign);
  const ahead = order === "largest" ? -1 : 1;
  return rows.toSorted((a, b) => {
    const [left, right] = [size(a), size(b)];
    return left === right ? 0 : left < right ? -ahead : ahead;
  });
}

/** Names of the units of quantities, by id. */
async function unitsOf(
  source: RecordSource,
  { split }: Compiled,
  measures: readonly Measure[],
  groups: readonly Group[],
  options: AggregateOptions,
): Promise<ReadonlyMap<number, string>> {
  if (split === null || !measures.some(({ unit }) => unit.kind === "quantity")) return new Map();
  const ids = idsIn(groups, split);
  return ids.length === 0 ? new Map() : source.namesOf("uom.uom", ids, options);
}

async function namesOf(
  source: RecordSource,
  keys: Compiled["keys"],
  groups: readonly Group[],
  options: AggregateOptions,
): Promise<ReadonlyMap<string, ReadonlyMap<number, string>>> {
  const relations = keys.filter(({ dimension }) => dimension.field.type === "many2one");
  const named = await Promise.all(
    relations.map(async ({ spec, dimension }) => {
      const ids = idsIn(groups, spec);
      return [
        spec,
        ids.length === 0 ? new Map() : await source.namesOf(dimension.field.relation ?? "", ids, options),
      ] as const;
    }),
  );
  return new Map(named);
}

const idsIn = (groups: readonly Group[], spec: string): number[] => [
  ...new Set(groups.flatMap(({ keys }) => (typeof keys[spec] === "number" ? [keys[spec]] : []))),
];

function labelled(
  { dimension: { field, name }, grain, spec }: Compiled["keys"][number],
  value: Value,
  names: ReadonlyMap<string, ReadonlyMap<number, string>>,
  zone: string,
): RecordRow["keys"][number] {
  if (value === null) return { label: `no ${name}`, value: null };
  if (grain !== null) {
    const start = startOf(value, field.type, zone);
    return { label: periodName(start, grain), value: start };
  }
  if (typeof value === "boolean") return { label: value ? "yes" : "no", value };
  if (field.type === "many2one")
    return { label: names.get(spec)?.get(Number(value)) ?? "(a record that you may not see)", value: Number(value) };
  const label = field.selection?.find(([key]) => key === value)?.[1] ?? String(value);
  return { label, value: typeof value === "number" ? value : String(value) };
}

function valueIn(
  { aggregate, unit }: Measure,
  { keys, aggregates }: Group,
  company: Company,
  currencies: ReadonlyMap<number, Currency>,
  units: ReadonlyMap<number, string>,
): { readonly value: string; readonly unit: RecordUnit } {
  const raw = aggregates[aggregate];
  switch (unit.kind) {
    case "count":
      return { value: countText(raw), unit: { kind: "count", code: "", symbol: "" } };
    case "money": {
      const id = unit.split === null ? null : (keys[unit.split] ?? null);
      // A journal without a currency of its own keeps to the company's.
      const currency = id === null ? company.currency : currencies.get(Number(id));
      if (currency === undefined) throw new SextantError("bad_reply", `Odoo does not list the currency ${String(id)}.`);
      return { value: moneyText(raw, currency), unit: { kind: "money", code: currency.code, symbol: currency.symbol } };
    }
    case "quantity": {
      const name = units.get(Number(keys[unit.split])) ?? "(no unit)";
      return { value: quantityText(raw), unit: { kind: "quantity", code: name, symbol: name } };
    }
  }
}

const splitTerms = (path: string, keys: Group["keys"], zone: string): readonly unknown[] =>
  keyDomain(
    { dimension: { name: "", path, field: UNIT_FIELD, also: [] }, grain: null } satisfies Key,
    keys[path] ?? null,
    zone,
  );

const UNIT_FIELD = {
  name: "",
  type: "many2one",
  label: "",
  required: false,
  readonly: true,
  stored: true,
} as const;
