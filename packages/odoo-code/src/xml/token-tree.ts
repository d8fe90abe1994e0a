/** Expressions of attributes (`domain`, `invisible`, `eval` …) as nested groups of tokens: enough to find the names in them, whatever else is wrong. */
export type Token =
  | {
      readonly kind: "name" | "number" | "operator";
      readonly value: string;
      readonly start: number;
      readonly end: number;
    }
  /** `start` and `end` are inside the quotes; `certain` is false where escapes or computed parts make the value another than the text. */
  | {
      readonly kind: "string";
      readonly value: string;
      readonly start: number;
      readonly end: number;
      readonly certain: boolean;
    }
  | Group;

/** What stands between brackets, split at the commas. */
export interface Group {
  readonly kind: "group";
  readonly open: "(" | "[" | "{";
  readonly parts: readonly (readonly Token[])[];
  readonly start: number;
  readonly end: number;
}

const LONGEST = 100_000;
const DEEPEST = 64;
const TOKEN =
  /\s+|#[^\n]*|([A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)|(\d[\w.]*)|([=!<>]=|<>|\*\*|\/\/|->|:=|\.\.\.|[-+*/%<>=|&^~.:;!?@$\\`])|([([{])|([)\]}])|(,)|("""|'''|"|')/y;
const PREFIX = /^[rbuf]{1,2}$/i;

/** Never throws; closes what is left open and skips what it does not know. */
export function tokenTree(code: string): readonly Token[] {
  if (code.length > LONGEST) return [];
  const root: { parts: Token[][]; open: "(" | "[" | "{"; start: number }[] = [{ parts: [[]], open: "(", start: 0 }];
  const emit = (token: Token) => root.at(-1)?.parts.at(-1)?.push(token);
  const close = (end: number) => {
    const group = root.pop();
    if (group === undefined) return;
    const parts = group.parts.filter((part) => part.length > 0);
    emit({ kind: "group", open: group.open, parts, start: group.start, end });
  };
  let at = 0;
  while (at < code.length) {
    TOKEN.lastIndex = at;
    const found = TOKEN.exec(code);
    if (found === null) {
      at += 1;
      continue;
    }
    const start = at;
    at = TOKEN.lastIndex;
    const name = found[1];
    if (name !== undefined) {
      const next = code[at];
      if ((next === '"' || next === "'") && PREFIX.test(name)) {
        const read = stringAt(code, at, name);
        emit(read.token);
        at = read.after;
      } else emit({ kind: "name", value: name, start, end: at });
    } else if (found[2] !== undefined) emit({ kind: "number", value: found[2], start, end: at });
    else if (found[3] !== undefined) emit({ kind: "operator", value: found[3], start, end: at });
    else if (found[4] !== undefined) {
      if (root.length <= DEEPEST) root.push({ parts: [[]], open: found[4] as Group["open"], start });
    } else if (found[5] !== undefined) {
      if (root.length > 1) close(at);
    } else if (found[6] !== undefined) root.at(-1)?.parts.push([]);
    else if (found[7] !== undefined) {
      const read = stringAt(code, start, "");
      emit(read.token);
      at = read.after;
    }
  }
  while (root.length > 1) close(code.length);
  return root[0]?.parts.flat() ?? [];
}

function stringAt(code: string, at: number, prefix: string): { token: Token; after: number } {
  const quote = /^(?:"""|'''|"|')/.exec(code.slice(at, at + 3))?.[0] ?? '"';
  const start = at + quote.length;
  let end = start;
  while (end < code.length && !code.startsWith(quote, end)) end += code[end] === "\\" ? 2 : 1;
  end = Math.min(end, code.length);
  const written = code.slice(start, end);
  const formatted = /f/i.test(prefix);
  const escaped = written.includes("\\") && !/r/i.test(prefix);
  const value = escaped ? written.replace(/\\(['"\\])/g, "$1") : written;
  const token: Token = { kind: "string", value, start, end, certain: !escaped && !formatted };
  return { token, after: Math.min(code.length, end + quote.length) };
}

/** The single string a part consists of, or null. */
export function onlyString(part: readonly Token[] | undefined): Extract<Token, { kind: "string" }> | null {
  const token = part?.length === 1 ? part[0] : undefined;
  return token?.kind === "string" ? token : null;
}
