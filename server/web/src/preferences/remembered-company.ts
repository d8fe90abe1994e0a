/** "remember that I mean Harvest UK", "please remember: I always mean the company Harvest" */
const REMEMBER =
  /^\s*(?:please\s+)?remember(?:\s+that|\s*:)?\s+(?:i|we)\s+(?:always\s+|usually\s+)?mean\s+(?:the\s+company\s+|company\s+)?["“]?(.+?)["”]?[\s.!]*$/i;

/** What a text asks to be remembered: a company; null for any other text, `several` or `unknown` when no single company has the name. */
export function rememberedCompany(
  text: string,
  companies: readonly { readonly id: number; readonly name: string }[],
): { readonly id: number; readonly name: string } | "several" | "unknown" | null {
  const named = REMEMBER.exec(text)?.[1]?.trim().toLowerCase();
  if (named === undefined) return null;
  const exact = companies.filter(({ name }) => name.toLowerCase() === named);
  const found = exact.length > 0 ? exact : companies.filter(({ name }) => name.toLowerCase().includes(named));
  const [only] = found;
  if (only === undefined) return "unknown";
  return found.length > 1 ? "several" : only;
}
