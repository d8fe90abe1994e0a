import type { ReadQuestion } from "./read-question.ts";

interface Span {
  readonly start: number;
  readonly end: number;
}

/** The question with a stretch of tokens replaced by each of the texts. */
export function rephrase({ text, tokens }: ReadQuestion, { start, end }: Span, instead: readonly string[]): string[] {
  const before = text.slice(0, tokens[start]?.start ?? 0);
  const behind = text.slice(tokens[end - 1]?.end ?? text.length);
  return instead.map((words) => `${before}${words}${behind}`.trim());
}
