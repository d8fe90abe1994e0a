import { advanceTime, describe, expect, microTick, test } from "@odoo/hoot";
import { createConversation } from "@sextant/conversation/conversation";
import { applyEvent } from "@sextant/conversation/turns";
import { ServerError, unreachable } from "@sextant/server/server_error";
import { inEnglish } from "./fakes";

describe.current.tags("headless");

const settled = async () => {
  for (let turn = 0; turn < 30; turn += 1) {
    await microTick();
  }
};
const answer = { question: "Q", understood: true, answer: "A", figures: [], suggestions: [] };

/** A server whose streams are scripted, one a call: events, then an error or the end. */
function scripted(streams, more = {}) {
  const calls = [];
  return {
    calls,
    signInAnew: () => true,
    async post(path, body) {
      calls.push([path, body]);
      return { id: "c1" };
    },
    async *events(_path, { lastEventId }) {
      calls.push(["events", lastEventId]);
      const { events = [], error } = streams.shift() ?? {};
      for (const [id, event] of events) {
        yield { id, data: JSON.stringify(event) };
      }
      if (error) {
        throw error;
      }
    },
    ...more,
  };
}

test("a turn follows its events, and ignores those that are newer than the module", () => {
  let turns = applyEvent([], { type: "text", text: "early" });
  expect(turns).toEqual([]);
  for (const event of [
    { type: "question", text: "Q" },
    { type: "plan", interpretation: "I" },
    { type: "text", text: "Half" },
    { type: "text", text: "whole." },
    { type: "from-the-future" },
  ]) {
    turns = applyEvent(turns, event);
  }
  expect(turns).toMatchObject([{ question: "Q", state: "running", interpretation: "I", draft: "Half whole." }]);
  turns = applyEvent(applyEvent(turns, { type: "answer", result: answer }), { type: "done" });
  expect(turns).toMatchObject([{ state: "done", answer: { answer: "A" } }]);
  const cancelled = applyEvent(applyEvent([], { type: "question", text: "Q" }), {
    type: "error",
    error: { code: "aborted" },
  });
  expect(applyEvent(cancelled, { type: "done" })).toMatchObject([{ state: "cancelled", error: null }]);
});

test("a stream that breaks is taken up where it was", async () => {
  inEnglish();
  const server = scripted([
    { events: [["1", { type: "question", text: "Q" }]], error: unreachable() },
    { error: unreachable() },
    {
      events: [
        ["2", { type: "answer", result: answer }],
        ["3", { type: "done" }],
      ],
    },
  ]);
  const states = [];
  const conversation = createConversation(server, ({ reconnecting }) => states.push(reconnecting));
  await conversation.ask("Q", 5);
  await settled();
  expect(conversation.state.reconnecting).toBe(true);
  await advanceTime(500);
  await advanceTime(1000);
  await settled();
  expect(conversation.state).toMatchObject({
    reconnecting: false,
    turns: [{ state: "done", answer: { answer: "A" } }],
  });
  expect(server.calls).toEqual([
    ["/api/conversations", undefined],
    ["/api/conversations/c1/questions", { question: "Q", company: 5 }],
    ["events", null],
    ["events", "1"],
    ["events", "1"],
  ]);
});

test("a server that has forgotten the conversation gets the question in a new one", async () => {
  inEnglish();
  let known = false;
  const calls = [];
  const server = scripted([], {
    async post(path) {
      calls.push(path);
      if (path.endsWith("/questions") && !known) {
        known = true;
        throw new ServerError({ code: "not_found", message: "Unknown." }, 404);
      }
      return { id: "c1" };
    },
  });
  const conversation = createConversation(server, () => undefined);
  await conversation.ask("Q");
  expect(calls).toEqual([
    "/api/conversations",
    "/api/conversations/c1/questions",
    "/api/conversations",
    "/api/conversations/c1/questions",
  ]);
  conversation.clear();
});

test("a key that was taken back is asked with anew, once", async () => {
  inEnglish();
  const ended = {
    events: [
      ["1", { type: "question", text: "Q" }],
      ["2", { type: "error", error: { code: "authentication", message: "Ended." } }],
      ["3", { type: "done" }],
    ],
  };
  const server = scripted([ended, ended]);
  const conversation = createConversation(server, () => undefined);
  await conversation.ask("Q");
  await settled();
  expect(server.calls.filter(([path]) => path.endsWith("/questions")).length).toBe(2);
  expect(conversation.state.turns.at(-1)).toMatchObject({ state: "done", error: { code: "authentication" } });
});

test("a question that could not be sent stays on the screen with its reason", async () => {
  inEnglish();
  const server = scripted([], { post: async () => Promise.reject(unreachable()) });
  const conversation = createConversation(server, () => undefined);
  await conversation.ask("Q");
  expect(conversation.state).toMatchObject({ sending: null, failure: { question: "Q", error: { retryable: true } } });
});
