import { editDistance } from "./edit-distance.ts";

/** Words that look like a keyword but are words of their own. They are never "corrected". */
const OTHER_WORDS = new Set(
  "businesses send sends sent retainer retainers form sing sign angel diary crash trail moth coast acts chase accrual accruals account accounts address adjust advance amend assess basics budget budgets caller calendar capital carrier cashier center closing cooking costing counts course credits debate debits deposit disclose discount earring employee equality estimate export forecast former forecasts founder greed growth holding import income incoming inventory invite invited invokes latest leaner ledger lender lenders library loaner loaned machine manager market markets merchant morning motion mouth mouths national outgoing overdone oversee partner partners payment payments payroll payrolls planet pricing product products produce profile profiles project prophet provide provides purchaser quarrel rebate receipt receipts receive received recent refund relative revenge reverse reversed salary scanner seller seminar series session silence smiles stocks summary supplies support surplus target tender trader trading trail trials trust unaided unpack unsold vendor versus voucher weather yearn".split(
    " ",
  ),
);

/**
 * The one keyword that a misspelt word must mean, or null. A letter doubled or not is forgiven first. Then one slip is forgiven from six letters on, two from nine;
 * in a shorter word only a letter left out within it, or two letters swapped. The first letter must be right and no other keyword may be as near. Another ending
 * is another word: "supplied" is no slip for "supplier".
 */
export function correctSpelling(word: string, keywords: ReadonlySet<string>): string | null {
  if (word.length < 4 || word.length > 24 || keywords.has(word) || OTHER_WORDS.has(word) || /\d/.test(word))
    return null;
  const single = withoutDoubles(word);
  const alike = [...keywords].filter((keyword) => keyword.length >= 4 && withoutDoubles(keyword) === single);
  if (alike.length === 1) return alike[0] ?? null;
  const limit = word.length >= 9 ? 2 : 1;
  const near =
    word.length < 6 ? isSlipOfShort : (keyword: string) => keyword.length >= 5 && !isOtherEnding(word, keyword);
  let best: string | null = null;
  let nearest = limit + 1;
  for (const keyword of keywords) {
    if (keyword[0] !== word[0] || !near(keyword, word)) continue;
    const distance = editDistance(word, keyword, limit);
    if (distance < nearest) {
      nearest = distance;
      best = keyword;
    } else if (distance === nearest && distance <= limit) {
      best = null;
    }
  }
  return nearest <= limit ? best : null;
}

const withoutDoubles = (word: string) => word.replace(/(.)\1+/gu, "$1");
const sorted = (word: string) => [...word].sort().join("");

/** A letter left out before the last, or two that are swapped. */
function isSlipOfShort(keyword: string, word: string): boolean {
  if (keyword.length === word.length) return sorted(keyword) === sorted(word);
  return keyword.length === word.length + 1 && keyword.at(-1) === word.at(-1);
}

/** Whether two words differ in their last letter only, other than by its being left out. */
function isOtherEnding(word: string, keyword: string): boolean {
  if (keyword.length === word.length + 1) return keyword.endsWith("s") && keyword.startsWith(word);
  const stem = word.length === keyword.length ? word.length - 1 : keyword.length;
  return word.length - keyword.length <= 1 && word.slice(0, stem) === keyword.slice(0, stem);
}
