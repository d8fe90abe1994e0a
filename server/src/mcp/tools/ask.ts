import { askResult, defineTool, figure, READS } from "@sextant/contracts";
import { z } from "zod";
import { askBooks } from "../../ask-books.ts";
import { LONGEST_QUESTION } from "../../assistant/index.ts";
import type { BooksAccess } from "../books-access.ts";

export const askTool = defineTool({
  name: "ask",
  title: "Ask the books a question",
  description:
    "Answers a question about the books in plain English, without a model: it matches a verified question, computes the report behind it and words the answer from proved cells only. " +
    'Understands dates ("at the end of last quarter"), companies, partners and ages. When `understood` is false or `refused` is set there is no figure: choose one of `suggestions` or use `report`, and do not guess. ' +
    "Repeat figures exactly as they stand in `answer` and `figures`.",
  input: z.strictObject({
    question: z.string().trim().min(1).max(LONGEST_QUESTION).describe('e.g. "Who owes us the most money?"'),
    company: z
      .union([z.number().int(), z.string().min(1).max(200)])
      .optional()
      .describe("The company meant when the question names none; default: the user's first"),
  }),
  output: askResult.omit({ result: true, figures: true }).extend({
    figures: z.array(figure.extend({ source: figure.shape.source.omit({ proof: true }) })),
  }),
  effects: READS,
  async handle(
    { open, questions, semantics, shown, counted }: BooksAccess,
    { question, company },
    { signal, onProgress },
  ) {
    const answer = await counted(() =>
      askBooks({ open, questions, semantics }, question, {
        signal,
        ...(company === undefined ? {} : { company }),
        onEvent: (event) => event.type === "progress" && onProgress?.(event.phase, event.done, event.of),
      }),
    );
    signal.throwIfAborted();
    const { result, figures, ...rest } = answer;
    if (result && rest.report !== null) shown.keep(rest.report, rest.parameters, result);
    return { ...rest, figures };
  },
});
