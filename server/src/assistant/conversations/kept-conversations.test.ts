import { join } from "node:path";
import type { AskResult } from "@sextant/contracts";
import { afterAll, describe, expect, it } from "vitest";
import { openDatabase } from "../../platform/database/open-database.ts";
import { builtProcess } from "../../platform/database/testing/built-process.ts";
import { answerNotUnderstood } from "../answers/refusal.ts";
import type { Plan } from "../planner/types.ts";
import { asOwner } from "./as-owner.ts";
import { Conversations, type ConversationsOptions } from "./conversations.ts";
import { readShared } from "./read-shared.ts";
import type { SharedQuestion } from "./shared-questions.ts";
import { ANN, BEN, CALLER, EVE, listenerOf } from "./testing/people.ts";
import type { AskFunction } from "./types.ts";

const built = await builtProcess();
const open = (data = join(built.home, "data")) => openDatabase({ databaseUrl: null, data }, { script: built.script });
const database = open();
// Here, for a new database takes its time on a busy machine and a test has only so much.
await database.query(ANN.tenant, "select 1");
afterAll(async () => {
  await database.close();
  built.remove();
});

const reply = (question: string, answer = `Nothing about ${question}.`): AskResult => ({
  ...answerNotUnderstood(question, {
    kind: "not-understood",
    reason: "no-match",
    message: answer,
    unexplained: [],
    suggestions: [],
  }),
});
const instantly: AskFunction = async (question) => reply(question);
const never: AskFunction = (_, { signal }) =>
  new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
/** Another run of the server on the same database. */
const run = (ask: AskFunction = instantly, options: Partial<ConversationsOptions> = {}) =>
  new Conversations({ ask, database, patienceMs: 1, ...options });
const told = async (store: Conversations, question: string) => {
  const id = store.open(ANN);
  await (await store.ask(ANN, id, question, { caller: CALLER })).finished;
  return id;
};
const shapes = async (store: Conversations, id: string) =>
  (await store.events(ANN, id)).map(({ event }) => (event.type === "error" ? event.error.code : event.type));

describe("conversations that are kept", () => {
  it("go on in another run of the server, with ids above all that were seen", async () => {
    const first = run();
    const id = await told(first, "a");
    await first.close();
    const histories: unknown[] = [];
    const second = run(async (question, { history }) => {
      histories.push(history);
      return reply(question);
    });
    expect(await shapes(second, id)).toEqual(["question", "answer", "done"]);
    const seen: number[] = [];
    // A reader that saw events of the first run which it did not get to keep.
    await second.follow(
      ANN,
      id,
      57,
      listenerOf((number) => seen.push(number ?? 0)),
    );
    await (await second.ask(ANN, id, "b", { caller: CALLER })).finished;
    expect(seen).toEqual([1_000_001, 1_000_002, 1_000_003]);
    expect(histories).toEqual([[{ question: "a", answer: "Nothing about a." }]]);
    await second.close();
  });

  it("show a question as interrupted when the server stopped or was killed, once", async () => {
    const first = run(never);
    const stopped = first.open(ANN);
    await first.ask(ANN, stopped, "stopped", { caller: CALLER });
    await first.close();
    const second = run(never);
    const killed = second.open(ANN);
    await second.ask(ANN, killed, "killed", { caller: CALLER });
    // Not closed: its process is gone with what it had kept so far.
    await until(async () => (await run().list(ANN, "killed")).conversations.length === 1);
    const later = run();
    expect(await shapes(later, stopped)).toEqual(["question", "interrupted", "done"]);
    expect(await shapes(later, killed)).toEqual(["question", "interrupted", "done"]);
    await later.close();
    expect(await shapes(run(), killed)).toEqual(["question", "interrupted", "done"]);
  });

  it("are not taken up while the server stops, and nothing of them is lost", async () => {
    const first = run();
    const id = await told(first, "a");
    await first.close();
    const second = run();
    // Both are on their way to the database when the server begins to stop.
    const reading = second.events(ANN, id);
    const asking = second.ask(ANN, id, "b", { caller: CALLER });
    const closing = second.close();
    await expect(reading).rejects.toMatchObject({ code: "interrupted" });
    await expect(asking).rejects.toMatchObject({ code: "interrupted" });
    await closing;
    await expect(second.events(ANN, id)).rejects.toMatchObject({ code: "interrupted" });
    expect(await shapes(run(), id)).toEqual(["question", "answer", "done"]);
  });

  it("are listed, searched, renamed, pinned, removed and restored by their owner alone", async () => {
    let minute = 0;
    const now = () => new Date(Date.UTC(2030, 0, 1, 0, minute++));
    const store = run(async (question) => reply(question, "Müller Straße owes 1,234.50 EUR"), { now });
    const [one, two] = [await told(store, "Who owes us money?"), await told(store, "O'Brien \\ 100% {x} ' or 1=1")];
    await store.close();
    const later = run();
    const titles = async (search?: string) => (await later.list(ANN, search)).conversations.map(({ id }) => id);
    expect((await titles()).slice(0, 2)).toEqual([two, one]);
    expect(await titles("muller strasse")).toEqual([two, one]);
    expect(await titles("1,234.50 MONEY")).toEqual([one]);
    expect(await titles("o'brien 100%")).toEqual([two]);
    expect(await titles("':* | !& <->")).toEqual(await titles());
    expect(await titles("nobody")).toEqual([]);
    const [place] = (await later.list(ANN, "money")).conversations;
    expect(place).toMatchObject({ id: one, found: "Who owes us money?", mine: true, owner: "ann" });

    expect(await later.change(ANN, one, { title: "Debtors", pinned: true })).toMatchObject({ title: "Debtors" });
    expect((await titles())[0]).toBe(one);
    expect(await titles("debt")).toEqual([one]);
    for (const other of [BEN, EVE]) {
      expect((await later.list(other)).conversations).toEqual([]);
      await expect(later.change(other, one, { title: "x" })).rejects.toMatchObject({ code: "not_found" });
      await expect(later.remove(other, one)).rejects.toMatchObject({ code: "not_found" });
    }
    await later.remove(ANN, one);
    expect(await titles()).not.toContain(one);
    await expect(later.events(ANN, one)).rejects.toMatchObject({ code: "not_found" });
    await expect(later.restore(BEN, one)).rejects.toMatchObject({ code: "not_found" });
    expect(await later.restore(ANN, one)).toMatchObject({ id: one, title: "Debtors", pinned: true });
    expect(await shapes(later, one)).toEqual(["question", "answer", "done"]);
    await later.close();
  });

  it("hide from other people even from a query without any condition", async () => {
    const store = run();
    const id = await told(store, "mine");
    await store.change(ANN, id, { shared: true });
    const kinds = (owner: typeof ANN) =>
      asOwner(database, owner, async (session) =>
        (await session.query("select kind from conversation_event where conversation = $1 order by seq", [id])).map(
          ({ kind }) => kind,
        ),
      );
    expect(await kinds(ANN)).toEqual(["question", "answer", "done"]);
    // Shared: questions, never answers.
    expect(await kinds(BEN)).toEqual(["question"]);
    expect(await kinds(EVE)).toEqual([]);
    expect(await database.query(ANN.tenant, "select 1 from conversation where not shared")).toEqual([]);
    const forged =
      "insert into conversation_event (conversation, seq, kind, at, body) values ($1, 9, 'question', now(), '{}')";
    await expect(asOwner(database, BEN, (session) => session.query(forged, [id]))).rejects.toThrow(
      /row-level security/,
    );
    await asOwner(database, BEN, (session) => session.query("update conversation set title = 'taken'"));
    expect((await run().summary(ANN, id)).title).toBe("mine");
    await store.close();
  });

  it("are read by a colleague once shared: the questions, with answers computed anew for him", async () => {
    const plan = { report: "balance-sheet", parameters: { asOf: "2026-03-31" }, interpretation: "Balance sheet" };
    const store = run(async (question, { onEvent }) => {
      if (question === "planned") onEvent({ type: "plan", plan: plan as unknown as Plan });
      return reply(question, "secret 1,234.50");
    });
    const id = await told(store, "planned");
    await (await store.ask(ANN, id, "worded", { caller: CALLER })).finished;
    await expect(store.summary(BEN, id)).rejects.toMatchObject({ code: "not_found" });
    await store.change(ANN, id, { shared: true });
    await expect(store.summary(EVE, id)).rejects.toMatchObject({ code: "not_found" });
    expect(await store.summary(BEN, id)).toMatchObject({ mine: false, owner: "ann", title: "planned" });
    await expect(store.events(BEN, id)).rejects.toMatchObject({ code: "not_found" });
    expect((await store.list(BEN)).conversations).toEqual([]);

    const questions = await store.shared(BEN, id);
    expect(questions.map(({ question, asked }) => [question, asked?.report])).toEqual([
      ["planned", "balance-sheet"],
      ["worded", undefined],
    ]);
    expect(JSON.stringify(questions)).not.toContain("secret");
    const read = async (after: number) => {
      const events = [];
      const recompute = async ({ question }: SharedQuestion) => reply(question, "as Ben may see it");
      for await (const one of readShared(questions, after, recompute, new AbortController().signal)) events.push(one);
      return events;
    };
    expect((await read(0)).map(({ id: number, event }) => [number, event.type])).toEqual([
      [1, "question"],
      [2, "answer"],
      [3, "done"],
      [4, "question"],
      [5, "error"],
      [6, "done"],
    ]);
    expect((await read(4)).map(({ id: number }) => number)).toEqual([5, 6]);
    expect((await read(0))[1]?.event).toMatchObject({ result: { answer: "as Ben may see it" } });
    await store.change(ANN, id, { shared: false });
    await expect(store.summary(BEN, id)).rejects.toMatchObject({ code: "not_found" });
    expect(await store.shared(BEN, id)).toEqual([]);
    await store.close();
  });

  it("never make anyone wait for the database, and say when nothing is kept", async () => {
    const nowhere = openDatabase({ databaseUrl: null, data: "/dev/null/x" }, { script: built.script });
    const store = new Conversations({ ask: instantly, database: nowhere, mayHaveSome: () => false, patienceMs: 1 });
    const id = store.open(ANN);
    const seen: unknown[] = [];
    await store.follow(
      ANN,
      id,
      0,
      listenerOf((number, event) => seen.push(number ?? event)),
    );
    await (await store.ask(ANN, id, "a", { caller: CALLER })).finished;
    expect(seen).toEqual([1, 2, 3]);
    await until(async () => seen.length > 3);
    expect(seen[3]).toMatchObject({ type: "keeping", error: { code: "database_unavailable" } });
    expect(await store.list(ANN)).toMatchObject({
      conversations: [{ id }],
      notKept: { code: "database_unavailable" },
    });
    await store.close();
    await nowhere.close();
  });

  it("writes what waited once the database answers again", async () => {
    let there = false;
    const flaky: typeof database = {
      ...database,
      transaction: (tenant, work) => (there ? database : open("/dev/null/x")).transaction(tenant, work),
    };
    const store = new Conversations({ ask: instantly, database: flaky, patienceMs: 1 });
    const errors: unknown[] = [];
    const id = store.open(ANN);
    await store.follow(
      ANN,
      id,
      0,
      listenerOf((_, event) => event.type === "keeping" && errors.push(event.error?.code ?? null)),
    );
    await (await store.ask(ANN, id, "later", { caller: CALLER })).finished;
    await until(async () => errors.length === 1);
    there = true;
    await (await store.ask(ANN, id, "and more", { caller: CALLER })).finished;
    await store.close();
    expect(errors).toEqual(["database_unavailable"]);
    expect(await shapes(run(), id)).toEqual(["question", "answer", "done", "question", "answer", "done"]);
  });
});

async function until(holds: () => Promise<boolean>): Promise<void> {
  await expect.poll(holds, { timeout: 20_000, interval: 20 }).toBe(true);
}
