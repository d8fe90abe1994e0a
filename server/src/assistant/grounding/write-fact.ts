import type { Figure } from "@sextant/contracts";
import { formatMinor } from "@sextant/ledger";
import { formatFigure, groupThousands } from "../answers/format-figure.ts";
import { plainText } from "../answers/plain-text.ts";
import { describeDate } from "../dates/describe.ts";
import { statesNumberInWords } from "./number-words.ts";
import type { Fact } from "./types.ts";

export interface Written {
  readonly text: string;
  readonly figures: readonly Figure[];
}

/** A fact as it stands in an answer: the only place where an answer's figures, dates and names are written. */
export function writeFact(fact: Fact): Written {
  switch (fact.kind) {
    case "amount":
      return { text: formatFigure(fact.figure), figures: [fact.figure] };
    case "count":
      return { text: groupThousands(String(fact.count)), figures: [fact.figure] };
    case "date":
      return { text: describeDate(fact.date), figures: [] };
    case "name":
      return { text: writeName(fact.text), figures: [] };
    case "label":
      return { text: plainText(fact.text), figures: [] };
  }
}

/** A name from a record. One that holds digits or numbers in words stands in quotes, so that it is never taken for a figure. */
export function writeName(text: string): string {
  const name = plainText(text.replace(/[“”]/g, '"'));
  return /\p{N}/u.test(name) || statesNumberInWords(name) ? `“${name}”` : name;
}

type Amount = Extract<Fact, { kind: "amount" }>;

/** What may be derived from two amounts, exactly; `growth` and `share` in percent, rounded to one decimal half away from zero. */
export const DERIVATIONS = ["diff", "growth", "share"] as const;
export type Derivation = (typeof DERIVATIONS)[number];

/** `diff a b` = a − b, `growth a b` = from b to a, `share a b` = a as part of b. Null where it means nothing. */
export function writeDerived(kind: Derivation, a: Amount, b: Amount): Written | null {
  if (a.unit.code !== b.unit.code || a.unit.decimals !== b.unit.decimals) return null;
  const figure = (value: string, unit: string, sign: string): Figure => ({
    value,
    unit,
    source: { ...a.figure.source, cell: `${cellOf(a)} ${sign} ${cellOf(b)}` },
  });
  if (kind === "diff") {
    const difference = figure(formatMinor(a.minor - b.minor, a.unit), a.unit.code, "−");
    return { text: formatFigure(difference), figures: [difference] };
  }
  // A base of zero or less has no growth, and no share.
  if (b.minor <= 0n) return null;
  const thousandths = (kind === "growth" ? a.minor - b.minor : a.minor) * 10_000n;
  const rounded = ((thousandths < 0n ? -thousandths : thousandths) / b.minor + 5n) / 10n;
  const percent = figure(formatMinor(thousandths < 0n ? -rounded : rounded, { decimals: 1 }), "%", "÷");
  return { text: formatFigure(percent), figures: [percent] };
}

const cellOf = ({ figure }: Amount) => `${figure.source.line}.${figure.source.cell}`;
