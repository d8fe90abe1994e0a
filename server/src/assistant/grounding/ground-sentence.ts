import { formatMinor } from "@sextant/ledger";
import type { Evidence } from "./evidence.ts";
import { bindDates } from "./find-dates.ts";
import { bindNames, hasUnboundName } from "./find-names.ts";
import { statesNumberInWords } from "./number-words.ts";
import { codesOf, findNumerals, type Numeral, type Reading } from "./numerals.ts";
import type { Bound, DropReason, Fact, GroundedSentence } from "./types.ts";
import { DERIVATIONS, type Derivation, writeDerived, writeFact } from "./write-fact.ts";

type Amount = Extract<Fact, { kind: "amount" }>;

const REFERENCE = /\{([^{}]{0,200})\}/g;
const ADDRESS = /https?:|www\.|:\/\/|\]\(|<\/?[a-z!]|&#|\b[\w.-]+@[\w-]+\.|\bdata:|\bjavascript:/i;

/**
 * Traces every figure, date and name of a sentence to a fact and writes them from it. A sentence in which one thing cannot be traced is dropped
 * as a whole: without it the rest may mean something else.
 */
export function groundSentence(draft: string, evidence: Evidence): GroundedSentence {
  const text = readable(draft);
  if (ADDRESS.test(text)) return dropped("address");
  const bound: Bound[] = [];
  const taken = (start: number, end: number) => bound.some((one) => start < one.end && end > one.start);

  for (const match of text.matchAll(REFERENCE)) {
    const written = resolve(match[1] ?? "", evidence);
    if (written === null) return dropped("reference");
    bound.push({ start: match.index, end: match.index + match[0].length, ...written });
  }
  const facts = evidence.facts;
  bound.push(
    ...bindNames(
      text,
      facts.filter((fact) => fact.kind === "name" || fact.kind === "label"),
      taken,
    ),
  );
  const dates = bindDates(
    text,
    facts.filter((fact) => fact.kind === "date"),
    taken,
  );
  if (dates.unbound) return dropped("date");
  bound.push(...dates.bound);

  for (const numeral of findNumerals(blanked(text, bound))) {
    if (numeral.readings === null) return dropped("figure");
    const found = bindNumeral(numeral, facts);
    if (found === "figure" || found === "currency") return dropped(found);
    bound.push(found);
  }
  const rest = blanked(text, bound);
  if (/[\p{N}{}]/u.test(rest)) return dropped("figure");
  if (statesNumberInWords(rest)) return dropped("number-word");
  if (hasUnboundName(rest)) return dropped("name");
  return assemble(text, bound);
}

const dropped = (reason: DropReason): GroundedSentence => ({ kind: "dropped", reason });

/** One form for every character, nothing invisible, no emphasis, no number of a list. */
function readable(draft: string): string {
  return draft
    .normalize("NFKC")
    .replace(/[\p{Cf}\p{Co}\p{Cn}]/gu, "")
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Zs}]+/gu, " ")
    .replace(/\*\*|__|`+|^#{1,6} /g, "")
    .replace(/^(\s*)\d{1,3}[.)] (?=\S)/, "$1- ")
    .trim();
}

/** The text with bound stretches made of a character that is neither letter, digit nor space. */
function blanked(text: string, bound: readonly Bound[]): string {
  let result = text;
  for (const { start, end } of bound)
    result = result.slice(0, start) + "\u2022".repeat(end - start) + result.slice(end);
  return result;
}

function assemble(text: string, bound: readonly Bound[]): GroundedSentence {
  const ordered = bound.toSorted((a, b) => a.start - b.start);
  let at = 0;
  let result = "";
  for (const one of ordered) {
    result += text.slice(at, one.start) + one.text;
    at = one.end;
  }
  return { kind: "shown", text: result + text.slice(at), figures: ordered.flatMap(({ figures }) => figures) };
}

/** `{r1.3.balance}`, `{growth r1.3.balance r1.3.balance-1}`. */
function resolve(reference: string, evidence: Evidence): Omit<Bound, "start" | "end"> | null {
  const words = reference.trim().split(/\s+/);
  if (words.length === 1) {
    const fact = evidence.fact(words[0] ?? "");
    return fact ? writeFact(fact) : null;
  }
  const [kind, a, b, ...more] = words;
  const [first, second] = [evidence.fact(a ?? ""), evidence.fact(b ?? "")];
  if (more.length > 0 || !isDerivation(kind) || first?.kind !== "amount" || second?.kind !== "amount") return null;
  return writeDerived(kind, first, second);
}

const isDerivation = (word: string | undefined): word is Derivation =>
  (DERIVATIONS as readonly (string | undefined)[]).includes(word);

/** The one fact that a numeral states. */
function bindNumeral(numeral: Numeral, facts: readonly Fact[]): Bound | "figure" | "currency" {
  const { start, end, readings, mark, percent, bare } = numeral;
  const bind = (fact: Fact): Bound => ({ start, end, ...writeFact(fact) });
  if (percent && mark !== null) return "figure";
  if (bare && isSmall(readings)) {
    const count = facts.find(
      (fact) => fact.kind === "count" && readings.some((reading) => equals(reading, BigInt(fact.count), 0)),
    );
    return count ? bind(count) : "figure";
  }
  const amounts = facts.filter((fact) => fact.kind === "amount").filter(({ unit }) => (unit.code === "%") === percent);
  const same =
    mark === null ? amounts : amounts.filter(({ unit }) => mark === unit.symbol || codesOf(mark).includes(unit.code));
  const exact = same.filter(({ minor, unit }) => readings.some((reading) => equals(reading, minor, unit.decimals)));
  const [one] = exact;
  if (one)
    return exact.every(({ unit, minor }) => unit.code === one.unit.code && minor === one.minor) ? bind(one) : "figure";
  const near = same.filter((amount) => readings.some((reading) => isRounded(reading, amount)));
  const values = new Set(near.map(({ minor, unit }) => `${unit.code} ${formatMinor(minor, unit)}`));
  const [first] = near;
  if (first && values.size === 1) return bind(first);
  return same.length === 0 && amounts.length > 0 ? "currency" : "figure";
}

/** Below a thousand and without any mark: a number of things, not an amount of money. */
const isSmall = (readings: readonly Reading[]) =>
  readings.every(({ digits, exponent }) => exponent === 0 && digits < 1000n && digits > -1000n);

/** `digits × 10^exponent = minor × 10^-decimals`. */
function equals({ digits, exponent }: Reading, minor: bigint, decimals: number): boolean {
  const shift = exponent + decimals;
  return shift >= 0 ? digits * 10n ** BigInt(shift) === minor : digits === minor * 10n ** BigInt(-shift);
}

/** The amount, rounded to the place that the numeral ends at, is the numeral; and that has at least two digits that say something. */
function isRounded({ digits, exponent }: Reading, { minor, unit }: Amount): boolean {
  const shift = exponent + unit.decimals;
  if (shift <= 0 || shift > 15) return false;
  const size = digits < 0n ? -digits : digits;
  if (size < 10n || digits < 0n !== minor < 0n) return false;
  const step = 10n ** BigInt(shift);
  const amount = minor < 0n ? -minor : minor;
  return (amount + step / 2n) / step === size;
}
