import type { NotUnderstood, NotUnderstoodReason } from "./types.ts";

export function notUnderstood(
  reason: NotUnderstoodReason,
  message: string,
  suggestions: readonly string[],
  unexplained: readonly string[] = [],
): NotUnderstood {
  return { kind: "not-understood", reason, message, unexplained, suggestions };
}

/** A word as it may be shown back: printable and short. */
export function quote(text: string): string {
  const shown = text.replace(/[\p{C}\p{Z}]+/gu, " ").trim();
  const cut = [...shown].length > 60 ? `${[...shown].slice(0, 60).join("")}…` : shown;
  return `"${cut}"`;
}
