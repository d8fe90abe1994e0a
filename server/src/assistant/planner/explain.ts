import { isForeign } from "../text/is-foreign.ts";
import { notUnderstood, quote } from "./not-understood.ts";
import type { ReadQuestion } from "./read-question.ts";
import { nearestQuestions } from "./suggest.ts";
import type { NotUnderstood, PlanContext } from "./types.ts";

const MOST_SHOWN = 5;

/** Which words stand in the way, and what can be asked instead. */
export function explain(asked: ReadQuestion, { questions }: PlanContext): NotUnderstood {
  const isKnown = (lemma: string) => questions.entries.some(({ vocabulary }) => vocabulary.has(lemma));
  const foreign = asked.content.filter(({ lemma }) => !isKnown(lemma));
  const unexplained = foreign.map(({ token }) => asked.tokens[token]?.raw ?? "").filter((word) => word !== "");
  const lemmas = asked.content.map(({ lemma }) => lemma);
  const language = isForeign(asked.tokens) ? ["Without a model, questions are understood in English only."] : [];
  const message = [...language, why(asked, unexplained), ...problems(asked)].join(" ");
  return notUnderstood("no-match", message, nearestQuestions(questions, lemmas), unexplained);
}

function why(asked: ReadQuestion, unexplained: readonly string[]): string {
  if (unexplained.length > 0) {
    const shown = unexplained.slice(0, MOST_SHOWN).map(quote).join(", ");
    const more = unexplained.length > MOST_SHOWN ? " and more" : "";
    return `The question is not understood: no verified question explains ${shown}${more}.`;
  }
  if (asked.content.length === 0) return "The question names no report.";
  return "The question is not understood: its words do not form a verified question together.";
}

const problems = ({ dates }: ReadQuestion) =>
  dates.flatMap(({ reading }) => (reading.kind === "problem" ? [reading.message] : [])).slice(0, 1);
