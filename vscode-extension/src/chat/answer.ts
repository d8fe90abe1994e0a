import type { Place } from "../../protocol.ts";

/** A piece of an answer: Markdown, a link to a place in the code, or a button. */
export type AnswerPart =
  | { readonly kind: "text"; readonly markdown: string }
  | { readonly kind: "link"; readonly label: string; readonly place: Place }
  | {
      readonly kind: "button";
      readonly title: string;
      readonly command: string;
      readonly arguments: readonly unknown[];
    };

export type Answer = readonly AnswerPart[];

export const text = (markdown: string): AnswerPart => ({ kind: "text", markdown });

export const link = (label: string, place: Place): AnswerPart => ({ kind: "link", label, place });

/** An answer as plain Markdown, for a reader that knows no buttons: links carry the line. */
export function markdownOf(answer: Answer): string {
  return answer
    .map((part) => {
      if (part.kind === "text") return part.markdown;
      if (part.kind === "button") return "";
      return `[${part.label}](${part.place.uri}#L${part.place.range.start.line + 1})`;
    })
    .join("");
}
