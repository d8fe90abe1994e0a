import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { personHere } from "../platform/access/caller.ts";
import { createApp } from "../platform/http/app.ts";
import { createLog } from "../platform/log.ts";
import { answerNotUnderstood } from "./answers/refusal.ts";
import { Conversations } from "./conversations/conversations.ts";
import { ANN } from "./conversations/testing/people.ts";
import { assistantOperations } from "./operations.ts";

/** The person at this machine. */
const HERE = { ...ANN, user: "0" };
const caller = personHere(ANN.tenant, ANN.name);
const conversations = new Conversations({
  database: null,
  ask: async (question) =>
    answerNotUnderstood(question, {
      kind: "not-understood",
      reason: "no-match",
      message: "?",
      unexplained: [],
      suggestions: [],
    }),
});
let base = "";
let stop: () => void;

beforeAll(async () => {
  const app = createApp({
    operations: assistantOperations(conversations, () => async () => Promise.reject(new Error("nothing is shared"))),
    identify: async () => ({ caller, ended: new AbortController().signal, note: async () => undefined }),
    log: createLog("silent"),
    version: "1.2.3",
    hosts: ["127.0.0.1"],
    consoleDir: "/nonexistent",
    ready: async () => undefined,
  });
  const server = app.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  stop = () => {
    server.closeAllConnections();
    server.close();
  };
});
afterAll(() => stop());

/** Ids of the events that come, until one of them is `until`. */
async function eventIds(id: string, until: number, lastEventId?: string): Promise<number[]> {
  const leave = new AbortController();
  const headers = lastEventId === undefined ? {} : { "Last-Event-ID": lastEventId };
  const reply = await fetch(`${base}/api/conversations/${id}/events`, { headers, signal: leave.signal });
  expect(reply.headers.get("content-encoding")).toBeNull();
  const ids: number[] = [];
  let text = "";
  for await (const piece of reply.body ?? []) {
    text += Buffer.from(piece).toString();
    ids.splice(0, ids.length, ...[...text.matchAll(/^id: (\d+)$/gm)].map(([, number]) => Number(number)));
    if (ids.includes(until)) break;
  }
  leave.abort();
  return ids;
}

it("resumes the events of a conversation after the id that the reader names", async () => {
  const id = conversations.open(HERE);
  await (await conversations.ask(HERE, id, "a", { caller })).finished;
  await (await conversations.ask(HERE, id, "b", { caller })).finished;
  expect(await eventIds(id, 6)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(await eventIds(id, 6, "4")).toEqual([5, 6]);
  const later = eventIds(id, 9, "6");
  await (await conversations.ask(HERE, id, "c", { caller })).finished;
  expect(await later).toEqual([7, 8, 9]);
  expect(await eventIds(id, 9, "not a number")).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

it("refuses the events of a conversation that it does not know, before the stream opens", async () => {
  const reply = await fetch(`${base}/api/conversations/nobody/events`);
  expect([reply.status, await reply.json()]).toMatchObject([404, { code: "not_found" }]);
});
