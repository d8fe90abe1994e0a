import { z } from "zod";
import { openEventStream } from "../platform/http/event-stream.ts";
import { type Operation, operation } from "../platform/http/operation.ts";
import type { Conversations } from "./conversations/conversations.ts";

const opened = z.object({ id: z.string() });
const asked = z.object({ question: z.string(), company: z.union([z.number().int(), z.string()]).optional() });

/** Routes of a conversation: open it, ask, follow its events, cancel. */
export function assistantOperations(conversations: Conversations): readonly Operation[] {
  return [
    operation({
      method: "post",
      path: "/api/conversations",
      summary: "Open a conversation",
      access: "ask",
      reply: { status: 201, schema: opened },
      handle: () => ({ id: conversations.open() }),
    }),
    operation({
      method: "post",
      path: "/api/conversations/:id/questions",
      summary: "Ask a question; the answer comes as events",
      access: "ask",
      body: asked,
      reply: { status: 202, schema: z.object({ accepted: z.literal(true) }) },
      handle({ params, body: { question, company } }) {
        conversations.ask(params.id ?? "", question, company === undefined ? {} : { company });
        return { accepted: true };
      },
    }),
    operation({
      method: "post",
      path: "/api/conversations/:id/cancel",
      summary: "Cancel the running question",
      access: "ask",
      reply: { schema: z.object({ cancelled: z.boolean() }) },
      handle: ({ params }) => ({ cancelled: conversations.cancel(params.id ?? "") }),
    }),
    operation({
      method: "get",
      path: "/api/conversations/:id/events",
      summary: "Events of a conversation; resumes after Last-Event-ID",
      access: "ask",
      reply: { stream: "Events `question`, `plan`, `progress`, `text`, `answer`, `error`, `done`, numbered from 1" },
      handle({ params, request, response, signal }) {
        const id = params.id ?? "";
        const last = Number(request.headers["last-event-id"] ?? 0);
        // An unknown conversation is a typed error, so ask before the stream opens.
        conversations.events(id, Number.MAX_SAFE_INTEGER);
        const stream = openEventStream(response);
        const leave = conversations.follow(
          id,
          Number.isSafeInteger(last) && last > 0 ? last : 0,
          ({ id: number, event }) => stream.send(event.type, event, number),
        );
        signal.addEventListener("abort", leave, { once: true });
      },
    }),
  ];
}
