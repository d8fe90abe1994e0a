import type { FileFacts, Span } from "../facts.ts";
import { positionAt } from "../text/line-starts.ts";

/** Where something stands, as people count: line and column from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Place of a span's start; the file's first line where the file is not known. */
export function placeOf(files: ReadonlyMap<string, FileFacts>, path: string, span: Span): Place {
  const starts = files.get(path)?.lineStarts ?? [0];
  const { line, character } = positionAt(starts, span[0]);
  return { file: path, line: line + 1, column: character + 1 };
}
