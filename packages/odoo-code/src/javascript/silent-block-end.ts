const QUOTES = { double: 34, single: 39, template: 96 } as const;
const BACKSLASH = 92;
const SLASH = 47;
const STAR = 42;
const LINE_FEED = 10;
const DOLLAR = 36;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;
const CLOSE_BRACKETS: ReadonlySet<number> = new Set([41, 93, CLOSE_BRACE]);
/** Words after which a slash begins a pattern. */
const BEFORE_PATTERN =
  /(?:^|[^\w$.])(?:await|case|delete|do|else|in|instanceof|new|of|return|throw|typeof|void|yield)$/;
const LONGEST_WORD = 12;

/** Characters of names; all beyond ASCII count. */
const IN_NAME = new Uint8Array(128);
for (let code = 0; code < 128; code += 1) IN_NAME[code] = /[\w$]/.test(String.fromCharCode(code)) ? 1 : 0;

/**
 * Where a block ends in which nothing is told: the place of its closing brace. It is found without parsing, by names, strings, templates, comments
 * and patterns alone.
 *
 * @param start The opening brace.
 * @param tells Whether the name that stands here tells something.
 * @returns -1 when a name tells something, when the block does not end, or when only a parser can say what a slash means.
 */
export function silentBlockEnd(text: string, start: number, tells: (from: number, to: number) => boolean): number {
  const { length } = text;
  /** Depth of braces at which each open template goes on. */
  const templates: number[] = [];
  let depth = 0;
  /** The last character that is no blank and in no comment. */
  let last = start;
  for (let at = start; at < length; at += 1) {
    const code = text.charCodeAt(at);
    if (code <= 32) continue;
    if (isInName(code)) {
      const from = at;
      while (isInName(text.charCodeAt(at + 1))) at += 1;
      if (tells(from, at + 1)) return -1;
    } else if (code === OPEN_BRACE) depth += 1;
    else if (code === CLOSE_BRACE || code === QUOTES.template) {
      if (code === CLOSE_BRACE) depth -= 1;
      if (depth === 0) return at;
      if (code === QUOTES.template || templates[templates.length - 1] === depth) {
        if (code === CLOSE_BRACE) templates.pop();
        at = templatePart(text, at + 1, depth, templates);
        if (text.charCodeAt(at) === OPEN_BRACE) depth += 1;
      }
    } else if (code === QUOTES.double || code === QUOTES.single) at = stringEnd(text, at, code);
    else if (code === SLASH) {
      const next = text.charCodeAt(at + 1);
      if (next === SLASH || next === STAR) {
        at = next === SLASH ? text.indexOf("\n", at) : text.indexOf("*/", at + 2) + 1;
        if (at <= 0) return -1;
        continue;
      }
      const pattern = beginsPattern(text, last);
      if (pattern === null) return -1;
      if (pattern) at = patternEnd(text, at);
    } else if (code === BACKSLASH) return -1;
    if (at < 0) return -1;
    last = at;
  }
  return -1;
}

/** False behind the end of the text. */
function isInName(code: number): boolean {
  return code > 127 || IN_NAME[code] === 1;
}

/** The closing quote. */
function stringEnd(text: string, start: number, quote: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === quote) return at;
    if (code === BACKSLASH) at += 1;
    else if (code === LINE_FEED) return -1;
  }
  return -1;
}

/** Where a part of a template ends: its closing quote, or the brace of an expression in it, which is noted. */
function templatePart(text: string, start: number, depth: number, templates: number[]): number {
  for (let at = start; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTES.template) return at;
    if (code === BACKSLASH) at += 1;
    else if (code === DOLLAR && text.charCodeAt(at + 1) === OPEN_BRACE) {
      templates.push(depth);
      return at + 1;
    }
  }
  return -1;
}

/** Whether a slash behind this character begins a pattern; null where that depends on what the brackets before it are. */
function beginsPattern(text: string, last: number): boolean | null {
  const code = text.charCodeAt(last);
  if (CLOSE_BRACKETS.has(code)) return code === 93 ? false : null;
  if (code === QUOTES.double || code === QUOTES.single || code === QUOTES.template) return false;
  const before = text.slice(Math.max(0, last - LONGEST_WORD), last + 1);
  if (code > 127) return null;
  if (/[\w$]$/.test(before)) return BEFORE_PATTERN.test(before);
  return /(?:\+\+|--|\/)$/.test(before) ? null : true;
}

/** The slash that ends a pattern. */
function patternEnd(text: string, start: number): number {
  let inClass = false;
  for (let at = start + 1; at < text.length; at += 1) {
    const character = text[at];
    if (character === "/" && !inClass) return at;
    if (character === "\\") at += 1;
    else if (character === "[") inClass = true;
    else if (character === "]") inClass = false;
    else if (character === "\n") return -1;
  }
  return -1;
}
