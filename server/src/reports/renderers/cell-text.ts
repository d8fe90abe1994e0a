/** Spreadsheets run text as a formula that starts like this, blanks, quotes and marks of direction or order aside; full-width forms count too. */
const FORMULA = /^[\s"'\p{Cc}\p{Cf}]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/u;
const NUMBER = /^-?\d+(\.\d+)?$/;
/** What XML 1.0 has no place for: a sheet with one of these does not open. */
const ILLEGAL =
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;
/** The most that a cell holds. */
const LONGEST = 32_767;

/** Text of a record as a cell of a CSV: where a spreadsheet would run it, an apostrophe keeps it text. Plain numbers stay numbers. */
export const cellText = (text: string): string => (FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text);

/** Text of a record as a typed text cell of a sheet, which never runs: without characters that a sheet cannot hold, and no longer than a cell. */
export const legalText = (text: string): string => text.replace(ILLEGAL, "\uFFFD").slice(0, LONGEST);
