/** Lemmas of words for whoever buys from us or sells to us. */
export const PARTY_NOUNS: ReadonlySet<string> = new Set(["customer", "client", "supplier", "vendor", "provider"]);

/** The same, and whoever is named by what is owed. */
export const PARTY_AND_DEBTOR_NOUNS: ReadonlySet<string> = new Set([...PARTY_NOUNS, "debtor", "creditor"]);
