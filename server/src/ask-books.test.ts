import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { askBooks } from "./ask-books.ts";
import { loadQuestions } from "./assistant/index.ts";
import { PROTOCOLS, type Script } from "./assistant/models/testing/vendor-protocols.ts";
import { type Answer, failing, streamed, vendorServer } from "./assistant/models/testing/vendor-server.ts";
import { Books } from "./odoo/index.ts";
import { openAssistant } from "./open-assistant.ts";
import { readConfig } from "./platform/config.ts";
import { projectFile } from "./platform/project-file.ts";

const books = new Books(readConfig({ SEXTANT_SOURCE: "demo" }));
const questions = loadQuestions(projectFile("prompts", "questions"));
beforeAll(() => books.open());
afterAll(() => books.close());

describe.each(PROTOCOLS.map((protocol) => [protocol.vendor, protocol] as const))(
  "a question to %s about the demo company",
  (vendor, { stream, type }) => {
    const ask = (url: string, question: string) => {
      const assistant = openAssistant(
        readConfig({
          SEXTANT_SOURCE: "demo",
          SEXTANT_MODELS: `${vendor}/m`,
          SEXTANT_ANTHROPIC_KEY: "k",
          SEXTANT_ANTHROPIC_URL: url,
          SEXTANT_OPENAI_KEY: "k",
          SEXTANT_OPENAI_URL: `${url}/v1`,
          SEXTANT_OLLAMA_URL: url,
        }),
      );
      if (!assistant) throw new Error("no model is configured");
      return askBooks({ open: () => books.open(), questions }, question, { models: assistant });
    };
    const says = (script: Script): Answer => streamed(type, stream(script));
    const call = (name: string, input: object): Answer => says({ calls: [{ name, json: [JSON.stringify(input)] }] });

    it("goes over the wire to the supervisor and the agent, through the tools to the books, and comes back with figures that open", async () => {
      await using server = await vendorServer(
        call("assign", { agents: [{ name: "receivables", task: "Who owes us the most?" }] }),
        call("report", { report: "aged-receivable", largest: "total", limit: 3 }),
        call("drill_down", { cell: "r1.1.total", limit: 5 }),
        says({
          text: [
            "{r1.1.label} owes {r1.",
            "1.total}, behind which stand {r2.count} items. ",
            "That is 77 % more than before.",
          ],
        }),
      );
      const reply = await ask(server.url, "Who owes us the most?");
      expect(reply.refused).toBeNull();
      expect(reply.fallback).toBeUndefined();
      expect(reply.answer).toMatch(/^.+ owes [\d,]+\.\d\d EUR, behind which stand \d+ items\./);
      expect(reply.answer).toContain("(1 sentence was left out");
      const [owed] = reply.figures;
      const largest = reply.result?.lines.find(({ key }) => key === owed?.source.line);
      expect(owed?.value).toBe(largest?.cells.total);
      expect(owed?.source.proof?.count).toBeGreaterThan(0);
      expect(reply.tieOuts.every(({ ok }) => ok)).toBe(true);
      // The last request carries what the tools returned, marked as data.
      const last = JSON.stringify(server.received.at(-1)?.body);
      expect(last).toContain('<data from=\\"report\\">');
      expect(last).toContain('<data from=\\"drill_down\\">');
    });

    it("is answered by the planner when the server refuses the key", async () => {
      await using server = await vendorServer(
        failing(401, { error: { type: "authentication_error", message: "invalid key" } }),
      );
      const reply = await ask(server.url, "How much cash do we have?");
      expect(reply).toMatchObject({
        understood: true,
        report: "balance-sheet",
        refused: null,
        fallback: { code: "model_authentication" },
      });
      expect(server.received).toHaveLength(1);
    });
  },
);
