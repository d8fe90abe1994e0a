import type { ConversationEvent } from "@sextant/contracts";
import { afterEach, expect, it, vi } from "vitest";
import { followConversation } from "./follow-conversation.ts";

afterEach(() => vi.unstubAllGlobals());

const event = (id: number, type: "question" | "done") =>
  `id: ${id}\ndata: ${JSON.stringify(type === "question" ? { type, text: "?", at: "" } : { type })}\n\n`;

/** A stream that gives its pieces, then breaks or ends. */
function stream(pieces: readonly string[], breaks: boolean): Response {
  const body = new ReadableStream({
    async start(controller) {
      for (const piece of pieces) {
        controller.enqueue(new TextEncoder().encode(piece));
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      if (breaks) controller.error(new TypeError("network error"));
      else controller.close();
    },
  });
  return new Response(body, { headers: { "Content-Type": "text/event-stream" } });
}

function follow(replies: readonly (() => Response)[], after: string | null = null) {
  const asked: (string | null)[] = [];
  const controller = new AbortController();
  vi.stubGlobal("fetch", async (_path: string, init: { headers: Record<string, string> }) => {
    asked.push(init.headers["Last-Event-ID"] ?? null);
    const reply = replies[asked.length - 1];
    if (reply === undefined) throw new TypeError("Failed to fetch");
    return reply();
  });
  const events: ConversationEvent["type"][] = [];
  const reconnecting: boolean[] = [];
  const end = followConversation({
    id: "c",
    after,
    signal: controller.signal,
    retries: [1, 1],
    idle: 1,
    onEvent: ({ type }) => events.push(type),
    onReconnecting: (now) => reconnecting.push(now),
  });
  return { end, asked, events, reconnecting, controller };
}

it("resumes after the last event when the connection breaks", async () => {
  const run = follow([() => stream([event(1, "question")], true), () => stream([event(2, "done")], true)]);
  expect(await run.end).toMatchObject({ code: "transport", retryable: true });
  expect(run.events).toEqual(["question", "done"]);
  expect(run.asked).toEqual([null, "1", "2", "2"]);
  expect(run.reconnecting).toEqual([false, true, false, true, true]);
});

it("begins after the event that is already known", async () => {
  const run = follow([() => stream([event(8, "done")], false)], "7");
  await run.end;
  expect(run.asked[0]).toBe("7");
});

it("gives up at once when the server does not know the conversation", async () => {
  const body = { code: "not_found", message: "m", action: "a", retryable: false };
  const run = follow([() => Response.json(body, { status: 404 })]);
  expect(await run.end).toEqual(body);
  expect(run.asked).toHaveLength(1);
});

it("is quiet when the reader leaves", async () => {
  const run = follow([() => stream([event(1, "question")], false)]);
  run.controller.abort();
  expect(await run.end).toBeNull();
});
