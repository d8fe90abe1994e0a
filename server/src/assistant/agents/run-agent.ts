import { errorBodyOf, SextantError } from "@sextant/contracts";
import { z } from "zod";
import { groundSentence } from "../grounding/ground-sentence.ts";
import { Sentences } from "../grounding/sentences.ts";
import type { GroundedSentence } from "../grounding/types.ts";
import type { Account } from "../models/budget.ts";
import type { ModelPool, Spent } from "../models/model-pool.ts";
import { showCost } from "../models/prices.ts";
import {
  type ModelEvent,
  type ModelToolCall,
  type ToolOffer,
  type ToolResult,
  type Turn,
  tokensOf,
} from "../models/types.ts";
import type { RunAccess } from "../tools/run-access.ts";
import type { AgentTool } from "../tools/tool-registry.ts";
import { markData } from "./mark-data.ts";
import type { Agent, Exchange, RunEnd, RunOutcome, Step } from "./types.ts";

export interface RunOptions {
  readonly agent: Agent;
  readonly task: string;
  readonly history: readonly Exchange[];
  readonly tools: ReadonlyMap<string, AgentTool>;
  readonly access: RunAccess;
  readonly pool: ModelPool;
  readonly accounts: readonly Account[];
  readonly signal: AbortSignal;
  readonly onStep?: (step: Step) => void;
  /** Told of each sentence as soon as it is grounded. The answer is what the outcome holds. */
  readonly onSentence?: (sentence: GroundedSentence) => void;
}

/** Thoughts count too. */
const MAX_OUTPUT_TOKENS = 8000;
/** Calls of tools that one reply may hold. */
const MOST_CALLS = 8;
/** Calls in one run of tools that do more than read: whoever decides on proposals must not be flooded. */
const MOST_PROPOSALS = 3;
const LAST_TURN =
  "This was the last time that you could call tools: answer now with what you have, or say what is missing.";

/**
 * Lets an agent work on a task: asks the model, runs the tools that it calls and that are its own, and so on until it answers or a limit is
 * reached. Its tools are fixed before it reads anything, and nothing that it reads adds one.
 *
 * @throws SextantError a `model_…` code, or `aborted`.
 */
export async function runAgent(options: RunOptions): Promise<RunOutcome> {
  const { agent, task, history, tools, pool, accounts, onStep, onSentence } = options;
  const own = new Map(agent.tools.flatMap((name) => (tools.has(name) ? [[name, tools.get(name)] as const] : [])));
  const offers: ToolOffer[] = [...own.values()].flatMap((tool) => (tool ? [offerOf(tool)] : []));
  const started = performance.now();
  const steps: Step[] = [];
  const step: Log = (one) => {
    const written: Step = { ...one, agent: agent.name, at: Math.round(performance.now() - started) };
    steps.push(written);
    onStep?.(written);
  };
  const clock = AbortSignal.timeout(agent.budget.seconds * 1000);
  const signal = AbortSignal.any([options.signal, clock]);
  const spent: Spent[] = [];
  let proposals = 0;
  const turns: Turn[] = [
    ...history.flatMap(({ question, answer }): Turn[] => [
      { role: "user", text: question },
      { role: "assistant", text: answer, calls: [] },
    ]),
    { role: "user", text: task },
  ];
  const finish = (end: RunEnd, sentences: readonly GroundedSentence[]): RunOutcome => {
    step({ type: "ended", how: end });
    return { agent, end, sentences, steps, spent };
  };

  try {
    for (let call = 1; call <= agent.budget.calls; call += 1) {
      const used = spent.reduce((sum, { usage }) => sum + tokensOf(usage), 0);
      if (used >= agent.budget.tokens) return finish("tokens", []);
      const sentences = new Sentences();
      const grounded: GroundedSentence[] = [];
      const take = (drafts: readonly string[]) => {
        for (const draft of drafts) {
          if (draft.trim() === "") continue;
          const sentence = groundSentence(draft, options.access.evidence);
          grounded.push(sentence);
          // Before anything was read a model only says what it is going to do.
          if (call > 1) onSentence?.(sentence);
        }
      };
      let text = "";
      let end: StopEvent | null = null;
      const calls: ModelToolCall[] = [];
      const reply = pool.stream({
        need: agent.need,
        accounts,
        signal,
        request: { system: agent.instructions, turns, tools: offers, maxOutputTokens: MAX_OUTPUT_TOKENS },
        onSetback: ({ code, message }, next) => step({ type: "setback", code, message, next: next.model }),
        onSpent(one) {
          spent.push(one);
          step({
            type: "asked",
            model: one.model,
            tokens: tokensOf(one.usage),
            cost: one.cost === null ? null : showCost(one.cost),
          });
        },
      });
      for await (const event of reply) {
        if (event.type === "text") {
          text += event.text;
          take(sentences.push(event.text));
        } else if (event.type === "tool-call") calls.push(event.call);
        else end = event;
      }
      // The sentence in which an answer was cut off is not told.
      const whole = end?.reason !== "length";
      if (whole) take(sentences.flush());
      if (calls.length === 0) return finish(whole ? "answered" : "length", grounded);
      const admitted = calls.map((one, at) => {
        if (at >= MOST_CALLS) return `At most ${MOST_CALLS} calls at a time are run.`;
        if (own.get(one.name)?.effects.readOnly ?? true) return null;
        proposals += 1;
        return proposals > MOST_PROPOSALS ? `At most ${MOST_PROPOSALS} changes are proposed for one question.` : null;
      });
      const results = await Promise.all(
        calls.map((one, at) => runTool(one, admitted[at] ?? null, own, options.access, signal, step)),
      );
      turns.push(
        { role: "assistant", text, calls },
        { role: "tools", results: lastTurn(results, call === agent.budget.calls - 1) },
      );
    }
    return finish("calls", []);
  } catch (error) {
    if (!clock.aborted || options.signal.aborted) throw error;
    return finish("seconds", []);
  }
}

type StopEvent = Extract<ModelEvent, { type: "stop" }>;
type Log = (step: DistributiveOmit<Step, "agent" | "at">) => void;
type DistributiveOmit<Union, Key extends PropertyKey> = Union extends unknown ? Omit<Union, Key> : never;

const offerOf = ({ name, description, input }: AgentTool): ToolOffer => ({
  name,
  description,
  input: z.toJSONSchema(input, { io: "input", unrepresentable: "any" }),
});

const lastTurn = (results: readonly ToolResult[], isLast: boolean): readonly ToolResult[] =>
  results.map((result, at) =>
    isLast && at === results.length - 1 ? { ...result, content: `${result.content}\n${LAST_TURN}` } : result,
  );

async function runTool(
  { id, name, input, malformed }: ModelToolCall,
  refusal: string | null,
  own: ReadonlyMap<string, AgentTool | undefined>,
  access: RunAccess,
  signal: AbortSignal,
  step: Log,
): Promise<ToolResult> {
  const failed = (content: string): ToolResult => ({ call: id, name, content, failed: true });
  const refuse = (why: string): ToolResult => {
    step({ type: "refused", tool: name.slice(0, 100), why });
    return failed(why);
  };
  const tool = own.get(name);
  if (tool === undefined) return refuse(`There is no such tool here. Yours are: ${[...own.keys()].join(", ")}.`);
  if (refusal !== null) return refuse(refusal);
  if (malformed !== undefined) return refuse(`${malformed} Call the tool again.`);
  const started = performance.now();
  try {
    const content = markData(name, await tool.run(access, input, { signal }));
    if (content === null) return refuse("The result is too long. Ask for fewer lines.");
    step({ type: "called", tool: name, input, ms: Math.round(performance.now() - started) });
    return { call: id, name, content, failed: false };
  } catch (error) {
    if (signal.aborted) throw new SextantError("aborted", "The question was cancelled.");
    const { code, message, action } = errorBodyOf(error);
    step({ type: "failed", tool: name, code, message });
    return failed(markData(name, { error: code, message, action }) ?? message.slice(0, 500));
  }
}
