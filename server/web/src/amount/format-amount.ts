/** How an exact amount is written on screen. `sign` is the sign of the amount itself, for colour and screen readers. */
export interface FormattedAmount {
  readonly text: string;
  readonly sign: -1 | 0 | 1;
}

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;
const MINUS = "\u2212";
const EN_DASH = "\u2013";

/** The sign of a decimal string: `"-0.00"` is zero. Text that is not a decimal counts as zero. */
export function signOf(value: string): -1 | 0 | 1 {
  const match = DECIMAL.exec(value);
  if (!match || !/[1-9]/.test(value)) return 0;
  return match[1] === "-" ? -1 : 1;
}

/**
 * Groups the digits of an exact decimal string: `"-1234567.50"` becomes `"−1,234,567.50"`. Works on the text alone, never through
 * a binary number, so no digit can change. Text that is not a decimal is returned as it is.
 *
 * @param zero how a zero is written: as an en dash in a table, in digits in a total or a sentence.
 */
export function formatAmount(value: string, zero: "dash" | "digits" = "digits"): FormattedAmount {
  const match = DECIMAL.exec(value);
  if (!match) return { text: value, sign: 0 };
  const [, , whole = "", fraction] = match;
  const sign = signOf(value);
  if (sign === 0 && zero === "dash") return { text: EN_DASH, sign };
  const digits = whole.replace(/^0+(?=\d)/, "").replace(/\B(?=(\d{3})+$)/g, ",");
  return { text: `${sign < 0 ? MINUS : ""}${digits}${fraction === undefined ? "" : `.${fraction}`}`, sign };
}
