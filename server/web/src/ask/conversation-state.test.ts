import type { AskResult, ConversationEvent } from "@sextant/contracts";
import { expect, it } from "vitest";
import { applyEvent, type Turn } from "./conversation-state.ts";

const answer: AskResult = {
  question: "Who owes us?",
  understood: true,
  report: "aged-receivable",
  parameters: { asOf: "2026-03-31" },
  interpretation: "Aged receivable as of 31 March 2026",
  answer: "Customers owe 10.00.",
  figures: [],
  tieOuts: [],
  refused: null,
  suggestions: [],
};

const replay = (events: ConversationEvent[]) => events.reduce(applyEvent, [] as readonly Turn[]);
const asked: ConversationEvent = { type: "question", text: "Who owes us?", at: "2026-04-01T00:00:00Z" };

it("follows a question to its answer", () => {
  const running = replay([
    asked,
    { type: "plan", report: "aged-receivable", parameters: {}, interpretation: answer.interpretation },
    { type: "progress", phase: "Reading items", done: 1, of: 2 },
  ]);
  expect(running[0]).toMatchObject({
    state: "running",
    interpretation: answer.interpretation,
    progress: { phase: "Reading items" },
  });
  const done = [{ type: "answer", result: answer } as const, { type: "done" } as const].reduce(applyEvent, running);
  expect(done[0]).toMatchObject({ state: "done", answer: { answer: "Customers owe 10.00." }, progress: null });
});

it("tells a cancelled question from a failed one", () => {
  const error = { message: "m", action: "a", retryable: true };
  const cancelled = replay([asked, { type: "error", error: { ...error, code: "aborted" } }, { type: "done" }]);
  expect(cancelled[0]).toMatchObject({ state: "cancelled", error: null });
  const refused = { ...answer, refused: { ...error, code: "aborted" } } as const;
  const whilePlanned = replay([asked, { type: "answer", result: refused }, { type: "done" }]);
  expect(whilePlanned[0]).toMatchObject({ state: "cancelled", answer: null });
  const failed = replay([asked, { type: "error", error: { ...error, code: "timeout" } }, { type: "done" }]);
  expect(failed[0]).toMatchObject({ state: "done", error: { code: "timeout" } });
});

it("ignores an event before any question and keeps earlier turns", () => {
  expect(replay([{ type: "done" }])).toEqual([]);
  const two = replay([asked, { type: "done" }, asked]);
  expect(two.map(({ state }) => state)).toEqual(["done", "running"]);
});

it("tells a question that the server did not get to from one that was cancelled", () => {
  const error = (code: "aborted" | "interrupted"): ConversationEvent => ({
    type: "error",
    error: { code, message: "", action: "", retryable: true },
  });
  const keeping: ConversationEvent = { type: "keeping", error: null };
  expect(replay([asked, error("interrupted"), keeping, { type: "done" }])[0]).toMatchObject({
    state: "interrupted",
    error: null,
  });
  expect(replay([asked, error("aborted"), { type: "done" }])[0]?.state).toBe("cancelled");
});

it("gathers the steps of each agent, and what was proposed", () => {
  const step = (agent: string, what: string): ConversationEvent => ({
    type: "step",
    agent,
    title: agent,
    step: { at: 1, what },
  });
  const [turn] = replay([asked, step("a", "1"), step("b", "2"), step("a", "3"), { type: "proposal", id: "p" }]);
  expect(turn?.runs.map(({ agent, steps }) => [agent, steps.map(({ what }) => what)])).toEqual([
    ["a", ["1", "3"]],
    ["b", ["2"]],
  ]);
  expect(turn?.proposals).toEqual(["p"]);
});
