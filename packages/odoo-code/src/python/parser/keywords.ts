import * as kinds from "./token-kinds.ts";

interface Keyword {
  readonly word: string;
  readonly kind: number;
}

const LONGEST = 8;
/** Keywords by first letter and length: at most three stand together. */
const TABLE: readonly (readonly Keyword[])[] = tableOf({
  and: kinds.AND,
  as: kinds.AS,
  assert: kinds.ASSERT,
  async: kinds.ASYNC,
  await: kinds.AWAIT,
  break: kinds.BREAK,
  class: kinds.CLASS,
  continue: kinds.CONTINUE,
  def: kinds.DEF,
  del: kinds.DEL,
  elif: kinds.ELIF,
  else: kinds.ELSE,
  except: kinds.EXCEPT,
  exec: kinds.EXEC,
  False: kinds.FALSE,
  finally: kinds.FINALLY,
  for: kinds.FOR,
  from: kinds.FROM,
  global: kinds.GLOBAL,
  if: kinds.IF,
  import: kinds.IMPORT,
  in: kinds.IN,
  is: kinds.IS,
  lambda: kinds.LAMBDA,
  match: kinds.MATCH,
  None: kinds.NONE,
  nonlocal: kinds.NONLOCAL,
  not: kinds.NOT,
  or: kinds.OR,
  pass: kinds.PASS,
  print: kinds.PRINT,
  raise: kinds.RAISE,
  return: kinds.RETURN,
  True: kinds.TRUE,
  try: kinds.TRY,
  type: kinds.TYPE,
  while: kinds.WHILE,
  with: kinds.WITH,
  yield: kinds.YIELD,
});

/** What a word is: a keyword's kind, or a name. */
export function kindOfWord(text: string, start: number, end: number): number {
  const length = end - start;
  if (length < 2 || length > LONGEST) return kinds.NAME;
  const candidates = TABLE[slot(text.charCodeAt(start), length)];
  if (candidates !== undefined)
    for (let at = 0; at < candidates.length; at += 1) {
      const candidate = candidates[at];
      if (candidate !== undefined && text.startsWith(candidate.word, start)) return candidate.kind;
    }
  return kinds.NAME;
}

function slot(first: number, length: number): number {
  return (first & 31) * (LONGEST + 1) + length;
}

function tableOf(words: Readonly<Record<string, number>>): Keyword[][] {
  const table: Keyword[][] = Array.from({ length: 32 * (LONGEST + 1) }, () => []);
  for (const [word, kind] of Object.entries(words)) table[slot(word.charCodeAt(0), word.length)]?.push({ word, kind });
  return table;
}
