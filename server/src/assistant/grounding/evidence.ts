import type {
  ChartRequest,
  DrillPage,
  Figure,
  RecordsResult,
  ReportFile,
  ReportLine,
  ReportParameters,
  ReportResult,
} from "@sextant/contracts";
import { parseMinor } from "@sextant/ledger";
import { statesNumberInWords } from "./number-words.ts";
import { recordFacts } from "./record-facts.ts";
import type { Fact, Unit } from "./types.ts";

/** A report that a run has read, and what its references begin with. */
export interface ReadReport {
  readonly id: string;
  readonly name: string;
  readonly parameters: ReportParameters;
  readonly result: ReportResult;
  /** The lines that can be referred to, by their place from 1. */
  readonly shown: readonly ReportLine[];
}

/** A table of records that a run has read. */
export interface ReadRecords {
  readonly id: string;
  readonly result: RecordsResult;
}

/** A chart of what a run has read, by the id of the report or the records. */
export interface DrawnChart {
  readonly of: string;
  readonly chart: ChartRequest;
}

/** Facts that are kept; far more than an answer can state. */
const MOST_FACTS = 20_000;

/** All that the tools of one run returned, as facts that an answer may state. */
export class Evidence {
  readonly #facts = new Map<string, Fact>();
  readonly #reports: ReadReport[] = [];
  readonly #records: ReadRecords[] = [];
  readonly #charts: DrawnChart[] = [];
  readonly #files: ReportFile[] = [];
  readonly #onProposal: (id: string) => void;
  #next = 1;

  /** @param onProposal Told of each change that the run proposed: people must see it, whatever the answer says. */
  constructor(onProposal: (id: string) => void = () => undefined) {
    this.#onProposal = onProposal;
  }

  get reports(): readonly ReadReport[] {
    return this.#reports;
  }

  /** Results of the semantic layer. */
  get records(): readonly ReadRecords[] {
    return this.#records;
  }

  get charts(): readonly DrawnChart[] {
    return this.#charts;
  }

  get files(): readonly ReportFile[] {
    return this.#files;
  }

  get facts(): readonly Fact[] {
    return [...this.#facts.values()];
  }

  fact(ref: string): Fact | undefined {
    return this.#facts.get(ref);
  }

  /** An id for references that nothing else of this run has. */
  nextId(): string {
    const id = `r${this.#next}`;
    this.#next += 1;
    return id;
  }

  addProposal(id: string): void {
    this.#onProposal(id);
  }

  addChart(chart: DrawnChart): void {
    this.#charts.push(chart);
  }

  addFile(file: ReportFile): void {
    this.#files.push(file);
  }

  /** How many of something a tool told of. */
  addCount(ref: string, count: number, what: string): void {
    this.add({ ref, kind: "count", count, figure: countFigure("tool", "*", what, count) });
  }

  /** What a record of Odoo says of itself in one field, as a figure. */
  addRecordAmount(ref: string, value: string, unit: Unit, source: Figure["source"]): void {
    this.#addAmount(ref, value, unit, { value, unit: unit.code, source });
  }

  add(fact: Fact): void {
    if (this.#facts.size < MOST_FACTS) this.#facts.set(fact.ref, fact);
  }

  /** Keeps a report; only `shown` lines can be referred to, by their place from 1. */
  addReport(name: string, parameters: ReportParameters, result: ReportResult, shown: readonly ReportLine[]): string {
    const id = this.nextId();
    this.#reports.push({ id, name, parameters, result, shown });
    const { currency, company, asOf, from, to, columns } = result;
    this.add({ ref: `${id}.company`, kind: "name", text: company.name });
    for (const [key, date] of Object.entries({ asOf, from, to }))
      if (date !== undefined) this.add({ ref: `${id}.${key}`, kind: "date", date });
    for (const column of columns) this.add({ ref: `${id}.column.${column.name}`, kind: "label", text: column.label });
    this.add({ ref: `${id}.title`, kind: "label", text: result.title });
    const lines = result.lines.filter(({ kind }) => kind === "line").length;
    this.add({ ref: `${id}.lines`, kind: "count", count: lines, figure: countFigure(name, "*", "lines", lines) });
    for (const [at, line] of shown.entries()) this.#addLine(`${id}.${at + 1}`, name, line, currency);
    return id;
  }

  /** Keeps a result of the semantic layer: rows by their place from 1, keys as `k1`, cells as `v1`, totals as `total1.v1`. */
  addRecords(result: RecordsResult): string {
    const id = this.nextId();
    this.#records.push({ id, result });
    for (const fact of recordFacts(id, result)) this.add(fact);
    return id;
  }

  /** Keeps figures that code has derived already: differences, growth in percent. */
  addFigures(figures: readonly Figure[], unit: Unit): string {
    const id = this.nextId();
    for (const [at, figure] of figures.entries()) {
      const own = figure.unit === "%" ? { code: "%", symbol: "%", decimals: 1 } : unit;
      if (figure.unit === own.code) this.#addAmount(`${id}.${at + 1}`, figure.value, own, figure);
    }
    return id;
  }

  /** Keeps a page of journal items behind a cell. */
  addItems(page: DrillPage, unit: Unit, source: Figure["source"]): string {
    const id = this.nextId();
    const figure = (line: string, cell: string, value: string): Figure => ({
      value,
      unit: unit.code,
      source: { report: source.report, line: `${source.line} / ${line}`, cell },
    });
    if (page.proof) {
      const { count, total } = page.proof;
      this.add({
        ref: `${id}.count`,
        kind: "count",
        count,
        figure: countFigure(source.report, source.line, "items", count),
      });
      this.#addAmount(`${id}.total`, total, unit, { value: total, unit: unit.code, source });
    }
    for (const [at, item] of page.items.entries()) {
      const ref = `${id}.${at + 1}`;
      this.#addAmount(`${ref}.amount`, item.amount, unit, figure(item.entry, "amount", item.amount));
      this.add({ ref: `${ref}.date`, kind: "date", date: item.date });
      if (item.due !== null) this.add({ ref: `${ref}.due`, kind: "date", date: item.due });
      for (const [key, text] of Object.entries({
        entry: item.entry,
        label: item.label,
        journal: item.journal,
        account: item.account.name,
        partner: item.partner?.name ?? "",
      }))
        if (text !== "") this.add({ ref: `${ref}.${key}`, kind: "name", text });
    }
    return id;
  }

  #addLine(ref: string, report: string, line: ReportLine, unit: Unit): void {
    // A line that stands for a record carries its name. Sextant's own lines have neither records nor numbers in their labels.
    const numbers = /\p{N}/u.test(line.label) || statesNumberInWords(line.label);
    const own = line.record === undefined && line.facts === undefined && !numbers;
    this.add({ ref: `${ref}.label`, kind: own ? "label" : "name", text: line.label });
    for (const [cell, value] of Object.entries(line.cells)) {
      const proof = line.source[cell];
      const source = { report, line: line.key, cell, ...(proof ? { proof } : {}) };
      this.#addAmount(`${ref}.${cell}`, value, unit, { value, unit: unit.code, source });
    }
    for (const [key, value] of Object.entries(line.facts ?? {})) {
      if (typeof value !== "string" || value === "") continue;
      if (/^\d{4}-\d{2}-\d{2}$/.test(value)) this.add({ ref: `${ref}.${key}`, kind: "date", date: value });
      else this.add({ ref: `${ref}.${key}`, kind: "name", text: value });
    }
  }

  #addAmount(ref: string, value: string, unit: Unit, figure: Figure): void {
    this.add({ ref, kind: "amount", minor: parseMinor(value, unit), unit, figure });
  }
}

const countFigure = (report: string, line: string, cell: string, count: number): Figure => ({
  value: String(count),
  unit: "",
  source: { report, line, cell },
});
