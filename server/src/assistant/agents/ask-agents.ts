import {
  type AskResult,
  type ChartRequest,
  type Contributor,
  type ErrorBody,
  isSextantError,
  type RecordsResult,
  SextantError,
} from "@sextant/contracts";
import { refusalBody } from "../answers/refusal.ts";
import { Evidence, type ReadReport } from "../grounding/evidence.ts";
import type { Account } from "../models/budget.ts";
import type { ModelPool, Spent } from "../models/model-pool.ts";
import { showCost } from "../models/prices.ts";
import { tokensOf } from "../models/types.ts";
import type { AskDependencies } from "../plan-answer.ts";
import { listMeasuresTool } from "../tools/list-measures.ts";
import { queryRecordsTool } from "../tools/query-records.ts";
import { recordCardTool } from "../tools/record-card.ts";
import type { RunAccess } from "../tools/run-access.ts";
import type { AgentTool } from "../tools/tool-registry.ts";
import { describeStep, runStepOf } from "./describe-step.ts";
import type { Agents } from "./load-agents.ts";
import { type Assignment, routeQuestion } from "./route-question.ts";
import { runAgent } from "./run-agent.ts";
import type { Exchange, RunOutcome } from "./types.ts";

/** What answering with models needs beside the books. */
export interface AskAgents {
  readonly agents: Agents;
  readonly tools: ReadonlyMap<string, AgentTool>;
  readonly pool: ModelPool;
  /** On whose budgets it goes. */
  readonly accounts: readonly Account[];
  readonly drill: RunAccess["drill"];
  readonly records?: RunAccess["records"];
  readonly rows?: RunAccess["rows"];
  readonly library?: RunAccess["library"];
  /** What was said before, the oldest first. */
  readonly history?: readonly Exchange[];
}

/** Earlier exchanges that a model sees, and the length to which each is cut. */
const EXCHANGES = 6;
const LONGEST_EXCHANGE = 2000;

/** Tools that need records beside the books. */
const RECORD_TOOLS: ReadonlySet<string> = new Set([listMeasuresTool.name, queryRecordsTool.name, recordCardTool.name]);

interface Part {
  readonly assignment: Assignment;
  readonly evidence: Evidence;
  readonly outcome: RunOutcome | null;
  readonly failure: SextantError | null;
}

/**
 * Answers a question with models: routes it, lets the agents work side by side, each on evidence of its own, and puts together what they can
 * prove. Says who contributed what, and how many sentences were left out.
 *
 * @throws SextantError a `model_…` code when no agent has anything to show; `aborted`.
 */
export async function askAgents(
  question: string,
  dependencies: AskDependencies,
  { agents, tools: all, pool, accounts, drill, records, rows, library, history = [] }: AskAgents,
  signal: AbortSignal,
): Promise<AskResult> {
  const { context, runReport, onEvent } = dependencies;
  const recent = history.slice(-EXCHANGES).map((one) => ({
    question: one.question.slice(0, LONGEST_EXCHANGE),
    answer: one.answer.slice(0, LONGEST_EXCHANGE),
  }));
  const routing: Spent[] = [];
  onEvent?.({ type: "progress", phase: "Choosing who answers" });
  const tools = records ? all : new Map([...all].filter(([name]) => !RECORD_TOOLS.has(name)));
  const offered = {
    ...agents,
    agents: agents.agents.filter(({ tools: names }) => names.every((name) => tools.has(name))),
  };
  const routed = await routeQuestion({
    ...offered,
    question,
    history: recent,
    pool,
    accounts,
    signal,
    onSpent: (one) => routing.push(one),
  });
  // Who may propose changes gets the person's own words: not those of a model that has seen texts of records.
  const proposes = ({ agent }: Assignment) => agent.tools.some((name) => tools.get(name)?.effects.readOnly === false);
  const assignments = routed.map((one) => (proposes(one) ? { ...one, task: question } : one));
  const parts = await Promise.all(
    assignments.map(async (assignment): Promise<Part> => {
      const evidence = new Evidence((id) => onEvent?.({ type: "proposal", id }));
      const { agent, task } = assignment;
      try {
        const outcome = await runAgent({
          agent,
          task,
          history: recent,
          tools,
          pool,
          accounts,
          signal,
          access: {
            context,
            runReport,
            drill,
            records,
            rows,
            library,
            evidence,
            onPlan: (plan) => onEvent?.({ type: "plan", plan }),
          },
          onStep(step) {
            onEvent?.({ type: "step", agent: agent.name, title: agent.title, step: runStepOf(step) });
            onEvent?.({ type: "progress", phase: `${agent.title}: ${describeStep(step)}` });
          },
          // Sentences of several agents would run into each other.
          onSentence(sentence) {
            if (assignments.length === 1 && sentence.kind === "shown") onEvent?.({ type: "text", text: sentence.text });
          },
        });
        return { assignment, evidence, outcome, failure: null };
      } catch (error) {
        if (!isSextantError(error) || error.code === "aborted") throw error;
        return { assignment, evidence, outcome: null, failure: error };
      }
    }),
  );
  return merge(question, parts, routing);
}

function merge(question: string, parts: readonly Part[], routing: readonly Spent[]): AskResult {
  // Choosing who answers is counted with the first of them.
  const contributors = parts.map((part, at) => contributorOf(part, at === 0 ? routing : []));
  const shown = parts.filter((_, at) => (contributors[at]?.sentences.shown ?? 0) > 0);
  if (shown.length === 0) throw nothingShown(parts, contributors);
  const quoted = shown.flatMap(reportsOf);
  // A chart is drawn beside what it is of.
  const charted = shown.flatMap(chartOf).at(0);
  const main = charted ? charted.report : quoted[0];
  const texts = shown.map(({ assignment, outcome }) => {
    const text = textOf(outcome);
    return shown.length === 1 ? text : `${assignment.agent.title}: ${text}`;
  });
  const files = shown.flatMap(({ evidence }) => evidence.files);
  const silent = parts.filter((part) => !shown.includes(part));
  return {
    question,
    understood: true,
    report: main?.name ?? null,
    parameters: main?.parameters ?? {},
    interpretation: interpretationOf(shown, quoted, contributors),
    answer: [...texts, ...notes(contributors, silent)].join("\n\n"),
    figures: shown.flatMap(
      ({ outcome }) => outcome?.sentences.flatMap((one) => (one.kind === "shown" ? one.figures : [])) ?? [],
    ),
    tieOuts: quoted.flatMap(({ result }) => result.tieOuts),
    refused: null,
    suggestions: [],
    ...(main ? { result: main.result } : {}),
    ...(charted?.records ? { records: charted.records } : {}),
    ...(charted ? { charts: [...charted.charts] } : {}),
    ...(files.length > 0 ? { files } : {}),
    contributors,
  };
}

interface Charted {
  readonly charts: readonly ChartRequest[];
  readonly report?: ReadReport;
  readonly records?: RecordsResult;
}

/** The charts of what was drawn last, and what they are of. */
function chartOf({ evidence }: Part): Charted[] {
  const of = evidence.charts.at(-1)?.of;
  if (of === undefined) return [];
  const charts = evidence.charts.filter((one) => one.of === of).map(({ chart }) => chart);
  const report = evidence.reports.find(({ id }) => id === of);
  const records = evidence.records.find(({ id }) => id === of);
  return [{ charts, ...(report ? { report } : {}), ...(records ? { records: records.result } : {}) }];
}

const textOf = (outcome: RunOutcome | null): string =>
  (outcome?.sentences ?? [])
    .flatMap((one) => (one.kind === "shown" ? [one.text] : []))
    .join(" ")
    .trim();

/** Reports of which the answer quotes a figure; where it quotes none, those that were read. */
function reportsOf({ evidence, outcome }: Part): ReadReport[] {
  const sources = new Set(
    outcome?.sentences.flatMap((one) => (one.kind === "shown" ? one.figures.map(({ source }) => source.report) : [])) ??
      [],
  );
  const quoted = evidence.reports.filter(({ name }) => sources.has(name));
  return [...(quoted.length > 0 ? quoted : evidence.reports)];
}

function interpretationOf(
  shown: readonly Part[],
  quoted: readonly ReadReport[],
  contributors: readonly Contributor[],
): string {
  const models = [...new Set(contributors.flatMap(({ models: names }) => names))].join(", ");
  const reports = [
    ...new Set(quoted.map(({ result }) => `${result.title} of ${result.company.name} ${datesOf(result)}`)),
  ];
  const records = shown.flatMap(({ evidence }) =>
    evidence.records.map(
      ({ result: { measures, subject, population, company } }) =>
        `${measures.map(({ name }) => name).join(" and ")} of ${subject} (${population}) of ${company.name}`,
    ),
  );
  const who = shown.map(({ assignment }) => assignment.agent.title).join(" and ");
  const read = [...reports, ...new Set(records)];
  return `Worded by ${models} (${who})${read.length > 0 ? ` from ${read.join("; ")}` : ", from no report"}`;
}

const datesOf = ({ asOf, from, to }: ReadReport["result"]) =>
  asOf === undefined ? `from ${from} to ${to}` : `as of ${asOf}`;

function notes(contributors: readonly Contributor[], silent: readonly Part[]): string[] {
  const dropped = contributors.reduce((sum, { sentences }) => sum + sentences.dropped, 0);
  const left =
    dropped === 0
      ? []
      : [
          `(${dropped} ${dropped === 1 ? "sentence was" : "sentences were"} left out: a figure, date or name could not be traced to the books.)`,
        ];
  const cut = contributors.filter(({ end, sentences }) => end === "length" && sentences.shown > 0);
  return [
    ...left,
    ...cut.map(({ title }) => `(The answer of ${title} is not complete: it reached its limit of length.)`),
    ...silent.map(({ assignment, failure, outcome }) => {
      const why =
        failure?.message ??
        (outcome?.end === "answered"
          ? "nothing that it said could be proved"
          : `it reached its limit of ${outcome?.end}`);
      return `(${assignment.agent.title} has no answer: ${why}${/[.!?]$/.test(why) ? "" : "."})`;
    }),
  ];
}

function contributorOf({ assignment, outcome, failure }: Part, routing: readonly Spent[]): Contributor {
  const { name, title } = assignment.agent;
  const sentences = outcome?.sentences ?? [];
  const spent = [...routing, ...(outcome?.spent ?? [])];
  const steps = (outcome?.steps ?? []).map(runStepOf);
  const shown = sentences.filter(({ kind }) => kind === "shown").length;
  return {
    agent: name,
    title,
    end: outcome?.end ?? "failed",
    sentences: { shown, dropped: sentences.length - shown },
    models: [...new Set(spent.map(({ model }) => model))],
    tokens: spent.reduce((sum, { usage }) => sum + tokensOf(usage), 0),
    cost: costOf(spent),
    steps: failure ? [...steps, { at: 0, what: `${failure.message} [${failure.code}]`, ok: false }] : steps,
  };
}

function costOf(spent: readonly Spent[]): string | null {
  if (spent.some(({ cost }) => cost === null)) return null;
  return showCost(spent.reduce((sum, { cost }) => sum + (cost ?? 0n), 0n));
}

function nothingShown(parts: readonly Part[], contributors: readonly Contributor[]): SextantError {
  const failed = parts.find(({ failure }) => failure !== null)?.failure;
  if (failed) return failed;
  const limit = contributors.find(({ end }) => end !== "answered");
  if (limit) {
    const code = limit.end === "seconds" ? "model_timeout" : "model_budget";
    return new SextantError(
      code,
      `The agent ${limit.title} reached its limit of ${limit.end} before it had an answer.`,
    );
  }
  const dropped = contributors.reduce((sum, { sentences }) => sum + sentences.dropped, 0);
  return new SextantError(
    "model_reply",
    `Nothing of the model's answer could be traced to the books: ${dropped} sentences were left out.`,
  );
}

/** Why a model did not answer, as it is told beside the planner's answer. */
export const fallbackBody = (error: SextantError): ErrorBody => refusalBody(error.code, error.message);
