import type { AskResult, ConversationEvent, ConversationSummary } from "@sextant/contracts";
import type { Exchange } from "../agents/types.ts";
import { refusalBody } from "../answers/refusal.ts";
import type { Plan } from "../planner/types.ts";
import { RunMeter } from "../runs/run-meter.ts";
import type { EventLog } from "./event-log.ts";
import type { Keeper } from "./keeper.ts";
import { titleOf } from "./title-of.ts";
import type { Exchanged, Listener, Owner } from "./types.ts";
import { plainOf } from "./write-entries.ts";

interface LiveOptions {
  readonly owner: Owner;
  readonly summary: ConversationSummary;
  readonly log: EventLog;
  readonly keeper: Keeper | null;
  readonly now: () => Date;
  readonly previous?: Plan | undefined;
  readonly history?: readonly Exchange[];
}

/** Exchanges that follow-ups can go back to. */
const EXCHANGES = 10;
/** Events that another run of the server replays; the rest is of the moment. */
const KEPT: ReadonlySet<string> = new Set(["question", "plan", "proposal", "answer", "error", "done"]);

/** A conversation in memory: its log, who follows it, and what runs in it. */
export class LiveConversation {
  readonly owner: Owner;
  readonly log: EventLog;
  readonly listeners = new Set<Listener>();
  summary: ConversationSummary;
  running: AbortController | null = null;
  previous: Plan | undefined;
  history: readonly Exchange[];
  /** The running question has told its report. */
  #planned = false;
  /** Counts what the running question takes. */
  #meter: RunMeter | null = null;
  readonly #keeper: Keeper | null;
  readonly #now: () => Date;

  constructor({ owner, summary, log, keeper, now, previous, history = [] }: LiveOptions) {
    this.owner = owner;
    this.summary = summary;
    this.log = log;
    this.previous = previous;
    this.history = history.slice(-EXCHANGES);
    this.#keeper = keeper;
    this.#now = now;
  }

  /** A question begins; the first names the conversation, and has it kept. */
  begin(question: string): void {
    const at = this.#now();
    const { id } = this.summary;
    if (this.summary.title === "") {
      const title = titleOf(question);
      this.summary = { ...this.summary, title };
      this.#keeper?.add({ kind: "conversation", owner: this.owner, conversation: id, title, at }, false);
    }
    this.summary = { ...this.summary, updatedAt: at.toISOString() };
    this.#meter = new RunMeter(this.#now);
    this.append({ type: "question", text: question, at: at.toISOString() });
  }

  /** Ends the running question with its answer, or with why there is none. */
  finish(last: Exchanged): void {
    if (last.event.type === "answer" && !this.#planned) this.#tellReport(last.event.result);
    this.#keepRun(this.append(last.event), last.event);
    if (last.event.type === "answer") {
      const exchange = { question: last.question, answer: last.event.result.answer };
      this.history = [...this.history, exchange].slice(-EXCHANGES);
    }
    this.running = null;
    this.append({ type: "done" });
  }

  /** Ends the running question as one that the server did not get to. */
  interrupt(): void {
    const { running } = this;
    this.running = null;
    const error = refusalBody("interrupted", "The server stopped before this question was answered.");
    this.#keepRun(this.append({ type: "error", error }), { error });
    this.append({ type: "done" });
    running?.abort();
  }

  /** An answer that no plan led to: with its report told, a colleague can have it computed anew. */
  #tellReport({ report, parameters, interpretation, result }: AskResult): void {
    if (report === null || result === undefined) return;
    const { asOf, from, to, company } = result;
    const dates = asOf === undefined ? { from, to } : { asOf };
    this.append({ type: "plan", report, parameters: { ...parameters, ...dates, company: company.id }, interpretation });
  }

  #keepRun(seq: number, last: Parameters<RunMeter["end"]>[0]): void {
    const run = this.#meter?.end(last);
    this.#meter = null;
    if (run)
      this.#keeper?.add(
        { kind: "run", owner: this.owner, conversation: this.summary.id, at: this.#now(), seq, run },
        false,
      );
  }

  /** @returns the event's id */
  append(event: ConversationEvent, plan?: Plan): number {
    if (event.type === "question") this.#planned = false;
    if (event.type === "plan") this.#planned = true;
    if (event.type === "step") this.#meter?.step(event);
    const { id, held } = this.log.append(event);
    if (this.#keeper && KEPT.has(event.type)) {
      const [conversation, at] = [this.summary.id, this.#now()];
      const kept = { seq: id, type: event.type, held, plain: plainOf(event), plan: plan ? JSON.stringify(plan) : null };
      this.#keeper.add({ kind: "event", owner: this.owner, conversation, at, ...kept }, event.type === "done");
    }
    this.tell(event, id);
    return id;
  }

  tell(event: ConversationEvent, id: number | null): void {
    for (const listener of [...this.listeners]) {
      try {
        listener.event(event, id);
      } catch {
        // A reader that cannot take an event is gone; the others and the log must not suffer.
        this.listeners.delete(listener);
      }
    }
  }

  /** Lets go of it: cancels what runs and sends its readers away. */
  leave(): void {
    this.running?.abort();
    for (const listener of this.listeners) listener.end();
    this.listeners.clear();
  }
}
