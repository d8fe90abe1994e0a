import type { Token } from "../text/tokenise.ts";
import type { Plan } from "./types.ts";

const LEAD = "(?:(?:and|now|please|ok|just|can you|could you|i want|i would like) )*";
const SHOW =
  "(?:(?:show|draw|plot|display|give|make|put|see|present|turn)(?: me| us)? )?(?:(?:it|that|this|them|the same|the answer|the result) )?";
const VIEW = new RegExp(
  `^${LEAD}${SHOW}(?:as|in|into|on) (?:a |an |the )?(?:bar )?(chart|graph|diagram|plot|table)(?: please| instead)*$`,
);
const RANKED = new RegExp(
  `^${LEAD}(?:(?:the )?(?:biggest|largest|highest) (?:first|on top)|(?:sort|order|rank)(?:ed)?(?: it| them| that)? by (?:size|amount))(?: please)?$`,
);

/** "As a chart", "show it as a table", "biggest first": the question before in another form. Null for anything else, and where the answer has no such form. */
export function asView(tokens: readonly Token[], previous: Plan | undefined): Plan | null {
  if (!previous) return null;
  const text = tokens.map(({ word }) => word).join(" ");
  const view = VIEW.exec(text)?.[1];
  if (view !== undefined) return { ...previous, view: view === "table" ? "table" : "chart" };
  return RANKED.test(text) && previous.verified.answer.list?.order === "largest" ? previous : null;
}
