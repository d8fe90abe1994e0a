import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ConversationEvent, conversationEvent } from "@sextant/contracts";
import { describe, expect, it } from "vitest";
import { OPENAI, type Script } from "./assistant/models/testing/vendor-protocols.ts";
import { type Answer, streamed, vendorServer } from "./assistant/models/testing/vendor-server.ts";
import { startServer } from "./main.ts";
import { readConfig } from "./platform/config.ts";

const says = (script: Script): Answer => streamed(OPENAI.type, OPENAI.stream(script));
const call = (name: string, input: object): Answer => says({ calls: [{ name, json: [JSON.stringify(input)] }] });
const toAccountant = call("assign", { agents: [{ name: "accountant", task: "Cash?" }] });

/** The events of a conversation until `questions` of them are over. */
async function eventsOf(url: string, questions: number): Promise<ConversationEvent[]> {
  const events: ConversationEvent[] = [];
  const response = await fetch(url);
  let rest = "";
  for await (const part of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    rest += part;
    const blocks = rest.split("\n\n");
    rest = blocks.pop() ?? "";
    for (const block of blocks) {
      const data = /^data: (.*)$/m.exec(block)?.[1];
      if (data !== undefined) events.push(conversationEvent.parse(JSON.parse(data)));
    }
    if (events.filter(({ type }) => type === "done").length >= questions) break;
  }
  return events;
}

describe("a conversation over HTTP with a model", () => {
  it("streams grounded sentences, carries the conversation on, and falls back to the planner when the model is gone", async () => {
    const data = mkdtempSync(join(tmpdir(), "sextant-main-"));
    const vendor = await vendorServer(
      toAccountant,
      call("report", { report: "balance-sheet" }),
      says({ text: ["Total assets are {r1.1.balance}. ", "It stood so on {r1.asOf}."] }),
      toAccountant,
      says({ text: ["The reports do not tell."] }),
    );
    const server = await startServer(
      readConfig({
        SEXTANT_SOURCE: "demo",
        SEXTANT_PORT: "0",
        SEXTANT_DATA: data,
        SEXTANT_LOG: "silent",
        SEXTANT_MODELS: "openai/m",
        SEXTANT_OPENAI_KEY: "k",
        SEXTANT_OPENAI_URL: `${vendor.url}/v1`,
      }),
    );
    try {
      const post = async (path: string, body: object = {}) => {
        const response = await fetch(`${server.url}${path}`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify(body),
        });
        return response.json() as Promise<{ id: string }>;
      };
      const { id } = await post("/api/conversations");
      const at = `/api/conversations/${id}`;
      await post(`${at}/questions`, { question: "What are our assets worth?" });
      const first = await eventsOf(`${server.url}${at}/events`, 1);
      const told = first.flatMap((event) => (event.type === "text" ? [event.text] : []));
      expect(told).toEqual([
        expect.stringMatching(/^Total assets are [\d,]+\.\d\d EUR\. ?$/),
        expect.stringMatching(/^It stood so on \d+ \p{L}+ 202\d\.$/u),
      ]);
      const answer = first.find(({ type }) => type === "answer");
      expect(answer).toMatchObject({
        result: { report: "balance-sheet", contributors: [{ agent: "accountant", end: "answered" }] },
      });

      await post(`${at}/questions`, { question: "And by product?" });
      await eventsOf(`${server.url}${at}/events`, 2);
      expect(JSON.stringify(vendor.received.at(-1)?.body)).toContain("Total assets are");

      await vendor[Symbol.asyncDispose]();
      await post(`${at}/questions`, { question: "How much cash do we have?" });
      const all = await eventsOf(`${server.url}${at}/events`, 3);
      expect(all.findLast(({ type }) => type === "answer")).toMatchObject({
        result: { understood: true, report: "balance-sheet", fallback: { code: "model_unreachable" } },
      });
    } finally {
      await server.stop();
      await vendor[Symbol.asyncDispose]();
      rmSync(data, { recursive: true, force: true });
    }
  });
});
