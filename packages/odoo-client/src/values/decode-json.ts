import { SextantError } from "@sextant/contracts";
import { checkStrings } from "./check-tree.ts";
import { parseLossless } from "./parse-lossless.ts";

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/**
 * True when a number of 16 or more digits may stand in the text outside strings. Any such run covers an index that is a multiple
 * of 16, so only every sixteenth character is looked at.
 */
export function mayHoldLongNumber(text: string): boolean {
  for (let i = 15; i < text.length; i += 16) {
    if (!isDigit(text.charCodeAt(i))) continue;
    let start = i;
    while (start > 0 && isDigit(text.charCodeAt(start - 1))) start -= 1;
    let end = i + 1;
    while (end < text.length && isDigit(text.charCodeAt(end))) end += 1;
    if (end - start < 16) continue;
    // Digits inside a string (an IBAN, a barcode) follow a quote or text; those of a number follow a separator.
    let before = start - 1;
    if (text[before] === "-") before -= 1;
    while (before >= 0 && (text[before] === " " || text[before] === "\n")) before -= 1;
    if (before < 0 || ":,[".includes(text[before] ?? "")) return true;
  }
  return false;
}

/**
 * Parses a JSON reply without losing digits: integers beyond 2^53 become bigint; the slower exact parser runs only when the text may
 * hold one.
 *
 * @throws SextantError `bad_reply`: not JSON, NaN or Infinity, a number beyond the range of a double, half a surrogate pair
 */
export function decodeJson(text: string): unknown {
  let value: unknown;
  try {
    value = mayHoldLongNumber(text) || /\d[eE]\+?\d{3}/.test(text) ? parseLossless(text) : JSON.parse(text);
  } catch (error) {
    if (error instanceof SextantError) throw error;
    const why = /[:[,]\s*-?(NaN|Infinity)\b/.test(text)
      ? "it holds NaN or Infinity, which JSON does not know"
      : "it is not complete JSON";
    throw new SextantError("bad_reply", `Odoo's reply cannot be read: ${why}. Check proxies, then try again.`);
  }
  if (/\\u[dD][89a-fA-F]/.test(text)) checkStrings(value);
  return value;
}
