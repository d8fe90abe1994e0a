import type { Domain } from "@sextant/contracts";
import type { Company } from "@sextant/ledger";
import type { AggregateQuery } from "@sextant/odoo-client";
import type { Condition } from "./conditions.ts";
import type { Key, Resolved } from "./resolution.ts";
import { isDate } from "./resolve-dimension.ts";

export interface Compiled {
  /** Rows by the keys asked for, and by the unit where records differ in it. */
  readonly rows: AggregateQuery;
  /** The same without keys: an aggregate of its own, never a sum of rows. */
  readonly totals: AggregateQuery;
  /** Group keys of the rows, in the order of `by`. */
  readonly keys: readonly (Key & { readonly spec: string })[];
  /** The field of the unit, where records differ in it. */
  readonly split: string | null;
  readonly order: "largest" | "smallest" | "group";
}

/** A resolved query as aggregates: one for the rows, one for the totals. */
export function compile(
  { subject, measures, by }: Resolved,
  conditions: readonly Condition[],
  company: Company,
  { order, top }: { readonly order?: Compiled["order"] | undefined; readonly top: number },
): Compiled {
  const { definition } = subject;
  const [first] = measures;
  const population = first ? (subject.populations.get(first.definition.of)?.domain ?? []) : [];
  const domain: Domain = [
    [definition.company.path, "in", [...company.branchIds, ...(definition.company.shared ? [false] : [])]],
    ...population,
    ...conditions.flatMap((one) => one.domain),
  ];
  const keys = by.map((key) => ({
    ...key,
    spec: key.grain === null ? key.dimension.path : `${key.dimension.path}:${key.grain}`,
  }));
  const split = measures.map(({ unit }) => ("split" in unit ? unit.split : null)).find((path) => path !== null) ?? null;
  const aggregates = [...new Set([...measures.map(({ aggregate }) => aggregate), "__count"])];
  const units = split === null ? [] : [split];
  const groupBy = [...new Set([...keys.map(({ spec }) => spec), ...units])];
  const [leading] = by;
  const sorting = order ?? (leading && isDate(leading.dimension) ? "group" : "largest");
  // What is stored the other way round is largest where its stored sum is smallest.
  const descending = (sorting === "largest") === (first?.sign !== -1);
  const sorted = sorting === "group" ? groupBy.join(", ") : `${first?.aggregate} ${descending ? "desc" : "asc"}`;
  return {
    rows: { model: definition.model, domain, groupBy, aggregates, order: sorted, limit: top + 1 },
    totals: { model: definition.model, domain, groupBy: units, aggregates },
    keys,
    split,
    order: sorting,
  };
}
