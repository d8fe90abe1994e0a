/** An exact amount for people: thousands grouped, sign kept. `"-1234.5"` becomes `-1,234.5`. Never through a binary float. */
export function formatAmount(amount: string): string {
  const [whole = "", fraction] = amount.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}
