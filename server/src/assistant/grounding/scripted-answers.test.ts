import type { ReportLine } from "@sextant/contracts";
import { formatMinor } from "@sextant/ledger";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { line, result } from "../testing/results.ts";
import { Evidence } from "./evidence.ts";
import { groundSentence } from "./ground-sentence.ts";
import { statesNumberInWords } from "./number-words.ts";

/** 300 answers as a scripted model gives them: right figures in all ways of writing, and wrong ones of every kind. */
const ANSWERS = 300;

interface Book {
  readonly amounts: readonly bigint[];
  readonly names: readonly string[];
  readonly evidence: Evidence;
}

const NAMES = [
  "Azure Interior",
  "7-Eleven 24",
  "Acme 5000",
  "Total 12,000.00 EUR",
  "Nord & Süd",
  "3M",
  "O'Neill",
  "2026 GmbH",
];

const books = fc.array(fc.bigInt(-(10n ** 11n), 10n ** 11n), { minLength: 3, maxLength: 8 }).map((amounts): Book => {
  const names = amounts.map((_, at) => NAMES[at % NAMES.length] ?? "");
  const lines: ReportLine[] = amounts.map((minor, at) =>
    line(
      String(at + 1),
      names[at] ?? "",
      "line",
      { total: formatMinor(minor, { decimals: 2 }) },
      { record: { model: "res.partner", id: at + 1 } },
    ),
  );
  const report = { ...result("aged-receivable", lines), asOf: "2026-03-31" };
  const evidence = new Evidence();
  evidence.addReport("aged-receivable", {}, report, lines);
  return { amounts, names, evidence };
});

const group = (digits: string, mark: string) => digits.replace(/\B(?=(\d{3})+$)/g, mark);
/** Ways in which people write an amount. */
const WRITINGS: readonly ((minor: bigint) => string)[] = [
  (m) => write(m, ",", ".", "", " EUR"),
  (m) => write(m, ".", ",", "", " €"),
  (m) => write(m, " ", ",", "", " EUR"),
  (m) => write(m, "'", ".", "EUR ", ""),
  (m) => write(m, "", ".", "", " EUR"),
  (m) => write(m, ",", ".", "€", ""),
  (m) => write(m, "\u202f", ",", "", "\u00a0€"),
  (m) => write(m, ",", ".", "", " euros").replace("-", "−"),
  (m) => write(m, ",", ".", "**", "** EUR"),
];

function write(minor: bigint, thousands: string, point: string, before: string, behind: string): string {
  const [whole = "", cents = ""] = formatMinor(minor < 0n ? -minor : minor, { decimals: 2 }).split(".");
  return `${minor < 0n ? "-" : ""}${before}${group(whole, thousands)}${point}${cents}${behind}`;
}

type Kind =
  | "right"
  | "reference"
  | "off-by-one"
  | "other-currency"
  | "swapped-sign"
  | "from-name"
  | "invented"
  | "date"
  | "words"
  | "hidden";
const KINDS: readonly Kind[] = [
  "right",
  "reference",
  "off-by-one",
  "other-currency",
  "swapped-sign",
  "from-name",
  "invented",
  "date",
  "words",
  "hidden",
];

const WORDS = ["twelve thousand", "Zwanzigtausend", "trois cents", "a hundred and five", "half a million", "二百"];
const DATES = ["2026-03-30", "1 April 2026", "Q3 2025", "31/12/2025", "2025", "5 May", "March 31, 2025", "31.03.2027"];

const sentence = fc
  .record({ kind: fc.constantFrom(...KINDS), at: fc.nat(7), writing: fc.nat(WRITINGS.length - 1), other: fc.nat(1000) })
  .map((recipe) => ({ ...recipe, write: WRITINGS[recipe.writing] ?? String }));
interface Recipe {
  readonly kind: Kind;
  readonly at: number;
  readonly other: number;
  readonly write: (minor: bigint) => string;
}

/** The sentence of a recipe about a book, and whether it has to be shown or dropped. */
function compose(
  { amounts, names }: Book,
  { kind, at, write: how, other }: Recipe,
): { draft: string; must: "show" | "drop" | "either" } {
  const place = at % amounts.length;
  const minor = amounts[place] ?? 0n;
  const name = names[place] ?? "";
  const says = (figure: string, must: "show" | "drop" | "either") => ({
    draft: `Customers owe ${figure} today.`,
    must,
  });
  const unless = (wrong: bigint): "drop" | "either" => (amounts.includes(wrong) ? "either" : "drop");
  switch (kind) {
    case "right":
      return says(how(minor), "show");
    case "reference":
      return { draft: `{r1.${place + 1}.label} owes {r1.${place + 1}.total} as of {r1.asOf}.`, must: "show" };
    case "off-by-one":
      return says(how(minor + (other % 2 === 0 ? 1n : -1n)), unless(minor + (other % 2 === 0 ? 1n : -1n)));
    case "other-currency":
      return says(how(minor).replace(/EUR|€|euros/, other % 2 === 0 ? "USD" : "£"), "drop");
    case "swapped-sign":
      return says(how(-minor), unless(-minor));
    case "from-name":
      return /\d/.test(name) ? says(`${/[\d.,]*\d/.exec(name)?.[0]} EUR`, "either") : says(`${other + 3}`, "either");
    case "invented":
      return says(how(BigInt(other) * 7919n + 13n), unless(BigInt(other) * 7919n + 13n));
    case "date":
      return says(`much on ${DATES[other % DATES.length]}`, "drop");
    case "words":
      return says(`${WORDS[other % WORDS.length]}`, "drop");
    case "hidden":
      return says([...how(minor)].join("\u200b"), "show");
  }
}

/**
 * Judges what is shown by other means than it was made: names in quotes are taken out, then every numeral must be the canonical form of a cell
 * or part of the one date that there is.
 */
function strays({ amounts, names }: Book, shown: string): string[] {
  let rest = shown;
  for (const name of names) rest = rest.replaceAll(`“${name}”`, "");
  rest = rest.replaceAll("31 March 2026", "").replaceAll("March 2026", "").replaceAll("2026", "");
  for (const minor of [...amounts].sort(
    (a, b) => write(b, ",", ".", "", "").length - write(a, ",", ".", "", "").length,
  ))
    rest = rest.replaceAll(write(minor, ",", ".", "", " EUR"), "");
  return [...(rest.match(/\p{N}+/gu) ?? []), ...(statesNumberInWords(rest) ? [rest] : [])];
}

describe("300 answers of a scripted model", () => {
  it("every numeral is a cell's or the sentence is dropped; none is shown that is in no cell; the right ones are shown", () => {
    const tally = { sentences: 0, shown: 0, dropped: 0, right: 0, rightShown: 0, stray: 0, wrongShown: 0 };
    fc.assert(
      fc.property(books, fc.array(sentence, { minLength: 4, maxLength: 9 }), (book, recipes) => {
        for (const recipe of recipes) {
          const { draft, must } = compose(book, recipe);
          const grounded = groundSentence(draft, book.evidence);
          tally.sentences += 1;
          if (must === "show") tally.right += 1;
          if (grounded.kind === "dropped") {
            tally.dropped += 1;
            expect(must, `${draft} was dropped for its ${grounded.reason}`).not.toBe("show");
            continue;
          }
          tally.shown += 1;
          if (must === "show") tally.rightShown += 1;
          expect(must, `${draft} was shown as ${grounded.text}`).not.toBe("drop");
          expect(strays(book, grounded.text), grounded.text).toEqual([]);
        }
      }),
      { numRuns: ANSWERS, seed: 20261127 },
    );
    expect(tally.sentences).toBeGreaterThan(ANSWERS * 4);
    expect(tally.rightShown).toBe(tally.right);
    expect(tally.dropped).toBeGreaterThan(tally.sentences / 3);
  });

  it("whatever a model writes, nothing stray is shown", () => {
    const parts = fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 12 }),
      fc.constantFrom(
        "{r1.1.total}",
        "{r1.1.label}",
        " EUR",
        "€",
        "-",
        "5000",
        "12,000.00",
        "%",
        "k",
        " million",
        "{",
        "}",
        "“",
        "”",
        ". ",
        "١٢",
        "Ⅻ",
      ),
    );
    fc.assert(
      fc.property(books, fc.array(parts, { maxLength: 12 }), (book, pieces) => {
        const grounded = groundSentence(pieces.join(""), book.evidence);
        if (grounded.kind === "shown") expect(strays(book, grounded.text), grounded.text).toEqual([]);
      }),
      { numRuns: 2000, seed: 7 },
    );
  });
});
