/** Files longer than this are not repaired: nobody types in them. */
const MAX_LENGTH = 1_000_000;
/** Pieces that are tried before giving up. */
const MAX_TRIES = 600;

interface Line {
  readonly start: number;
  readonly end: number;
  /** Columns before the first character; -1 on blank lines, comments and lines inside a multi-line string. */
  readonly indent: number;
  readonly text: string;
}

/**
 * The text with its unreadable lines blanked out, of the same length, so that what stands around them can be parsed: an editor's file is broken
 * most of the time, and the grammar's own recovery gives up a whole class for one open bracket. Blocks that parse are kept; one that does not is
 * taken apart into its statements, down to the lines that are to blame.
 *
 * @param parses Whether a piece of source, complete in itself, has no syntax error.
 * @returns null when that would take too long.
 */
export function withoutBrokenLines(text: string, parses: (source: string) => boolean): string | null {
  if (text.length > MAX_LENGTH) return null;
  const lines = linesOf(text);
  const blanked: { readonly line: Line; readonly indent: number }[] = [];
  let tries = MAX_TRIES;

  function visit(part: readonly Line[]): void {
    const indent = part.find((line) => line.indent >= 0)?.indent;
    if (indent === undefined || tries <= 0) return;
    tries -= 1;
    if (parses(standalone(part, indent))) return;
    const chunks = chunksAt(part, indent);
    if (chunks.length > 1) {
      for (const chunk of chunks) visit(chunk);
      return;
    }
    const bodyAt = part.findIndex((line) => line.indent > indent);
    const header = part.slice(0, bodyAt === -1 ? part.length : bodyAt);
    const opensBlock = bodyAt !== -1 && /:\s*(?:#.*)?$/.test(header.findLast((line) => line.indent >= 0)?.text ?? "");
    if (opensBlock && parses(`${standalone(header, indent)}\n${" ".repeat(indent + 1)}0\n`)) visit(part.slice(bodyAt));
    else for (const line of part) blanked.push({ line, indent: line.indent < 0 ? -1 : indent });
  }

  visit(lines);
  return tries <= 0 ? null : blank(text, blanked);
}

/** A block of lines as a file of its own. */
function standalone(part: readonly Line[], indent: number): string {
  const source = part.map((line) => line.text).join("\n");
  return indent === 0 ? `${source}\n` : `if 1:\n${source}\n`;
}

/** Statements of a block: a piece begins at every line of the block's own indentation that does not go on with the one before. */
function chunksAt(part: readonly Line[], indent: number): Line[][] {
  const chunks: Line[][] = [];
  let decorated = false;
  for (const line of part) {
    const last = chunks.at(-1);
    const goesOn =
      line.indent !== indent || decorated || /^\s*(?:[)\]}]|(?:else|elif|except|finally)\b)/.test(line.text);
    if (last && goesOn && !(line.indent >= 0 && line.indent < indent)) last.push(line);
    else chunks.push([line]);
    if (line.indent >= 0) decorated = line.indent === indent && /^\s*@\w/.test(line.text);
  }
  return chunks;
}

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let quote: string | null = null;
  let start = 0;
  for (const written of text.split("\n")) {
    const inside = quote !== null;
    for (const [mark] of written.matchAll(/"""|'''/g)) {
      if (quote === null) quote = mark;
      else if (quote === mark) quote = null;
    }
    const indent = inside || /^\s*(?:#|$)/.test(written) ? -1 : written.length - written.trimStart().length;
    lines.push({ start, end: start + written.length, indent, text: written });
    start += written.length + 1;
  }
  return lines;
}

/** A blanked line takes the indentation of its block and says `0`, so that the block it stands in is not empty. */
function blank(text: string, lines: readonly { readonly line: Line; readonly indent: number }[]): string {
  let result = "";
  let at = 0;
  for (const { line, indent } of lines) {
    const { start, end } = line;
    const stays = indent < 0 ? " ".repeat(end - start) : `${text.slice(start, start + indent)}0`.padEnd(end - start);
    result += text.slice(at, start) + stays;
    at = end;
  }
  return result + text.slice(at);
}
