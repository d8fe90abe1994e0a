/** Kinds of tokens. A punctuation mark of one character is its own character code; the others lie outside the printable characters. */
export const END: number = 0;
/** End of a statement's line. Zero characters wide, after a comment on that line. */
export const NEWLINE: number = 1;
export const INDENT: number = 2;
export const DEDENT: number = 3;
export const NAME: number = 4;
export const INTEGER: number = 5;
export const FLOAT: number = 6;
/** A whole string without interpolations. */
export const STRING: number = 7;
/** The opening quote of an f-string; who reads it goes on behind it. */
export const FORMATTED: number = 8;

export const PERCENT: number = 37;
export const AMPERSAND: number = 38;
export const OPEN_PARENTHESIS: number = 40;
export const CLOSE_PARENTHESIS: number = 41;
export const STAR: number = 42;
export const PLUS: number = 43;
export const COMMA: number = 44;
export const MINUS: number = 45;
export const DOT: number = 46;
export const SLASH: number = 47;
export const COLON: number = 58;
export const SEMICOLON: number = 59;
export const LESS: number = 60;
export const EQUALS: number = 61;
export const GREATER: number = 62;
export const AT: number = 64;
export const OPEN_BRACKET: number = 91;
export const CLOSE_BRACKET: number = 93;
export const CARET: number = 94;
export const OPEN_BRACE: number = 123;
export const PIPE: number = 124;
export const CLOSE_BRACE: number = 125;
export const TILDE: number = 126;
/** Only in front of a conversion of an f-string. */
export const EXCLAMATION: number = 33;

export const ARROW: number = 128;
export const WALRUS: number = 129;
export const ELLIPSIS: number = 130;
export const POWER: number = 131;
export const FLOOR_DIVISION: number = 132;
export const SHIFT_LEFT: number = 133;
export const SHIFT_RIGHT: number = 134;
/** `<=`, `>=`, `==`, `!=`. */
export const COMPARISON: number = 135;
/** Any operator that ends in `=` and assigns. */
export const AUGMENTED: number = 136;

export const AND: number = 144;
export const AS: number = 145;
export const ASSERT: number = 146;
export const ASYNC: number = 147;
export const AWAIT: number = 148;
export const BREAK: number = 149;
export const CLASS: number = 150;
export const CONTINUE: number = 151;
export const DEF: number = 152;
export const DEL: number = 153;
export const ELIF: number = 154;
export const ELSE: number = 155;
export const EXCEPT: number = 156;
export const FALSE: number = 157;
export const FINALLY: number = 158;
export const FOR: number = 159;
export const FROM: number = 160;
export const GLOBAL: number = 161;
export const IF: number = 162;
export const IMPORT: number = 163;
export const IN: number = 164;
export const IS: number = 165;
export const LAMBDA: number = 166;
export const NONE: number = 167;
export const NONLOCAL: number = 168;
export const NOT: number = 169;
export const OR: number = 170;
export const PASS: number = 171;
export const RAISE: number = 172;
export const RETURN: number = 173;
export const TRUE: number = 174;
export const TRY: number = 175;
export const WHILE: number = 176;
export const WITH: number = 177;
export const YIELD: number = 178;

/** Names that begin a statement of their own in some Python. From here on all kinds are names. */
export const PRINT: number = 192;
export const EXEC: number = 193;
export const TYPE: number = 194;
export const MATCH: number = 195;

export const KINDS: number = 200;

export function isName(kind: number): boolean {
  return kind === NAME || kind >= PRINT;
}

export function isCloser(kind: number): boolean {
  return kind === CLOSE_PARENTHESIS || kind === CLOSE_BRACKET || kind === CLOSE_BRACE;
}
