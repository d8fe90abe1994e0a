import type { Literal, ManifestFacts, Span } from "../../facts.ts";
import type { FileSource } from "../rule.ts";

/** Value of a key, or undefined. */
export function valueAt({ keys }: ManifestFacts, key: string): Literal | undefined {
  return Object.hasOwn(keys, key) ? keys[key]?.value : undefined;
}

/** The first key whose value Odoo cannot read, because it is computed: a sum, a call, a name. */
export function computedKey({ keys }: ManifestFacts): string | null {
  return Object.keys(keys).find((key) => isComputed(keys[key]?.value)) ?? null;
}

/** Whether Odoo reads the manifest; what one says that it does not read is no matter. */
export function isRead(facts: ManifestFacts): boolean {
  return facts.problems.length === 0 && computedKey(facts) === null;
}

function isComputed(value: Literal | undefined): boolean {
  if (value === null || typeof value !== "object") return false;
  if (Array.isArray(value)) return value.some(isComputed);
  // Bytes, complex numbers and dicts with keys of several kinds are literals all the same.
  if ("computed" in value && typeof value.computed === "string") return !/^(?:[bB]["']|[\d{-])/.test(value.computed);
  return Object.values(value).some(isComputed);
}

/** Where a key stands; the brace that opens the dict when it is absent. */
export function keySpan(source: FileSource<ManifestFacts>, key: string): Span {
  const { keySpans } = source.facts;
  return (Object.hasOwn(keySpans, key) ? keySpans[key] : undefined) ?? dictSpan(source);
}

/** The brace that opens the dict. */
export function dictSpan({ facts, text }: FileSource<ManifestFacts>): Span {
  const first = Math.min(...Object.values(facts.keySpans).map(([start]) => start), text.length);
  const brace = text.lastIndexOf("{", first);
  return brace === -1 ? [0, 0] : [brace, brace + 1];
}

/** Span of the entry of a key with the comma behind it and, where the entry has lines of its own, the whole lines. */
export function entrySpan({ facts, text }: FileSource<ManifestFacts>, key: string): Span | null {
  const name = Object.hasOwn(facts.keySpans, key) ? facts.keySpans[key] : undefined;
  const value = Object.hasOwn(facts.keys, key) ? facts.keys[key] : undefined;
  if (name === undefined || value === undefined) return null;
  let [start, end] = [name[0], value.span[1]];
  const after = /^[ \t]*,[ \t]*/.exec(text.slice(end));
  if (after === null && text.slice(end).trimStart().startsWith(",")) return null;
  end += after?.[0].length ?? 0;
  const lineStart = Math.max(text.lastIndexOf("\n", start - 1), text.lastIndexOf("\r", start - 1)) + 1;
  const rest = /^(?:\r\n|\n|\r)/.exec(text.slice(end));
  if (text.slice(lineStart, start).trim() === "" && rest !== null) {
    start = lineStart;
    end += rest[0].length;
  } else if (after === null) {
    const before = /,[ \t]*$/.exec(text.slice(0, start));
    if (before !== null) start -= before[0].length;
  }
  return [start, end];
}
