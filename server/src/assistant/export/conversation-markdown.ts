import type { ExportedTurn } from "./exported-turns.ts";

/** A conversation as Markdown. Texts of people, models and Odoo are escaped: they stay what they say, whatever they hold. */
export function conversationMarkdown(title: string, subtitle: string, turns: readonly ExportedTurn[]): string {
  const parts = turns.flatMap(({ question, understood, answer, figures, tieOuts, notes }) => [
    `## ${plain(question)}`,
    ...(understood === "" ? [] : [`*${plain(understood)}*`]),
    ...answer.map(plain),
    ...(figures.length === 0
      ? []
      : [
          [
            "| Figure | Where it stands | What it was computed from |",
            "|---:|---|---|",
            ...figures.map(({ value, place, basis }) => `| ${plain(value)} | ${plain(place)} | ${plain(basis)} |`),
          ].join("\n"),
        ]),
    ...(tieOuts.length === 0 ? [] : [tieOuts.map((text) => `- ${plain(text)}`).join("\n")]),
    ...notes.map(plain),
  ]);
  return `${[`# ${plain(title)}`, plain(subtitle), ...parts].join("\n\n")}\n`;
}

/** One line in which no character begins markup, a link or HTML. */
function plain(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, " ")
    .trim()
    .replace(/[\\`*_{}[\]()#+!|~>$^=]/g, "\\$&")
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/^(\d+)([.)])/, "$1\\$2")
    .replace(/^-/, "\\-")
    .replace(/:\/\//g, ":\\/\\/")
    .replace(/@/g, "\\@")
    .replace(/\bwww\./gi, "www\\.");
}
