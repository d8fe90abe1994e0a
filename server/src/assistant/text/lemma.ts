const IRREGULAR: Readonly<Record<string, string>> = {
  owes: "owe",
  owed: "owe",
  owing: "owe",
  was: "be",
  were: "be",
  is: "be",
  are: "be",
  been: "be",
  am: "be",
  did: "do",
  does: "do",
  doing: "do",
  done: "do",
  has: "have",
  had: "have",
  having: "have",
  made: "make",
  making: "make",
  earned: "earn",
  earning: "earn",
  lost: "lose",
  losing: "lose",
  spent: "spend",
  spending: "spend",
  sold: "sell",
  went: "go",
  compared: "compare",
  performed: "perform",
  ended: "end",
  ending: "end",
  balances: "balance",
  expenses: "expense",
  purchases: "purchase",
  invoices: "invoice",
  losses: "loss",
  aging: "ageing",
  aged: "aged",
  taxes: "tax",
  payed: "paid",
  acct: "account",
  acc: "account",
  wich: "which",
  // Several companies are not ours.
  companies: "companies",
};

/**
 * The form under which a word is compared: plural and the verb forms that questions about books use. Applied to both sides, so
 * that a rough form (`thi` for `this`) does no harm.
 */
export function lemma(word: string): string {
  const known = IRREGULAR[word];
  if (known !== undefined && Object.hasOwn(IRREGULAR, word)) return known;
  if (word.length > 4 && word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  if (word.length > 3 && word.endsWith("s") && !word.endsWith("ss") && !word.endsWith("us")) return word.slice(0, -1);
  return word;
}
