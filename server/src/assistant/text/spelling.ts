import { editDistance } from "./edit-distance.ts";

/** Words that look like a keyword but are words of their own. They are never "corrected". */
const OTHER_WORDS = new Set(
  "accrual accruals account accounts address adjust advance amend assess basics budget budgets caller calendar capital carrier cashier center closing cooking costing counts course credits debate debits deposit disclose discount earring employee equality estimate export forecast former forecasts founder greed growth holding import income incoming inventory invite invited invokes latest leaner ledger lender lenders library loaner loaned machine manager market markets merchant morning motion mouth mouths national outgoing overdone oversee partner partners payment payments payroll payrolls planet pricing product products produce profile profiles project prophet purchaser quarrel rebate receipt receipts receive received recent refund relative revenge reverse reversed salary scanner seller seminar series session silence smiles stocks summary supplies support surplus target tender trader trading trail trials trust unaided unpack unsold vendor versus voucher weather yearn".split(
    " ",
  ),
);

/**
 * The one keyword that a misspelt word must mean, or null. One slip is forgiven from six letters on, two from nine; the first
 * letter must be right and no other keyword may be as near.
 */
export function correctSpelling(word: string, keywords: ReadonlySet<string>): string | null {
  if (word.length < 6 || word.length > 24 || keywords.has(word) || OTHER_WORDS.has(word) || /\d/.test(word))
    return null;
  const limit = word.length >= 9 ? 2 : 1;
  let best: string | null = null;
  let nearest = limit + 1;
  for (const keyword of keywords) {
    if (keyword.length < 5 || keyword[0] !== word[0]) continue;
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
