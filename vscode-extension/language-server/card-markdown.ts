import type { SymbolCard } from "@sextant/odoo-code";

/** A card as Markdown. What files say is escaped: it is text, never markup or a link. */
export function cardMarkdown({ title, text, lines }: SymbolCard): string {
  const parts = [`\`\`\`\n${title.replaceAll("```", "'''")}\n\`\`\``];
  if (text !== null) parts.push(escaped(text));
  if (lines.length > 0) parts.push(lines.map(([label, value]) => `- ${label}: ${value}`).join("\n"));
  return parts.join("\n\n");
}

function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|!]/g, "\\$&");
}
