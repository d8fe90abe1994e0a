import type { AskResult } from "@sextant/contracts";
import { askBooks } from "../../../server/src/ask-books.ts";
import { loadQuestions, type Plan } from "../../../server/src/assistant/index.ts";
import type { Assistant } from "../../../server/src/open-assistant.ts";
import { projectFile } from "../../../server/src/platform/project-file.ts";
import { loadSemantics } from "../../../server/src/semantics/index.ts";
import type { Reply, Respondent } from "./respondent.ts";

/** Sextant itself: its planner, or its agents where there is a model. */
export function sextant(models: { readonly name: string; readonly assistant: Assistant } | null = null): Respondent {
  const questions = loadQuestions(projectFile("prompts", "questions"));
  const semantics = loadSemantics(projectFile("prompts", "semantics"));
  return {
    name: models ? `${models.name}, agents of Sextant` : "embedded planner",
    routed: models === null,
    async ask({ ask, after, as, with: scope }, place) {
      const source = await place.open(as);
      const books = { open: async () => source, questions, semantics };
      const given = models ? { models: models.assistant } : {};
      const company = scope?.company === undefined ? {} : { company: scope.company };
      let previous: Plan | undefined;
      const history: { question: string; answer: string }[] = [];
      if (after !== undefined) {
        const first = await askBooks(books, after, {
          ...given,
          onEvent: (event) => {
            if (event.type === "plan") previous = event.plan;
          },
        });
        history.push({ question: after, answer: first.answer });
      }
      // A company that the question names must be found in its words.
      const start = company.company === 1 ? company : {};
      const answered = await askBooks(books, ask, { ...given, ...start, history, ...(previous ? { previous } : {}) });
      // What the planner answered because no model could is not the model's.
      if (models && answered.fallback)
        return { ...replyOf({ ...answered, figures: [], records: undefined }), code: answered.fallback.code };
      return replyOf(answered);
    },
  };
}

function replyOf({ answer, figures, refused, report, parameters, records, contributors, result }: AskResult): Reply {
  const steps = (contributors ?? []).flatMap((one) => one.steps.filter(({ what }) => /^(asked|called)/i.test(what)));
  return {
    figures: figures.map(({ value, source }) => ({
      value,
      // A difference or growth is told by the two cells that it is made of.
      proved: source.proof !== undefined || source.records !== undefined || / [−÷] /.test(source.cell),
    })),
    text: answer,
    code: refused?.code ?? null,
    report,
    parameters,
    records,
    calls: contributors ? steps.length : result || records ? 1 : 0,
  };
}
