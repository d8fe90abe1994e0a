import type { Figure, RecordCell, RecordRow, RecordsResult } from "@sextant/contracts";
import { parseMinor } from "@sextant/ledger";
import type { Fact } from "./types.ts";
import { writeName } from "./write-fact.ts";

/** What an answer may state of a result of the semantic layer; references begin with `id`. */
export function recordFacts(id: string, result: RecordsResult): Fact[] {
  const { subject, model, company, population, measures, by, rows, totals } = result;
  const report = `records: ${subject}`;
  const decimals = measures.map((_, at) => Math.max(...[...rows, ...totals].map(({ cells }) => decimalsOf(cells[at]))));
  const facts: Fact[] = [
    { ref: `${id}.company`, kind: "name", text: company.name },
    { ref: `${id}.subject`, kind: "label", text: subject },
    { ref: `${id}.population`, kind: "label", text: population },
    ...measures.map(({ name }, at): Fact => ({ ref: `${id}.measure${at + 1}`, kind: "label", text: name })),
    {
      ref: `${id}.rows`,
      kind: "count",
      count: rows.length,
      figure: countOf(rows.length, { report, line: "*", cell: "rows" }),
    },
  ];
  const addCells = (
    ref: string,
    line: string,
    { cells, records, domain }: Pick<RecordRow, "cells" | "records" | "domain">,
  ) => {
    const source = (cell: string): Figure["source"] => ({ report, line, cell, records: { model, domain } });
    facts.push({ ref: `${ref}.records`, kind: "count", count: records, figure: countOf(records, source("records")) });
    for (const [at, cell] of cells.entries())
      facts.push(factOf(`${ref}.v${at + 1}`, cell, source(cell.measure), decimals[at] ?? 0));
  };
  for (const [at, row] of rows.entries()) {
    const ref = `${id}.${at + 1}`;
    for (const [i, key] of row.keys.entries()) facts.push(keyFact(`${ref}.k${i + 1}`, key, by[i]?.grain ?? null));
    addCells(ref, row.keys.map(({ label }) => label).join(" / "), row);
  }
  for (const [at, total] of totals.entries()) addCells(`${id}.total${at + 1}`, "total", total);
  return facts;
}

function factOf(ref: string, { value, unit }: RecordCell, source: Figure["source"], decimals: number): Fact {
  if (unit.kind === "count")
    return { ref, kind: "count", count: Number(value), figure: countOf(Number(value), source) };
  // The name of a unit of measure comes from a record.
  const code = unit.kind === "quantity" ? writeName(unit.code) : unit.code;
  const own = { code, symbol: unit.kind === "quantity" ? code : unit.symbol, decimals };
  return { ref, kind: "amount", minor: parseMinor(value, own), unit: own, figure: { value, unit: code, source } };
}

function keyFact(ref: string, { label, value }: RecordRow["keys"][number], grain: string | null): Fact {
  if (value === null) return { ref, kind: "label", text: label };
  if (grain === "day") return { ref, kind: "date", date: String(value) };
  return grain === null ? { ref, kind: "name", text: label } : { ref, kind: "label", text: label };
}

const decimalsOf = (cell: RecordCell | undefined) => cell?.value.split(".")[1]?.length ?? 0;

const countOf = (count: number, source: Figure["source"]): Figure => ({ value: String(count), unit: "", source });
