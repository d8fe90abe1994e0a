import type { CsvFacts, RecordFact, RecordField, Reference } from "../facts.ts";
import { lineStarts } from "../text/line-starts.ts";
import { type Column, readColumn } from "./column.ts";
import { type Cell, scanCsv } from "./scan-csv.ts";

/**
 * What a CSV data file says: its model (from its name), its columns, and a record per row. Total. In a row's fields `nameSpan` is the
 * header cell and `span` the row's own cell. XML ids stay as written.
 */
export function csvFacts(path: string, text: string): CsvFacts {
  const { rows, problem } = scanCsv(text);
  const [head = [], ...body] = rows;
  const model = modelOf(path);
  const columns = head.map(readColumn);
  const references: Reference[] = columns.flatMap((column) => headerReference(column, model));
  const defining = columns.map((column) => definesRecord(column, columns));
  const own = ownColumns(columns, defining);
  const records: RecordFact[] = [];
  const isSaid = ({ value }: Cell, index: number) => value !== "" && columns[index]?.kind !== "translation";
  for (const row of body) {
    if (!row.some(isSaid)) continue;
    const fact = rowRecord(row, own, model);
    if (fact !== null) records.push(fact);
    for (let index = 0; index < row.length; index += 1) {
      const cell = row[index];
      const column = columns[index];
      if (cell === undefined || column?.kind !== "xml-id" || column.path === "") continue;
      if (defining[index]) {
        const inner = innerRecord(row, cell, column, columns);
        if (inner !== null) records.push(inner);
      } else noteIds(references, cell);
    }
  }
  return {
    kind: "csv",
    path,
    model,
    header: head.map(({ value, span }) => ({ name: value, span })),
    records,
    problems: problem === null ? [] : [problem],
    references,
    suppressions: [],
    lineStarts: lineStarts(text),
  };
}

/** `data/res.partner-demo.csv` holds records of `res.partner`. */
function modelOf(path: string): string {
  const file = path.slice(path.lastIndexOf("/") + 1);
  return (file.replace(/\.csv$/i, "").split("-")[0] ?? "").trim();
}

function headerReference({ path, pathSpan, kind }: Column, model: string): Reference[] {
  if (path === "") return [];
  const context = kind === "translation" ? "csv-translation" : "csv-header";
  return [{ role: "field-path", value: path, span: pathSpan, model, context, certain: true }];
}

/** `line_ids/id` beside `line_ids/name` names the line that the row makes; alone it refers to one that exists. */
function definesRecord({ name, path, kind }: Column, columns: readonly Column[]): boolean {
  if (kind !== "xml-id" || path === "") return false;
  const prefix = `${name.replace(/[:/]id$/, "")}/`;
  return columns.some((other) => other.name !== name && other.name.startsWith(prefix) && other.path !== path);
}

/** Where the columns of the rows' own records stand. */
interface OwnColumns {
  readonly all: readonly number[];
  readonly id: number | undefined;
  readonly fields: readonly { readonly index: number; readonly column: Column }[];
}

function ownColumns(columns: readonly Column[], defining: readonly boolean[]): OwnColumns {
  const own = columns.flatMap((column, index) =>
    defining[index] || /[^/]\/[^/.]/.test(column.name.replace(/\/id$/, "")) ? [] : [{ column, index }],
  );
  return {
    all: own.map(({ index }) => index),
    id: own.find(({ column }) => column.name === "id")?.index,
    fields: own.filter(({ column }) => column.path !== "" && column.kind !== "translation"),
  };
}

/** The row's own record; null where a row only adds lines to the record above it. */
function rowRecord(row: readonly Cell[], { all, id, fields }: OwnColumns, model: string): RecordFact | null {
  if (!all.some((index) => (row[index]?.value ?? "") !== "")) return null;
  const own: RecordField[] = [];
  for (let at = 0; at < fields.length; at += 1) {
    const field = fields[at];
    const cell = field === undefined ? undefined : row[field.index];
    if (field !== undefined && cell !== undefined) own.push(cellField(field.column, cell));
  }
  return record(row, id === undefined ? undefined : row[id], own, model);
}

function innerRecord(row: readonly Cell[], id: Cell, of: Column, columns: readonly Column[]): RecordFact | null {
  if (id.value.trim() === "") return null;
  const prefix = `${of.path}.`;
  const fields = columns.flatMap((column, index) => {
    const cell = row[index];
    const name = column.path.startsWith(prefix) ? column.path.slice(prefix.length) : "";
    return cell === undefined || name === "" || name.includes(".") ? [] : [{ ...cellField(column, cell), name }];
  });
  // The model is the comodel at the end of the path, which the file does not tell.
  return record(row, id, fields, "");
}

function record(row: readonly Cell[], id: Cell | undefined, fields: readonly RecordField[], model: string): RecordFact {
  const start = row[0]?.span[0] ?? 0;
  const end = row.at(-1)?.span[1] ?? start;
  return {
    xmlId: id === undefined || id.value.trim() === "" ? null : id.value.trim(),
    idSpan: id?.span ?? [start, start],
    model,
    modelSpan: [start, start],
    span: [start, end],
    tag: "row",
    noUpdate: false,
    fields,
    arch: null,
    inheritId: null,
  };
}

function cellField(column: Column, cell: Cell): RecordField {
  const value: RecordField["value"] =
    column.kind === "xml-id" ? { kind: "ref", xmlId: cell.value.trim() } : { kind: "text", text: cell.value };
  return { name: column.path, nameSpan: column.pathSpan, span: cell.span, value };
}

/** `base.group_user,base.group_system`: one reference per id. */
function noteIds(references: Reference[], { value, span, verbatim }: Cell): void {
  const context = "csv-id";
  // Most cells hold one id and nothing else.
  if (verbatim && /^[^\s,]+$/.test(value)) {
    const [start] = span;
    references.push({
      role: "xml-id",
      value,
      span: [start, start + value.length],
      context,
      certain: true,
    });
    return;
  }
  for (const match of value.matchAll(/[^\s,][^,]*/g)) {
    const id = match[0].trimEnd();
    const start = span[0] + match.index;
    references.push({
      role: "xml-id",
      value: id,
      span: verbatim ? [start, start + id.length] : span,
      context,
      certain: verbatim,
    });
  }
}
