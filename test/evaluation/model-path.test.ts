import { afterAll, beforeAll, expect, it } from "vitest";
import { openAssistant } from "../../server/src/open-assistant.ts";
import { readConfig } from "../../server/src/platform/config.ts";
import { openPlace } from "./places/open-place.ts";
import type { Place } from "./places/place.ts";
import { loadQuestions } from "./question.ts";
import { sextant } from "./respondents/sextant.ts";
import { score } from "./score.ts";
import { type Said, scriptedVendor, type WireMessage } from "./scripted-vendor.ts";

const ASKED = ["net profit 2025", "COGS in 2025", "what will our profit be next year"];
const questions = loadQuestions().filter(({ on, ask }) => on === "demo-company" && ASKED.includes(ask));

let place: Place;
beforeAll(async () => {
  place = await openPlace("demo-company");
});
afterAll(() => place.close());

/** Hands every question to one agent, which asks the planner and says what `word` makes of the result. */
const agentThat =
  (word: (result: string) => Said) =>
  (tools: readonly string[], messages: readonly WireMessage[]): Said => {
    const question = messages.find(({ role }) => role === "user")?.content ?? "";
    if (tools.includes("assign"))
      return { name: "assign", input: { agents: [{ name: "accountant", task: question }] } };
    const result = messages.findLast(({ role }) => role === "tool");
    return result ? word(result.content) : { name: "ask_planner", input: { question } };
  };

async function verdicts(word: (result: string) => Said, runs = 1) {
  await using server = await scriptedVendor(agentThat(word));
  const config = readConfig({
    SEXTANT_SOURCE: "demo",
    SEXTANT_MODELS: "openai/m",
    SEXTANT_OPENAI_URL: `${server.url}/v1`,
    SEXTANT_OPENAI_KEY: "k-1",
  });
  const assistant = openAssistant(config);
  if (assistant === null) throw new Error("no model is configured");
  const scored = await score(questions, place, sextant({ name: "openai/m", assistant }), { runs });
  return {
    scored,
    requests: server.received.length,
    of: Object.fromEntries(scored.map((one) => [one.question.ask, one.verdict])),
  };
}

const first = (result: string) => /"figures":"([^"]+)"/.exec(result)?.[1];

it("finds a model right that quotes what the planner computed, over the wire and in every run", async () => {
  const { scored, requests, of } = await verdicts((result) => {
    const id = first(result);
    return id === undefined ? "That is not in the books." : `It is {${id}.1}.`;
  }, 2);
  expect(of).toEqual({
    "net profit 2025": "right",
    "COGS in 2025": "right",
    "what will our profit be next year": "right",
  });
  expect(requests).toBeGreaterThanOrEqual(2 * 3 * questions.length);
  expect(scored.every(({ figures, proved }) => figures === proved)).toBe(true);
  expect(scored[0]?.calls).toBeGreaterThanOrEqual(3);
});

it("finds one that invents figures without an answer, and one that quotes another figure wrong", async () => {
  const invented = await verdicts(() => "It is 123,456.78 EUR.");
  expect(invented.of["net profit 2025"]).toBe("none");
  // Revenue in place of the cost of goods sold: the second figure of the planner's answer.
  const other = await verdicts((result) => (first(result) === undefined ? "No." : `It is {${first(result)}.2}.`));
  expect(other.of["COGS in 2025"]).toBe("wrong");
});

it("does not take the planner's answer for the model's when the model fails", async () => {
  const failing = await verdicts(() => "");
  expect(failing.of["net profit 2025"]).toBe("none");
});
