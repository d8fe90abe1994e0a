import { signOf } from "./format-amount.ts";

function magnitude(value: string): { whole: string; fraction: string } {
  const [whole = "", fraction = ""] = value.replace(/^-/, "").split(".");
  return { whole: whole.replace(/^0+/, ""), fraction };
}

function compareMagnitudes(left: string, right: string): number {
  const a = magnitude(left);
  const b = magnitude(right);
  if (a.whole.length !== b.whole.length) return a.whole.length - b.whole.length;
  if (a.whole !== b.whole) return a.whole < b.whole ? -1 : 1;
  const length = Math.max(a.fraction.length, b.fraction.length);
  const x = a.fraction.padEnd(length, "0");
  const y = b.fraction.padEnd(length, "0");
  return x === y ? 0 : x < y ? -1 : 1;
}

/** Orders exact decimal strings by value without turning them into binary numbers; `"1.5"` equals `"1.50"`. */
export function compareAmounts(left: string, right: string): number {
  const signs = signOf(left) - signOf(right);
  if (signs !== 0) return signs;
  const order = compareMagnitudes(left, right);
  return signOf(left) < 0 ? -order : order;
}
