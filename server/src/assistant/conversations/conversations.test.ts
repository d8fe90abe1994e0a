import type { AskResult } from "@sextant/contracts";
import { conversationEvent } from "@sextant/contracts";
import { describe, expect, it } from "vitest";
import { answerNotUnderstood } from "../answers/refusal.ts";
import { type AskFunction, Conversations } from "./conversations.ts";
import type { NumberedEvent } from "./event-log.ts";

const reply = (question: string): AskResult =>
  answerNotUnderstood(question, {
    kind: "not-understood",
    reason: "no-match",
    message: "?",
    unexplained: [],
    suggestions: [],
  });
const instantly: AskFunction = async (question) => reply(question);
const never: AskFunction = (_, { signal }) =>
  new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
const types = (events: readonly NumberedEvent[]) => events.map(({ event }) => event.type);

describe("conversations", () => {
  it("number events by one and end every question with done", async () => {
    const store = new Conversations(instantly);
    const id = store.open();
    await store.ask(id, "a").finished;
    await store.ask(id, "b").finished;
    const events = store.events(id);
    expect(events.map((event) => event.id)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(types(events)).toEqual(["question", "answer", "done", "question", "answer", "done"]);
    for (const { event } of events) expect(() => conversationEvent.parse(event)).not.toThrow();
  });

  it("replays after an id, then follows, without a gap or a repetition", async () => {
    const store = new Conversations(instantly);
    const id = store.open();
    await store.ask(id, "a").finished;
    const seen: number[] = [];
    const stop = store.follow(id, 1, (event) => seen.push(event.id));
    await store.ask(id, "b").finished;
    expect(seen).toEqual([2, 3, 4, 5, 6]);
    stop();
    await store.ask(id, "c").finished;
    expect(seen).toHaveLength(5);
  });

  it("answers one question at a time", async () => {
    const store = new Conversations(never);
    const id = store.open();
    const { finished } = store.ask(id, "a");
    expect(() => store.ask(id, "b")).toThrow(expect.objectContaining({ code: "conflict" }));
    expect(store.cancel(id)).toBe(true);
    await finished;
    expect(store.cancel(id)).toBe(false);
    const events = store.events(id);
    expect(types(events)).toEqual(["question", "error", "done"]);
    expect(events[1]?.event).toMatchObject({ error: { code: "aborted" } });
  });

  it("does not keep a text of any length", () => {
    const store = new Conversations(instantly);
    const id = store.open();
    expect(() => store.ask(id, "x".repeat(100_000))).toThrow(expect.objectContaining({ code: "bad_usage" }));
    expect(store.events(id)).toEqual([]);
  });

  it("forgets the conversation unused for longest and cancels its question", async () => {
    const aborted: string[] = [];
    const store = new Conversations(
      (question, { signal }) =>
        new Promise((resolve) =>
          signal.addEventListener("abort", () => {
            aborted.push(question);
            resolve(reply(question));
          }),
        ),
      { conversations: 2 },
    );
    const [first, second] = [store.open(), store.open()];
    store.ask(first, "one");
    store.ask(second, "two");
    store.events(first);
    const third = store.open();
    expect([first, second, third].map((id) => store.has(id))).toEqual([true, false, true]);
    expect(aborted).toEqual(["two"]);
    expect(() => store.events(second)).toThrow(expect.objectContaining({ code: "not_found" }));
    store.close();
    expect(aborted).toEqual(["two", "one"]);
  });

  it("keeps at most the given number of events, the latest, with their own ids", async () => {
    const store = new Conversations(instantly, { events: 4 });
    const id = store.open();
    for (const question of ["a", "b", "c"]) await store.ask(id, question).finished;
    expect(store.events(id).map((event) => event.id)).toEqual([6, 7, 8, 9]);
  });

  it("keeps only the latest progress of a run", async () => {
    const store = new Conversations(async (question, { onEvent }) => {
      for (let done = 1; done <= 100; done++) onEvent({ type: "progress", phase: "reading", done, of: 100 });
      return reply(question);
    });
    const id = store.open();
    const live: number[] = [];
    store.follow(id, 0, (event) => live.push(event.id));
    await store.ask(id, "a").finished;
    expect(live).toHaveLength(103);
    expect(types(store.events(id))).toEqual(["question", "progress", "answer", "done"]);
    expect(store.events(id)[1]?.event).toMatchObject({ done: 100 });
  });

  it("hides what an unforeseen error says", async () => {
    const store = new Conversations(async () => {
      throw new Error("password is hunter2");
    });
    const id = store.open();
    await store.ask(id, "a").finished;
    expect(JSON.stringify(store.events(id))).not.toContain("hunter2");
    expect(store.events(id)[1]?.event).toMatchObject({ type: "error", error: { code: "internal" } });
  });

  it("survives a listener that throws, and drops events that come after the end", async () => {
    let late = () => {};
    const store = new Conversations(async (question, { onEvent }) => {
      late = () => onEvent({ type: "progress", phase: "too late" });
      return reply(question);
    });
    const id = store.open();
    store.follow(id, 0, () => {
      throw new Error("gone");
    });
    await store.ask(id, "a").finished;
    late();
    expect(types(store.events(id))).toEqual(["question", "answer", "done"]);
  });
});
