/** A label that came from Odoo, fit to stand in a sentence: one line, printable, not endless. */
export function plainText(label: string): string {
  const text = label.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, " ").trim();
  const characters = [...text];
  return characters.length > 80 ? `${characters.slice(0, 79).join("")}…` : text;
}
