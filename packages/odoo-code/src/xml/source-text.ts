import type { Span } from "../facts.ts";

/** A value as Odoo reads it, with the way back to where each of its characters is written. */
export interface SourceText {
  readonly value: string;
  /** In a combined view, the file that it is written in. */
  readonly source?: string;
  /** Span in the file of a span of the value. */
  span(start: number, end: number): Span;
}

const NAMED: Readonly<Record<string, number>> = { amp: 1, lt: 1, gt: 1, quot: 1, apos: 1 };

/** A value of XML (attribute or text) that is written at `span`: entities and line ends make the two differ in length. */
export function sourceText(text: string, value: string, span: Span): SourceText {
  const [start, end] = span;
  if (end - start === value.length) return new Verbatim(value, start);
  let offsets: readonly number[] | null = null;
  return {
    value,
    span(from, to) {
      offsets ??= writtenAt(text, start, end);
      // Two texts around a comment are one value; then only the whole can be shown.
      if (offsets.length !== value.length + 1) return span;
      return [offsets[from] ?? start, offsets[to] ?? end];
    },
  };
}

/** The same for a text that stands in the file as it is read. */
export function verbatim(value: string, start: number): SourceText {
  return new Verbatim(value, start);
}

/** Made for nearly every attribute there is: a class takes half of what an object with a function of its own does. */
class Verbatim implements SourceText {
  readonly value: string;
  private readonly start: number;

  constructor(value: string, start: number) {
    this.value = value;
    this.start = start;
  }

  span(from: number, to: number): Span {
    return [this.start + from, this.start + to];
  }
}

/** For every unit of the decoded text, and its end, the offset where it is written. */
function writtenAt(text: string, start: number, end: number): number[] {
  const offsets: number[] = [];
  let at = start;
  while (at < end) {
    const entity = text[at] === "&" ? /^&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/i.exec(text.slice(at, at + 14)) : null;
    const width = entity === null ? 1 : widthOf(entity);
    const length = entity?.[0].length ?? (text.startsWith("\r\n", at) ? 2 : 1);
    for (let unit = 0; unit < width; unit += 1) offsets.push(at);
    at += length;
  }
  offsets.push(end);
  return offsets;
}

function widthOf([, hexadecimal, decimal, name]: RegExpExecArray): number {
  if (name !== undefined) return NAMED[name] ?? 1;
  const code = hexadecimal === undefined ? Number(decimal) : Number.parseInt(hexadecimal, 16);
  return code > 0xffff ? 2 : 1;
}
