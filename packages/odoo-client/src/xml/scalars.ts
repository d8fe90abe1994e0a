import { badXml } from "./decode-text.ts";

/** Texts longer than this are no number; also keeps the conversion to bigint linear in practice. */
const LONGEST_NUMBER = 400;

/** `int`, `i4`, `i8` and relatives: exact at any size, bigint beyond 2^53. */
export function xmlInteger(text: string, at: number): number | bigint {
  if (text.length > LONGEST_NUMBER || !/^\s*[+-]?\d+\s*$/.test(text)) return badXml("an integer that is none", at);
  const value = Number(text);
  return Number.isSafeInteger(value) ? (value === 0 ? 0 : value) : BigInt(text.trim().replace(/^\+/, ""));
}

export function xmlDouble(text: string, at: number): number {
  if (text.length > LONGEST_NUMBER || !/^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*$/.test(text))
    return badXml(/^\s*[+-]?(nan|inf)/i.test(text) ? "a number that is NaN or infinite" : "a number that is none", at);
  const value = Number(text);
  return Number.isFinite(value) ? value : badXml("a number beyond the range of a double", at);
}

export function xmlBoolean(text: string, at: number): boolean {
  if (text === "1") return true;
  return text === "0" ? false : badXml("a boolean that is neither 0 nor 1", at);
}

/** `20261120T10:00:00` in the form that Odoo uses everywhere else: `2026-11-20 10:00:00`. */
export function xmlDateTime(text: string, at: number): string {
  const match = /^\s*(\d{4})-?(\d{2})-?(\d{2})T(\d{2}:\d{2}:\d{2})\s*$/.exec(text);
  return match ? `${match[1]}-${match[2]}-${match[3]} ${match[4]}` : badXml("a date that is none", at);
}

export function xmlBase64(text: string, at: number): string {
  const plain = text.replace(/\s+/g, "");
  return /^[A-Za-z0-9+/]*={0,2}$/.test(plain) ? plain : badXml("base64 that is none", at);
}
