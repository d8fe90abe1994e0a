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
  const records: RecordFact[] = [];
  for (const row of body) {
    if (!row.some(({ value }, index) => value !== "" && columns[index]?.kind !== "translation")) continue;
    const fact = rowRecord(row, columns, defining, model);
    if (fact !== null) records.push(fact);
    row.forEach((cell, index) => {
      const column = columns[index];
      if (column?.kind !== "xml-id" || column.path === "") return;
      if (defining[index]) {
        const inner = innerRecord(row, cell, column, columns);
        if (inner !== null) records.push(inner);
      } else references.push(...idReferences(cell));
    });
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

/** The row's own record; null where a row only adds lines to the record above it. */
function rowRecord(
  row: readonly Cell[],
  columns: readonly Column[],
  defining: readonly boolean[],
  model: string,
): RecordFact | null {
  const own = columns.flatMap((column, index) => {
    const cell = row[index];
    return cell === undefined || defining[index] || /[^/]\/[^/.]/.test(column.name.replace(/\/id$/, ""))
      ? []
      : [{ column, cell }];
  });
  if (!own.some(({ cell }) => cell.value !== "")) return null;
  const id = own.find(({ column }) => column.name === "id")?.cell;
  const fields = own.filter(({ column }) => column.path !== "" && column.kind !== "translation");
  return record(row, id, fields.map(cellField), model);
}

function innerRecord(row: readonly Cell[], id: Cell, of: Column, columns: readonly Column[]): RecordFact | null {
  if (id.value.trim() === "") return null;
  const prefix = `${of.path}.`;
  const fields = columns.flatMap((column, index) => {
    const cell = row[index];
    const name = column.path.startsWith(prefix) ? column.path.slice(prefix.length) : "";
    return cell === undefined || name === "" || name.includes(".") ? [] : [{ ...cellField({ column, cell }), name }];
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

function cellField({ column, cell }: { column: Column; cell: Cell }): RecordField {
  const value: RecordField["value"] =
    column.kind === "xml-id" ? { kind: "ref", xmlId: cell.value.trim() } : { kind: "text", text: cell.value };
  return { name: column.path, nameSpan: column.pathSpan, span: cell.span, value };
}

/** `base.group_user,base.group_system`: one reference per id. */
function idReferences({ value, span, verbatim }: Cell): Reference[] {
  return [...value.matchAll(/[^\s,][^,]*/g)].map((match) => {
    const id = match[0].trimEnd();
    const start = span[0] + match.index;
    return {
      role: "xml-id",
      value: id,
      span: verbatim ? [start, start + id.length] : span,
      context: "csv-id",
      certain: verbatim,
    };
  });
}
