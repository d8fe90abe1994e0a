import type { AskResult } from "@sextant/contracts";
import { conversationEvent } from "@sextant/contracts";
import { describe, expect, it } from "vitest";
import { answerNotUnderstood } from "../answers/refusal.ts";
import { type ConversationLimits, Conversations } from "./conversations.ts";
import { ANN, BEN, CALLER, listenerOf } from "./testing/people.ts";
import type { AskFunction, NumberedEvent } from "./types.ts";

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

const inMemory = (ask: AskFunction, limits: Partial<ConversationLimits> = {}) =>
  new Conversations({ ask, database: null, limits });

describe("conversations", () => {
  it("number events by one and end every question with done", async () => {
    const store = inMemory(instantly);
    const id = store.open(ANN);
    await (await store.ask(ANN, id, "a", { caller: CALLER })).finished;
    await (await store.ask(ANN, id, "b", { caller: CALLER })).finished;
    const events = await store.events(ANN, id);
    expect(events.map((event) => event.id)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(types(events)).toEqual(["question", "answer", "done", "question", "answer", "done"]);
    for (const { event } of events) expect(() => conversationEvent.parse(event)).not.toThrow();
  });

  it("replays after an id, then follows, without a gap or a repetition", async () => {
    const store = inMemory(instantly);
    const id = store.open(ANN);
    await (await store.ask(ANN, id, "a", { caller: CALLER })).finished;
    const seen: number[] = [];
    const stop = await store.follow(
      ANN,
      id,
      1,
      listenerOf((id) => seen.push(id ?? 0)),
    );
    await (await store.ask(ANN, id, "b", { caller: CALLER })).finished;
    expect(seen).toEqual([2, 3, 4, 5, 6]);
    stop();
    await (await store.ask(ANN, id, "c", { caller: CALLER })).finished;
    expect(seen).toHaveLength(5);
  });

  it("answers one question at a time", async () => {
    const store = inMemory(never);
    const id = store.open(ANN);
    const { finished } = await store.ask(ANN, id, "a", { caller: CALLER });
    await expect(store.ask(ANN, id, "b", { caller: CALLER })).rejects.toMatchObject({ code: "conflict" });
    expect(await store.cancel(ANN, id)).toBe(true);
    await finished;
    expect(await store.cancel(ANN, id)).toBe(false);
    const events = await store.events(ANN, id);
    expect(types(events)).toEqual(["question", "error", "done"]);
    expect(events[1]?.event).toMatchObject({ error: { code: "aborted" } });
  });

  it("does not keep a text of any length", async () => {
    const store = inMemory(instantly);
    const id = store.open(ANN);
    await expect(store.ask(ANN, id, "x".repeat(100_000), { caller: CALLER })).rejects.toMatchObject({
      code: "bad_usage",
    });
    expect(await store.events(ANN, id)).toEqual([]);
  });

  it("forgets the conversation unused for longest and cancels its question", async () => {
    const aborted: string[] = [];
    const store = inMemory(
      (question, { signal }) =>
        new Promise((resolve) =>
          signal.addEventListener("abort", () => {
            aborted.push(question);
            resolve(reply(question));
          }),
        ),
      { idle: 2, all: 2 },
    );
    const [first, second] = [store.open(ANN), store.open(ANN)];
    await store.ask(ANN, first, "one", { caller: CALLER });
    await store.ask(ANN, second, "two", { caller: CALLER });
    await store.events(ANN, first);
    const third = store.open(ANN);
    expect([first, second, third].map((id) => store.has(id))).toEqual([true, false, true]);
    expect(aborted).toEqual(["two"]);
    await expect(store.events(ANN, second)).rejects.toMatchObject({ code: "not_found" });
    await store.close();
    expect(aborted).toEqual(["two", "one"]);
  });

  it("keeps at most the given number of events, the latest, with their own ids", async () => {
    const store = inMemory(instantly, { events: 4 });
    const id = store.open(ANN);
    for (const question of ["a", "b", "c"]) await (await store.ask(ANN, id, question, { caller: CALLER })).finished;
    expect((await store.events(ANN, id)).map((event) => event.id)).toEqual([6, 7, 8, 9]);
  });

  it("keeps only the latest progress of a run", async () => {
    const store = inMemory(async (question, { onEvent }) => {
      for (let done = 1; done <= 100; done++) onEvent({ type: "progress", phase: "reading", done, of: 100 });
      return reply(question);
    });
    const id = store.open(ANN);
    const live: number[] = [];
    await store.follow(
      ANN,
      id,
      0,
      listenerOf((id) => live.push(id ?? 0)),
    );
    await (await store.ask(ANN, id, "a", { caller: CALLER })).finished;
    expect(live).toHaveLength(103);
    expect(types(await store.events(ANN, id))).toEqual(["question", "progress", "answer", "done"]);
    expect((await store.events(ANN, id))[1]?.event).toMatchObject({ done: 100 });
  });

  it("hides what an unforeseen error says", async () => {
    const store = inMemory(async () => {
      throw new Error("password is hunter2");
    });
    const id = store.open(ANN);
    await (await store.ask(ANN, id, "a", { caller: CALLER })).finished;
    expect(JSON.stringify(await store.events(ANN, id))).not.toContain("hunter2");
    expect((await store.events(ANN, id))[1]?.event).toMatchObject({ type: "error", error: { code: "internal" } });
  });

  it("survives a listener that throws, and drops events that come after the end", async () => {
    let late = () => {};
    const store = inMemory(async (question, { onEvent }) => {
      late = () => onEvent({ type: "progress", phase: "too late" });
      return reply(question);
    });
    const id = store.open(ANN);
    await store.follow(
      ANN,
      id,
      0,
      listenerOf(() => {
        throw new Error("gone");
      }),
    );
    await (await store.ask(ANN, id, "a", { caller: CALLER })).finished;
    late();
    expect(types(await store.events(ANN, id))).toEqual(["question", "answer", "done"]);
  });

  it("lets go of idle ones only while somebody follows the others", async () => {
    const store = inMemory(instantly, { idle: 1 });
    const followed = store.open(ANN);
    await store.follow(ANN, followed, 0, listenerOf());
    const [second, third, fourth] = [store.open(ANN), store.open(ANN), store.open(ANN)];
    expect([followed, second, third, fourth].map((id) => store.has(id))).toEqual([true, false, true, true]);
  });

  it("belong to who opened them", async () => {
    const store = inMemory(instantly);
    const id = store.open(ANN);
    await (await store.ask(ANN, id, "a", { caller: CALLER })).finished;
    const elsewhere = { ...ANN, tenant: BEN.tenant, user: BEN.user };
    for (const other of [BEN, elsewhere]) {
      await expect(store.events(other, id)).rejects.toMatchObject({ code: "not_found" });
      await expect(store.follow(other, id, 0, listenerOf())).rejects.toMatchObject({ code: "not_found" });
      await expect(store.ask(other, id, "b", { caller: CALLER })).rejects.toMatchObject({ code: "not_found" });
      await expect(store.cancel(other, id)).rejects.toMatchObject({ code: "not_found" });
      await expect(store.change(other, id, { title: "mine" })).rejects.toMatchObject({ code: "not_found" });
      await expect(store.remove(other, id)).rejects.toMatchObject({ code: "not_found" });
      expect((await store.list(other)).conversations).toEqual([]);
    }
    expect((await store.list(ANN)).conversations).toMatchObject([{ id, title: "a" }]);
  });

  it("ends its streams and says what was interrupted when the server stops", async () => {
    const store = inMemory(never);
    const id = store.open(ANN);
    const seen: unknown[] = [];
    await store.follow(ANN, id, 0, {
      event: (event) => seen.push(event.type === "error" ? event.error.code : event.type),
      end: () => seen.push("end"),
    });
    await store.ask(ANN, id, "a", { caller: CALLER });
    await store.close();
    expect(seen).toEqual(["question", "interrupted", "done", "end"]);
    expect(() => store.open(ANN)).toThrow(expect.objectContaining({ code: "interrupted" }));
  });
});
