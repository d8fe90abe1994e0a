import { isWordCharacter } from "./characters.ts";
import { stringEnd } from "./string-end.ts";

const TAB = 9;
const LINE_FEED = 10;
const FORM_FEED = 12;
const CARRIAGE_RETURN = 13;
const SPACE = 32;
const DOUBLE_QUOTE = 34;
const HASH = 35;
const QUOTE = 39;
const OPEN_PARENTHESIS = 40;
const DOT = 46;
const BACKSLASH = 92;
const LETTER_S = 115;
const SUPER = "super";

/** Where an indented block ends. */
export interface BodyEnd {
  /** Behind the last token of its last statement, or the comment behind that. */
  readonly end: number;
  /** The line feed after it, or the end of the text. */
  readonly at: number;
  /** Where `super` is called for the first time; -1 where it is not. */
  readonly superAt: number;
}

/**
 * Looks for the end of an indented block by its lines, with strings, brackets and joined lines respected and nothing of it read. Right for
 * well-formed text; of any other nobody knows where a block ends. Classes within it are no matter here, though they may call `super` of their own.
 *
 * @param from Where its first statement begins.
 * @param indent Columns before that.
 * @returns null where that takes reading.
 */
export function bodyEnd(text: string, from: number, indent: number): BodyEnd | null {
  const { length } = text;
  let end = from;
  let brackets = 0;
  let superAt = -1;
  let at = from;
  while (at < length) {
    const code = text.charCodeAt(at);
    switch (code) {
      case SPACE:
      case TAB:
      case FORM_FEED:
      case CARRIAGE_RETURN:
        at += 1;
        break;
      case LINE_FEED: {
        if (brackets > 0) {
          at += 1;
          break;
        }
        const next = nextLine(text, at);
        if (next === null) return null;
        if (next.at >= length || next.indent < indent) return { end, at, superAt };
        at = next.at;
        break;
      }
      case HASH:
        end = lineEnd(text, at);
        at = end;
        break;
      case DOUBLE_QUOTE:
      case QUOTE: {
        const triple = text.charCodeAt(at + 1) === code && text.charCodeAt(at + 2) === code;
        end = stringEnd(text, at + (triple ? 3 : 1), code, triple);
        if (isFormatted(text, at) && (!isBalanced(text, at, end) || text.slice(at, end).includes(SUPER))) return null;
        at = end;
        break;
      }
      case BACKSLASH:
        if (text.charCodeAt(at + 1) === CARRIAGE_RETURN) at += 1;
        if (text.charCodeAt(at + 1) !== LINE_FEED) return null;
        at += 2;
        break;
      case 40:
      case 91:
      case 123:
        brackets += 1;
        at += 1;
        end = at;
        break;
      case 41:
      case 93:
      case 125:
        brackets -= 1;
        if (brackets < 0) return null;
        at += 1;
        end = at;
        break;
      case LETTER_S:
        if (superAt < 0 && text.startsWith(SUPER, at)) {
          const called = isCalled(text, at);
          if (called === null) return null;
          if (called) superAt = at;
        }
        at += 1;
        end = at;
        break;
      default:
        at += 1;
        end = at;
    }
  }
  return brackets > 0 ? null : { end, at, superAt };
}

/** Whether a word that begins like `super` is a call of it; null where that takes reading. */
function isCalled(text: string, at: number): boolean | null {
  if (isWordCharacter(text.charCodeAt(at - 1)) || isWordCharacter(text.charCodeAt(at + SUPER.length))) return false;
  let before = at - 1;
  while (isBlank(text.charCodeAt(before))) before -= 1;
  const plain = text.charCodeAt(before) !== DOT && text.charCodeAt(at + SUPER.length) === OPEN_PARENTHESIS;
  return plain && !/\b(?:def|class)$/.test(text.slice(before - 5, before + 1)) ? true : null;
}

function isBlank(code: number): boolean {
  return code === SPACE || code === TAB || code === LINE_FEED || code === CARRIAGE_RETURN;
}

/** The next line on which a statement stands; null for one that goes on with a backslash alone. */
function nextLine(text: string, from: number): { readonly at: number; readonly indent: number } | null {
  const { length } = text;
  let indent = 0;
  let at = from;
  for (; at < length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === SPACE) indent += 1;
    else if (code === TAB) indent += 8;
    else if (code === LINE_FEED || code === FORM_FEED || code === CARRIAGE_RETURN) indent = 0;
    else if (code === HASH) {
      at = lineEnd(text, at);
      indent = 0;
    } else if (code === BACKSLASH) return null;
    else break;
  }
  return { at, indent };
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
}

/** Whether letters before a quote make it an f-string. */
function isFormatted(text: string, quote: number): boolean {
  const before = text.charCodeAt(quote - 1) | 32;
  if (before === 102) return true;
  return (before === 114 || before === 98) && (text.charCodeAt(quote - 2) | 32) === 102;
}

/** Whether an f-string ends where it seems to: an interpolation may hold the quote that it began with. */
function isBalanced(text: string, start: number, end: number): boolean {
  let open = 0;
  for (let at = start; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 123) open += 1;
    else if (code === 125) open -= 1;
  }
  return open === 0;
}
