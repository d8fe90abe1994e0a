import { MARK } from "./completion.ts";
import { pythonCursor } from "./python-cursor.ts";

/** Shorter files are read as they are. */
const SMALL = 12_000;

/** A text around a cursor. */
export interface PythonAround {
  readonly text: string;
  readonly offset: number;
}

/** What is read around the cursor, the shortest first; the next one only tells more where a shorter one cannot be read. */
export function pythonAround(text: string, offset: number): readonly PythonAround[] {
  const part = partAround(text, offset);
  return part === null ? [{ text, offset }] : [part, { text, offset }];
}

/** Texts with the mark at the cursor, the likeliest first: as written, then with what is half-typed closed in the ways that mean something. */
export function* markedPython({ text, offset }: PythonAround): Generator<string> {
  const before = text.slice(0, offset);
  const after = text.slice(offset);
  yield before + MARK + after;
  const definition = /(?:^|\n)([ \t]*)(?:async )?def \w*$/.exec(before);
  if (definition) yield `${before}${MARK}(self):\n${definition[1]}    pass${after}`;
  const { quote, brackets, comment } = pythonCursor(before);
  if (comment) return;
  const kinds = brackets.map(({ bracket }) => bracket);
  const endings = quote === null ? [""] : stringEndings(quote, kinds);
  const rest = /^[\w.]*/.exec(after)?.[0] ?? "";
  const behind = after.slice(rest.length);
  if (quote !== null && behind.startsWith(quote))
    for (const ending of endings.slice(1)) yield before + MARK + ending + behind.slice(quote.length);
  // The line is given up behind the cursor, and everything that is open gets closed.
  const closers = [...kinds].reverse().map((bracket) => CLOSERS[bracket]);
  const line = after.indexOf("\n");
  const following = line === -1 ? "" : after.slice(line);
  for (const ending of endings) yield before + MARK + ending + closers.join("") + following;
}

const CLOSERS = { "(": ")", "[": "]", "{": "}" } as const;

/** What may stand behind a half-typed string: the rest of a condition, the value of a key. */
function stringEndings(quote: string, kinds: readonly ("(" | "[" | "{")[]): string[] {
  const [outer, inner] = [kinds.at(-2), kinds.at(-1)];
  const endings = [quote];
  if (inner === "(" && (outer === "[" || outer === "(")) endings.push(`${quote}, '=', 0`);
  if (inner === "{") endings.push(`${quote}: 0`);
  return endings;
}

/** The imports, the class around the offset with its attributes, and the method around it; null where the whole is short or no class is found. */
export function partAround(text: string, offset: number): PythonAround | null {
  if (text.length < SMALL) return null;
  const start = classStart(text, offset);
  if (start === null) return null;
  const [first] = /^(?:class|def|async def|@)/m.exec(text) ? [text.search(/^(?:class |def |async def |@)/m)] : [0];
  const end = classEnd(text, offset);
  const body = text.slice(start, end);
  const indent = /\n([ \t]+)\S/.exec(body)?.[1];
  if (indent === undefined) return null;
  const head = first === -1 ? "" : text.slice(0, Math.min(first, start));
  let made = head;
  let at: number | null = null;
  for (const chunk of chunksOf(body, indent)) {
    const [from, to] = [start + chunk.start, start + chunk.end];
    const holds = from <= offset && offset < to + (to === end ? 1 : 0);
    if (holds) at = made.length + offset - from;
    if (holds || !chunk.method) made += text.slice(from, to);
  }
  return at === null ? null : { text: made, offset: at };
}

function classStart(text: string, offset: number): number | null {
  const line = text.lastIndexOf("\n", offset - 1) + 1;
  let at = text.lastIndexOf("\nclass ", offset);
  at = at === -1 ? (text.startsWith("class ") ? 0 : -1) : at + 1;
  if (at === -1) return null;
  // Something of the module's own level between: not in the class any more.
  const between = text.slice(text.indexOf("\n", at) + 1, line);
  return /^[A-Za-z_@]/m.test(between) ? null : at;
}

function classEnd(text: string, offset: number): number {
  const found = /\n(?=[A-Za-z_@])/g;
  found.lastIndex = offset;
  return (found.exec(text)?.index ?? text.length - 1) + 1;
}

/** Pieces of a class's body: each begins with a line of the body's own indentation; decorators go with what they decorate. */
function chunksOf(body: string, indent: string) {
  const starts = [0];
  const line = new RegExp(`\\n(?=${indent}[^\\s)\\]}#])`, "g");
  for (const { index } of body.matchAll(line)) starts.push(index + 1);
  const chunks: { start: number; end: number; method: boolean }[] = [];
  let decorated: number | null = null;
  starts.forEach((start, index) => {
    const end = starts[index + 1] ?? body.length;
    const text = body.slice(start, end);
    if (text.startsWith(`${indent}@`)) decorated ??= start;
    else {
      const method = /^\s*(?:async\s+)?def\s/.test(text);
      chunks.push({ start: decorated ?? start, end, method: method || decorated !== null });
      decorated = null;
    }
  });
  if (decorated !== null) chunks.push({ start: decorated, end: body.length, method: true });
  return chunks;
}
