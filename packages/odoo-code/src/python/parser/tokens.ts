import type { Span } from "../../facts.ts";
import type { PythonNode } from "../python-tree.ts";
import { isBased, isDigit, isWordCharacter, startsWord } from "./characters.ts";
import { kindOfWord } from "./keywords.ts";
import { Mentions } from "./mentions.ts";
import { isMark, longerOperator } from "./operators.ts";
import { stringEnd } from "./string-end.ts";
import * as kinds from "./token-kinds.ts";
import { uncertain } from "./uncertain.ts";
import { isUnder } from "./under.ts";

const LINE_FEED = 10;
const BACKSLASH = 92;
const HASH = 35;
const DEEPEST = 150;

interface LineComment {
  readonly indent: number;
  readonly end: number;
}

/** The rules of the grammar that others lead back to, so that no two files need each other. */
export interface Rules {
  readonly expression: (tokens: Tokens) => PythonNode;
  readonly namedExpression: (tokens: Tokens) => PythonNode;
  readonly disjunction: (tokens: Tokens) => PythonNode;
  readonly primary: (tokens: Tokens) => PythonNode;
  readonly expressionAfter: (tokens: Tokens, first: PythonNode) => PythonNode;
  readonly block: (tokens: Tokens) => PythonNode;
  readonly body: (tokens: Tokens) => PythonNode;
}

/**
 * The tokens of a text, one at a time: the current one is `kind`, `start` and `end`. Lines and indentation are counted as the grammar's scanner
 * counts them, a tab as eight columns. What it meets and does not know gives the text up.
 */
export class Tokens {
  readonly text: string;
  readonly rules: Rules;
  readonly comments: Span[] = [];
  kind: number = kinds.END;
  start = 0;
  end = 0;
  /** Where the token before the current one ends. */
  lastEnd = 0;
  /** Where reading goes on. */
  at = 0;
  /** Open brackets around the next token. */
  brackets = 0;
  /** Above zero inside an interpolation, which has to stand on one line. */
  oneLine = 0;
  /** Above zero where a comma is not followed by a closing bracket. */
  pinned = 0;
  /** How deep expressions and blocks were nested at most, and the longest chain of operators, attributes or calls. */
  deepest = 0;
  longest = 0;
  /** Whether what functions do is passed over, and where classes may be defined. */
  skipsBodies: boolean;
  readonly classes: Mentions;
  /** Of the current `FORMATTED` token. */
  quote = 0;
  triple = false;
  raw = false;
  private readonly indents: number[] = [0];
  private nesting = 0;
  private lineStart = true;
  /** Columns of the next line's first token, when blocks are being closed. */
  private closingTo = -1;
  private readonly closing: LineComment[] = [];
  private closed = 0;

  constructor(text: string, rules: Rules, skipsBodies = false) {
    this.text = text;
    this.rules = rules;
    this.skipsBodies = skipsBodies;
    this.classes = new Mentions(text, "class");
    this.next();
  }

  /** Reads the next token. */
  next(): void {
    this.lastEnd = this.end;
    if (this.closingTo >= 0) this.dedent();
    else if (this.lineStart) this.beginLine();
    else this.token();
  }

  /** One level deeper into expressions and blocks: the stack has to hold, and what is deeper is not written by hand. */
  enter(): void {
    this.nesting += 1;
    if (this.nesting <= this.deepest) return;
    this.deepest = this.nesting;
    if (this.nesting > DEEPEST) uncertain();
  }

  leave(): void {
    this.nesting -= 1;
  }

  /** Goes on behind what the caller read character by character. */
  resume(at: number): void {
    this.end = at;
    this.at = at;
    this.next();
  }

  /** Columns of the block that was opened last. */
  get indent(): number {
    return this.indents[this.indents.length - 1] ?? 0;
  }

  /**
   * Goes on at a line feed, with what closes there.
   *
   * @param end Behind the last token before it.
   */
  resumeAtLineEnd(end: number, at: number): void {
    this.set(kinds.NEWLINE, end, end);
    this.at = at;
    this.lineStart = true;
    this.next();
  }

  /** Passes over a token that has to stand here. */
  expect(kind: number): void {
    if (this.kind !== kind) uncertain();
    this.next();
  }

  /** Whether a comment on a line of its own before the current token is indented less than the block. */
  isOutdented(): boolean {
    const block = this.indent;
    return this.closing.some(({ indent }) => indent < block);
  }

  private set(kind: number, start: number, end: number): void {
    this.kind = kind;
    this.start = start;
    this.end = end;
    this.at = end;
  }

  /** At the begin of a statement's line: indentation, and comments on lines of their own before it. */
  private beginLine(): void {
    const { text, comments } = this;
    const { length } = text;
    const from = this.end;
    this.lineStart = false;
    this.closing.length = 0;
    let at = this.at;
    let indent = 0;
    for (; at < length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === 32) indent += 1;
      else if (code === 9) indent += 8;
      else if (code === LINE_FEED || code === 12 || code === 13) indent = 0;
      else if (code === HASH) {
        const end = this.commentEnd(at);
        this.closing.push({ indent, end });
        comments.push([at, end]);
        indent = 0;
        at = end;
      } else if (code === BACKSLASH) uncertain();
      else break;
    }
    if (at >= length) indent = 0;
    this.at = at;
    const current = this.indent;
    if (indent === current) {
      this.token();
      return;
    }
    if (indent > current) {
      this.indents.push(indent);
      this.kind = kinds.INDENT;
      this.start = from;
      this.end = from;
      return;
    }
    this.closingTo = indent;
    this.closed = 0;
    this.dedent();
  }

  /** Closes one block. Comments that are indented as it is or deeper still belong to it. */
  private dedent(): void {
    const current = this.indent;
    if (current === this.closingTo) {
      this.closingTo = -1;
      this.token();
      return;
    }
    if (current < this.closingTo) uncertain();
    this.indents.pop();
    let { end } = this;
    for (; this.closed < this.closing.length; this.closed += 1) {
      const comment = this.closing[this.closed];
      if (comment === undefined || comment.indent < current) break;
      end = comment.end;
    }
    this.kind = kinds.DEDENT;
    this.start = end;
    this.end = end;
  }

  private token(): void {
    const { text } = this;
    const { length } = text;
    let at = this.at;
    let commentEnd = -1;
    const before = this.kind;
    /** Whether a line inside brackets is indented less than its block, which the grammar takes badly. */
    let under = false;
    for (; at < length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === 32 || code === 9) continue;
      if (code === LINE_FEED) {
        if (this.oneLine > 0) uncertain();
        if (this.brackets === 0) break;
        if (before === kinds.DOT) uncertain();
        under = isUnder(text, at + 1, this.indent) || under;
      } else if (code === HASH) {
        if (this.oneLine > 0) uncertain();
        commentEnd = this.commentEnd(at);
        this.comments.push([at, commentEnd]);
        at = commentEnd - 1;
      } else if (code === BACKSLASH) at = this.joined(at);
      else if (code === 13) {
        if (this.oneLine > 0) uncertain();
      } else break;
    }
    if (at >= length || text.charCodeAt(at) === LINE_FEED) {
      this.lineEnds(at, commentEnd);
      return;
    }
    this.read(text.charCodeAt(at), at);
    if (under && !(kinds.isCloser(this.kind) || (before === kinds.COMMA && this.pinned === 0))) uncertain();
  }

  /** The line feed, or the end of the text. */
  private lineEnds(at: number, commentEnd: number): void {
    const atEnd = at >= this.text.length;
    if (atEnd && (this.brackets > 0 || this.oneLine > 0)) uncertain();
    if (atEnd && (this.kind === kinds.DEDENT || this.kind === kinds.NEWLINE || this.end === 0)) {
      this.set(kinds.END, at, at);
      return;
    }
    const end = commentEnd >= 0 ? commentEnd : this.end;
    this.set(kinds.NEWLINE, end, end);
    this.at = at;
    this.lineStart = true;
  }

  private commentEnd(at: number): number {
    const end = this.text.indexOf("\n", at);
    return end < 0 ? this.text.length : end;
  }

  /** A line that goes on in the next one. Gives the place before that line's first character. */
  private joined(at: number): number {
    const { text } = this;
    if (this.oneLine > 0) uncertain();
    let here = at + 1;
    if (text.charCodeAt(here) === 13) here += 1;
    if (text.charCodeAt(here) !== LINE_FEED) uncertain();
    let code = text.charCodeAt(here + 1);
    while (code === 32 || code === 9) {
      here += 1;
      code = text.charCodeAt(here + 1);
    }
    if (here + 1 >= text.length || code === HASH || code === BACKSLASH) uncertain();
    // Inside brackets an empty line is a blank like any other.
    if (this.brackets === 0 && (code === LINE_FEED || code === 13)) uncertain();
    return here;
  }

  private read(code: number, at: number): void {
    const { text } = this;
    if (startsWord(code)) this.word(at);
    else if (isDigit(code) || (code === kinds.DOT && isDigit(text.charCodeAt(at + 1)))) this.number(at);
    else if (code === 34 || code === 39) this.string(at, at, false, false);
    else this.mark(code, at);
  }

  private word(at: number): void {
    const { text } = this;
    const { length } = text;
    let end = at + 1;
    // Not beyond the end: what stands there is no whole number to the engine, and this is the busiest loop of all.
    while (end < length && isWordCharacter(text.charCodeAt(end))) end += 1;
    const after = end < length ? text.charCodeAt(end) : 0;
    if (after === 34 || after === 39) this.prefixed(at, end);
    else {
      if (after > 127) uncertain();
      this.set(kindOfWord(text, at, end), at, end);
    }
  }

  /** A string whose quote follows letters: they have to be a prefix. */
  private prefixed(at: number, quoteAt: number): void {
    const prefix = this.text.slice(at, quoteAt).toLowerCase();
    if (!/^(?:[rbuf]|br|rb|fr|rf)$/.test(prefix)) uncertain();
    this.string(at, quoteAt, prefix.includes("f"), prefix.includes("r"));
  }

  private string(start: number, quoteAt: number, formatted: boolean, raw: boolean): void {
    const { text } = this;
    const quote = text.charCodeAt(quoteAt);
    const triple = text.charCodeAt(quoteAt + 1) === quote && text.charCodeAt(quoteAt + 2) === quote;
    const content = quoteAt + (triple ? 3 : 1);
    if (!formatted) {
      const end = stringEnd(text, content, quote, triple);
      if (raw && !triple && text.slice(content, end).includes("\n")) uncertain();
      this.set(kinds.STRING, start, end);
      return;
    }
    this.quote = quote;
    this.triple = triple;
    this.raw = raw;
    this.set(kinds.FORMATTED, start, content);
  }

  private number(at: number): void {
    const { text } = this;
    let end = at;
    let kind: number = kinds.INTEGER;
    const second = text.charCodeAt(at + 1) | 32;
    if (text.charCodeAt(at) === 48 && (second === 120 || second === 111 || second === 98)) {
      end = at + 2;
      while (isBased(text.charCodeAt(end), second)) end += 1;
      if (end === at + 2) uncertain();
    } else {
      end = this.digits(at);
      if (text.charCodeAt(end) === kinds.DOT) {
        kind = kinds.FLOAT;
        end = this.digits(end + 1);
      }
      if ((text.charCodeAt(end) | 32) === 101) {
        kind = kinds.FLOAT;
        const sign = text.charCodeAt(end + 1);
        const from = sign === kinds.PLUS || sign === kinds.MINUS ? end + 2 : end + 1;
        end = this.digits(from);
        if (end === from) uncertain();
      }
      if ((text.charCodeAt(end) | 32) === 106) end += 1;
    }
    const after = text.charCodeAt(end);
    if (isWordCharacter(after) || after === kinds.DOT || after > 127) uncertain();
    this.set(kind, at, end);
  }

  private digits(at: number): number {
    const { text } = this;
    if (!isDigit(text.charCodeAt(at))) return at;
    let end = at + 1;
    while (isDigit(text.charCodeAt(end)) || (text.charCodeAt(end) === 95 && isDigit(text.charCodeAt(end + 1))))
      end += 1;
    return end;
  }

  /** A punctuation mark or operator. */
  private mark(code: number, at: number): void {
    switch (code) {
      case kinds.OPEN_PARENTHESIS:
      case kinds.OPEN_BRACKET:
      case kinds.OPEN_BRACE:
        this.brackets += 1;
        break;
      case kinds.CLOSE_PARENTHESIS:
      case kinds.CLOSE_BRACKET:
      case kinds.CLOSE_BRACE:
        if (this.brackets === 0) uncertain();
        this.brackets -= 1;
        break;
      case kinds.COMMA:
        break;
      default: {
        const longer = longerOperator(this.text, at, code);
        if (longer !== null) {
          if (longer.kind === kinds.END) uncertain();
          this.set(longer.kind, at, at + longer.mark.length);
          return;
        }
        if (!isMark(code) || (code === kinds.EXCLAMATION && this.oneLine === 0)) uncertain();
      }
    }
    this.set(code, at, at + 1);
  }
}
