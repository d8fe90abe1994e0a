import { localization } from "@web/core/l10n/localization";
import { insertThousandsSep } from "@web/core/utils/numbers";

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;

/** The sign of an exact decimal text: -1, 0 or 1; `"-0.00"` is zero, and so is what is no decimal. */
export function signOf(value) {
  const match = DECIMAL.exec(value);
  if (!match || !/[1-9]/.test(value)) {
    return 0;
  }
  return match[1] === "-" ? -1 : 1;
}

/** An exact decimal text with given separators. Works on the text alone: no digit passes through a binary number. */
export function formatWith(value, { thousands, point, grouping }) {
  const match = DECIMAL.exec(value);
  if (!match) {
    return value;
  }
  const [, , digits, fraction] = match;
  const whole = insertThousandsSep(digits.replace(/^0+(?=\d)/, ""), thousands, grouping);
  return `${signOf(value) < 0 ? "\u2212" : ""}${whole}${fraction === undefined ? "" : point + fraction}`;
}

/** An exact decimal text as the user's language writes it. */
export function formatAmount(value) {
  const { thousandsSep, decimalPoint, grouping } = localization;
  return formatWith(value, { thousands: thousandsSep, point: decimalPoint, grouping });
}
