/** Text as it is compared: compatibility forms unified, accents and case dropped. Not for display. */
export function fold(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("ß", "ss").replaceAll("ø", "o");
}
