import { ages, type ReportParameters } from "@sextant/contracts";
import { isDate } from "../dates/calendar.ts";

/** Everything that decides what a report page shows; it lives in the page's address. */
export interface ReportSearch {
  company?: number | string;
  asOf?: string;
  from?: string;
  to?: string;
  compare?: number;
  partner?: number;
  ages?: number[];
  drafts?: boolean;
  /** Search within the lines. */
  find?: string;
  /** The cell whose journal items are open: key of its line, name of its column. */
  line?: string;
  cell?: string;
}

const integer = (value: unknown): number | undefined =>
  /^\d{1,9}$/.test(String(value ?? "")) ? Number(value) : undefined;
const text = (value: unknown): string | undefined => {
  const string = value === undefined || value === null ? "" : String(value);
  return string === "" ? undefined : string;
};
const day = (value: unknown): string | undefined => (isDate(String(value ?? "")) ? String(value) : undefined);

/** `30,60,90` as days that ascend; undefined for anything else. */
export function readAges(value: unknown): number[] | undefined {
  const parts = String(value ?? "").split(/[,;\s]+/);
  const read = ages.safeParse(parts.map((part) => integer(part) ?? Number.NaN));
  return read.success ? read.data : undefined;
}

/** Reads an address that anyone may have typed: what is not valid is dropped, the server's defaults apply. */
export function readReportSearch(search: Record<string, unknown>): ReportSearch {
  const compare = integer(search.compare);
  const all: { [Key in keyof ReportSearch]: ReportSearch[Key] | undefined } = {
    company: integer(search.company) ?? text(search.company),
    asOf: day(search.asOf),
    from: day(search.from),
    to: day(search.to),
    compare: compare !== undefined && compare > 0 && compare <= 24 ? compare : undefined,
    partner: integer(search.partner),
    ages: readAges(search.ages),
    drafts: search.drafts === true || search.drafts === "true" ? true : undefined,
    find: text(search.find),
    line: text(search.line),
    cell: text(search.cell),
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

/** The part of the address that the server needs. */
export function parametersOf({ find: _find, line: _line, cell: _cell, ...parameters }: ReportSearch): ReportParameters {
  return parameters;
}
