import type { Span, SyntaxProblem } from "../facts.ts";

/** One cell. The span covers what stands between the quotes, where there are any. */
export interface Cell {
  readonly value: string;
  readonly span: Span;
  /** True where the value is the written text, unit by unit. */
  readonly verbatim: boolean;
}

export interface CsvScan {
  /** Lines that have at least one character, header included. */
  readonly rows: readonly (readonly Cell[])[];
  readonly problem: SyntaxProblem | null;
}

/** More cells than this are left out. */
const MAX_CELLS = 2_000_000;

const QUOTE = 34;
const COMMA = 44;

/** RFC 4180 as Python's `csv` reads it: quotes count only at the start of a cell, `""` is a quote, a quoted cell may span lines. Never throws. */
export function scanCsv(text: string): CsvScan {
  const rows: Cell[][] = [];
  let row: Cell[] = [];
  let cells = 0;
  let at = 0;
  let problem: SyntaxProblem | null = null;
  while (at < text.length) {
    const quoted = text.charCodeAt(at) === QUOTE;
    const closing = quoted ? closingQuote(text, at + 1) : -1;
    const open = quoted && closing === -1;
    const start = quoted ? at + 1 : at;
    // Of a quote that nothing closes the rest of the line is read only, so that the rows below still stand.
    const after = endOfCell(text, closing === -1 ? start : closing + 1);
    const cell = closing === -1 ? plainCell(text, start, after) : quotedCell(text, start, closing, after);
    if (open && problem === null) problem = { message: "quote is not closed", span: [at, at + 1] };
    row.push(cell);
    cells += 1;
    if (cells > MAX_CELLS) {
      problem ??= { message: `more than ${MAX_CELLS} cells`, span: cell.span };
      break;
    }
    if (text.charCodeAt(after) === COMMA) {
      at = after + 1;
      // A comma at the very end opens one more, empty cell.
      if (at === text.length) row.push({ value: "", span: [at, at], verbatim: true });
      continue;
    }
    if (row.length > 1 || cell.span[1] > cell.span[0] || quoted) rows.push(row);
    row = [];
    at = text.startsWith("\r\n", after) ? after + 2 : after + 1;
  }
  if (row.length > 0) rows.push(row);
  return { rows, problem };
}

function plainCell(text: string, start: number, end: number): Cell {
  return { value: text.slice(start, end), span: [start, end], verbatim: true };
}

/** Where the quote is that closes a cell; -1 for none. */
function closingQuote(text: string, start: number): number {
  let end = text.indexOf('"', start);
  while (end !== -1 && text.charCodeAt(end + 1) === QUOTE) end = text.indexOf('"', end + 2);
  return end;
}

/** @param after Offset of the comma or line end behind the cell. */
function quotedCell(text: string, start: number, end: number, after: number): Cell {
  const written = text.slice(start, end);
  // Joined texts and replaced ones are strings of their own; most cells are as they are written.
  const plain = written.includes('"') ? written.replaceAll('""', '"') : written;
  const value = after === end + 1 ? plain : plain + text.slice(end + 1, after);
  return { value, span: [start, end], verbatim: value === written };
}

function endOfCell(text: string, from: number): number {
  let end = from;
  while (end < text.length) {
    const code = text.charCodeAt(end);
    if (code === 44 || code === 10 || code === 13) break;
    end += 1;
  }
  return end;
}
