const LONGEST = 80;

/** What a conversation is called before its owner names it: its first question, on one line, cut between words. */
export function titleOf(question: string): string {
  const line = question.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, " ").trim();
  if (line === "") return "Untitled";
  const characters = [...line];
  if (characters.length <= LONGEST) return line;
  const cut = characters.slice(0, LONGEST).join("");
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), LONGEST / 2)).trimEnd()}…`;
}
