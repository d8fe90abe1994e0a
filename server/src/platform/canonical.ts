import { createHash } from "node:crypto";
import { SextantError } from "@sextant/contracts";

const MOST_DEPTH = 40;

/**
 * The one text of a JSON value: keys sorted by UTF-16 code units, no spaces, numbers in their shortest form. 1 and 1.0 are the same number and -0
 * is 0; texts are kept as they are, so two spellings of one letter differ.
 *
 * @throws SextantError `bad_usage` for what JSON cannot say exactly.
 */
export function canonicalJson(value: unknown, depth = 0): string {
  if (depth > MOST_DEPTH) throw unfit("is nested too deeply");
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "string") {
    if (/\p{Surrogate}/u.test(value)) throw unfit("holds half of a surrogate pair");
    return JSON.stringify(value);
  }
  if (typeof value === "number") {
    if (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value)))
      throw unfit(`is ${value}, which is not exact`);
    return Object.is(value, -0) ? "0" : JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${Array.from(value, (one) => canonicalJson(one, depth + 1)).join(",")}]`;
  if (typeof value !== "object") throw unfit(`is a ${typeof value}`);
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${canonicalJson(key)}:${canonicalJson(member, depth + 1)}`);
  return `{${members.join(",")}}`;
}

/** SHA-256 of a text in UTF-8, as 64 hexadecimal digits. */
export const sha256 = (text: string): string => createHash("sha256").update(text, "utf8").digest("hex");

const unfit = (why: string) => new SextantError("bad_usage", `The change cannot be written down: a value ${why}.`);
