import {
  type AskResult,
  type ConversationEvent,
  markDecision,
  markedQuestion,
  markedQuestions,
  markRequest,
  SextantError,
} from "@sextant/contracts";
import type { Caller } from "../../platform/access/caller.ts";
import type { Database } from "../../platform/database/database.ts";
import { type Operation, operation } from "../../platform/http/operation.ts";
import type { Catalogue } from "../catalogue/load-questions.ts";
import type { Conversations } from "../conversations/conversations.ts";
import type { PlanContext } from "../planner/types.ts";
import { markAnswer } from "./mark-answer.ts";
import { decideMark, keepMark, listMarks } from "./marks.ts";

export interface MarkAccess {
  readonly conversations: Pick<Conversations, "events">;
  readonly database: Database;
  /** Folder of data. */
  readonly data: string;
  readonly catalogueOf: (tenant: string) => Catalogue;
  /** How a question of the caller would be planned now. */
  readonly contextOf: (caller: Caller, signal: AbortSignal) => Promise<PlanContext>;
  /** False while nothing was ever kept: then a look does not make a database. */
  readonly mayHaveSome: () => boolean;
}

/** Routes of answers that users have marked as right, and of their reviewers. */
export function markOperations({
  conversations,
  database,
  data,
  catalogueOf,
  contextOf,
  mayHaveSome,
}: MarkAccess): readonly Operation[] {
  const mayReview = ({ permissions }: Caller) => permissions.has("review-questions");
  return [
    operation({
      method: "get",
      path: "/api/marked-questions",
      summary: "Answers marked as right: all for a reviewer, else the caller's own",
      access: "ask",
      reply: { schema: markedQuestions },
      handle: async ({ caller }) => ({
        mayReview: mayReview(caller),
        questions: mayHaveSome()
          ? await listMarks(database, caller, mayReview(caller), catalogueOf(caller.tenant))
          : [],
      }),
    }),
    operation({
      method: "post",
      path: "/api/marked-questions",
      summary: "Mark an answer of a conversation as right; it waits for a reviewer",
      access: "ask",
      body: markRequest,
      reply: { status: 201, schema: markedQuestion },
      async handle({ caller, body: { conversation, turn }, signal }) {
        const owner = { tenant: caller.tenant, user: String(caller.userId), name: caller.login || "you" };
        const events = (await conversations.events(owner, conversation)).map(({ event }) => event);
        const { answer, askedOn } = answerOf(events, turn);
        const marked = await markAnswer(answer, askedOn, await contextOf(caller, signal), signal);
        return keepMark(database, caller, marked, catalogueOf(caller.tenant), new Date());
      },
    }),
    operation({
      method: "post",
      path: "/api/marked-questions/:id/decision",
      summary: "Confirm or reject a marked answer as it was shown",
      access: "review-questions",
      body: markDecision,
      reply: { schema: markedQuestion },
      handle: ({ caller, params, body }) =>
        decideMark(database, caller, params.id ?? "", body, catalogueOf(caller.tenant), data, new Date()),
    }),
  ];
}

/** The answer to the question of that number, and the day of the question. */
function answerOf(
  events: readonly ConversationEvent[],
  turn: number,
): { readonly answer: AskResult; readonly askedOn: string } {
  let number = -1;
  let askedOn = "";
  for (const event of events) {
    if (event.type === "question") {
      number++;
      askedOn = event.at.slice(0, 10);
    } else if (event.type === "answer" && number === turn) return { answer: event.result, askedOn };
  }
  throw new SextantError("not_found", "This question of the conversation has no answer.");
}
