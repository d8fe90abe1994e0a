const WORD = 1;
const DIGIT = 2;
/** What each ASCII character may be part of. */
const CLASSES = new Uint8Array(128);
for (let code = 0; code < 128; code += 1) {
  const character = String.fromCharCode(code);
  if (/[A-Za-z_]/.test(character)) CLASSES[code] = WORD;
  if (/[0-9]/.test(character)) CLASSES[code] = WORD | DIGIT;
}
/** Latin, Greek and Cyrillic: what every version of Unicode agrees on. */
const LAST_KNOWN = 0x530;

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Whether a character may stand inside a name. */
export function isWordCharacter(code: number): boolean {
  return code < 128 ? CLASSES[code] !== 0 : code < LAST_KNOWN && /\p{XID_Continue}/u.test(String.fromCharCode(code));
}

/** Whether a name may begin with this character. */
export function startsWord(code: number): boolean {
  return code < 128 ? CLASSES[code] === WORD : code < LAST_KNOWN && /\p{XID_Start}/u.test(String.fromCharCode(code));
}

/** Whether a digit belongs to a number that began `0x`, `0o` or `0b`. */
export function isBased(code: number, letter: number): boolean {
  if (letter === 98) return code === 48 || code === 49;
  if (letter === 111) return code >= 48 && code <= 55;
  return isDigit(code) || ((code | 32) >= 97 && (code | 32) <= 102);
}
