import type { AskResult } from "@sextant/contracts";
import type { Place } from "../places/place.ts";
import type { Question } from "../question.ts";

/** What came of a question, as far as it is judged. */
export interface Reply {
  /** Amounts that the answer states; `proved` where each can be opened to its journal items or records. */
  readonly figures: readonly { readonly value: string; readonly proved: boolean }[];
  readonly text: string;
  /** Code of the refusal; null where the question was answered. */
  readonly code: string | null;
  readonly report: string | null;
  readonly parameters: AskResult["parameters"];
  readonly records: AskResult["records"];
  /** Tools that were called and, with models, requests. */
  readonly calls: number;
}

/** Who answers. */
export interface Respondent {
  readonly name: string;
  /** True where report and parameters are judged too. */
  readonly routed: boolean;
  ask(question: Question, place: Place): Promise<Reply>;
}
