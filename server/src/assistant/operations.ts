import { conversationChange, conversationList, conversationSummary } from "@sextant/contracts";
import { z } from "zod";
import type { Caller } from "../platform/access/caller.ts";
import { openEventStream } from "../platform/http/event-stream.ts";
import { type Operation, operation } from "../platform/http/operation.ts";
import type { Conversations } from "./conversations/conversations.ts";
import { type Recompute, readShared } from "./conversations/read-shared.ts";
import type { Owner } from "./conversations/types.ts";
import { CONVERSATION_FORMATS, exportConversation } from "./export/export-conversation.ts";

const opened = z.object({ id: z.string() });
const asked = z.object({ question: z.string(), company: z.union([z.number().int(), z.string()]).optional() });
const done = z.object({ done: z.literal(true) });

const ownerOf = ({ caller: { tenant, userId, login } }: { readonly caller: Caller }): Owner => ({
  tenant,
  user: String(userId),
  name: login === "" ? "you" : login,
});

/** Computes answers anew with the rights of a caller. */
export type RecomputeFor = (caller: Caller) => Recompute;

/** Routes of conversations: list, open, ask, follow the events, cancel, change, remove. */
export function assistantOperations(conversations: Conversations, recompute: RecomputeFor): readonly Operation[] {
  return [
    operation({
      method: "get",
      path: "/api/conversations",
      summary: "The caller's conversations, optionally those that hold all words searched for",
      access: "ask",
      query: z.object({ search: z.string().max(200).optional() }),
      reply: { schema: conversationList },
      handle: (call) => conversations.list(ownerOf(call), call.query.search),
    }),
    operation({
      method: "post",
      path: "/api/conversations",
      summary: "Open a conversation",
      access: "ask",
      reply: { status: 201, schema: opened },
      handle: (call) => ({ id: conversations.open(ownerOf(call)) }),
    }),
    operation({
      method: "get",
      path: "/api/conversations/:id",
      summary: "A conversation without its events",
      access: "ask",
      reply: { schema: conversationSummary },
      handle: (call) => conversations.summary(ownerOf(call), call.params.id ?? ""),
    }),
    operation({
      method: "get",
      path: "/api/conversations/:id/export",
      summary: "A conversation as Markdown or PDF",
      access: "export",
      query: z.object({ format: z.enum(CONVERSATION_FORMATS).default("md") }),
      reply: { file: "The file, named after the conversation" },
      async handle(call) {
        const [owner, id] = [ownerOf(call), call.params.id ?? ""];
        const summary = await conversations.summary(owner, id);
        const events = (await conversations.events(owner, id)).map(({ event }) => event);
        const file = await exportConversation(summary, events, call.query.format);
        call.response.attachment(file.fileName).type(file.mediaType).send(file.content);
      },
    }),
    operation({
      method: "post",
      path: "/api/conversations/:id/change",
      summary: "Rename, pin or share a conversation",
      access: "ask",
      body: conversationChange,
      reply: { schema: conversationSummary },
      handle: (call) => conversations.change(ownerOf(call), call.params.id ?? "", call.body),
    }),
    operation({
      method: "post",
      path: "/api/conversations/:id/remove",
      summary: "Remove a conversation; it can be restored for a day",
      access: "ask",
      reply: { schema: done },
      async handle(call) {
        await conversations.remove(ownerOf(call), call.params.id ?? "");
        return { done: true };
      },
    }),
    operation({
      method: "post",
      path: "/api/conversations/:id/restore",
      summary: "Take back the removal of a conversation",
      access: "ask",
      reply: { schema: conversationSummary },
      handle: (call) => conversations.restore(ownerOf(call), call.params.id ?? ""),
    }),
    operation({
      method: "post",
      path: "/api/conversations/:id/questions",
      summary: "Ask a question; the answer comes as events",
      access: "ask",
      body: asked,
      reply: { status: 202, schema: z.object({ accepted: z.literal(true) }) },
      async handle(call) {
        const { question, company } = call.body;
        await conversations.ask(ownerOf(call), call.params.id ?? "", question, {
          caller: call.caller,
          ...(company === undefined ? {} : { company }),
        });
        return { accepted: true };
      },
    }),
    operation({
      method: "post",
      path: "/api/conversations/:id/cancel",
      summary: "Cancel the running question",
      access: "ask",
      reply: { schema: z.object({ cancelled: z.boolean() }) },
      handle: async (call) => ({ cancelled: await conversations.cancel(ownerOf(call), call.params.id ?? "") }),
    }),
    operation({
      method: "get",
      path: "/api/conversations/:id/events",
      summary: "Events of a conversation; resumes after Last-Event-ID",
      access: "ask",
      reply: {
        stream:
          "Events `question`, `plan`, `progress`, `text`, `answer`, `error`, `done` with growing ids, and `keeping` without one",
      },
      async handle(call) {
        const [owner, id] = [ownerOf(call), call.params.id ?? ""];
        const last = Number(call.request.headers["last-event-id"] ?? 0);
        const after = Number.isSafeInteger(last) && last > 0 ? last : 0;
        // An unknown conversation is a typed error, so ask before the stream opens.
        const { mine } = await conversations.summary(owner, id);
        const shared = mine ? null : await conversations.shared(owner, id);
        if (call.signal.aborted) return;
        const stream = openEventStream(call.response);
        if (shared) {
          for await (const one of readShared(shared, after, recompute(call.caller), call.signal))
            stream.send(one.event.type, one.event, one.id);
          return;
        }
        const leave = await conversations.follow(owner, id, after, {
          event: (event, number) => stream.send(event.type, event, number ?? undefined),
          end: () => stream.end(),
        });
        if (call.signal.aborted) leave();
        else call.signal.addEventListener("abort", leave, { once: true });
      },
    }),
  ];
}
