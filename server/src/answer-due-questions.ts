import { randomUUID } from "node:crypto";
import type { AskResult } from "@sextant/contracts";
import { errorBodyOf } from "@sextant/contracts";
import { connect } from "@sextant/odoo-client";
import { type AskableBooks, askBooks } from "./ask-books.ts";
import { countQuestion, type QuestionRun } from "./assistant/index.ts";
import type { BackgroundGrant, Outcome } from "./identity/index.ts";
import { openLive } from "./odoo/index.ts";
import type { Assistant } from "./open-assistant.ts";

const LONGEST_MS = 120_000;
const EVERY_MS = 5 * 60_000;
const FIRST_MS = 2_000;

/** What answering takes beside the books. */
export type Answering = Pick<AskableBooks, "questions" | "semantics"> & { readonly models: Assistant | null };

/** Keeps what a question of somebody took, under an id of its own. */
type KeepRun = (grant: BackgroundGrant, id: string, run: QuestionRun) => Promise<void>;

/**
 * Answers the scheduled questions of people who allowed it while they are away: each with his own key, which reads alone. What is due, and where an
 * answer goes, is Odoo's to say; of several servers one gets a question.
 */
export class DueQuestions {
  readonly #grants: () => Promise<readonly BackgroundGrant[]>;
  readonly #answering: Answering;
  readonly #keep: KeepRun;
  readonly #onError: (error: unknown) => void;
  readonly #stopped = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> | undefined;

  constructor(
    grants: () => Promise<readonly BackgroundGrant[]>,
    answering: Answering,
    keep: KeepRun,
    onError: (error: unknown) => void,
  ) {
    this.#grants = grants;
    this.#answering = answering;
    this.#keep = keep;
    this.#onError = onError;
  }

  start(): void {
    this.#next(FIRST_MS);
  }

  /** Looks now: somebody has just allowed it. */
  readonly soon = (): void => this.#next(0);

  async stop(): Promise<void> {
    this.#stopped.abort();
    clearTimeout(this.#timer);
    await this.#looking;
  }

  #next(ms: number): void {
    clearTimeout(this.#timer);
    if (this.#stopped.signal.aborted) return;
    this.#timer = setTimeout(() => {
      this.#looking = (this.#looking ?? Promise.resolve()).then(() => this.#look());
      void this.#looking.finally(() => this.#next(EVERY_MS));
    }, ms).unref();
  }

  async #look(): Promise<void> {
    const grants = await this.#grants().catch((error: unknown) => {
      this.#onError(error);
      return [];
    });
    for (const grant of grants) {
      if (this.#stopped.signal.aborted) return;
      // One person whose key has ended is no reason to leave the others without their answers.
      await this.#answer(grant).catch(this.#onError);
    }
  }

  async #answer(grant: BackgroundGrant): Promise<void> {
    const due = await grant.due();
    if (due.length === 0) return;
    const signal = AbortSignal.any([this.#stopped.signal, AbortSignal.timeout(LONGEST_MS * due.length)]);
    const books = await openLive(await connect(grant.options, signal));
    try {
      const { models, ...rest } = this.#answering;
      for (const { id, question, company } of due) {
        const options = { company, signal, ...(models ? { models } : {}) };
        const result = await countQuestion(
          (onStep) =>
            askBooks({ open: async () => books, ...rest }, question, {
              ...options,
              onEvent: (event) => event.type === "step" && onStep(event),
            }),
          (run) => this.#keep(grant, randomUUID(), run),
        ).catch((error: unknown) => errorBodyOf(error).message);
        await grant.deliver(id, outcomeOf(result));
      }
    } finally {
      await books.close();
    }
  }
}

function outcomeOf(result: AskResult | string): Outcome {
  if (typeof result === "string") return { failure: result };
  if (!result.understood || result.refused) return { failure: result.refused?.message ?? result.answer };
  const holding = result.tieOuts.filter(({ ok }) => ok).length;
  const proof = `${holding}/${result.tieOuts.length} \u2713 ${result.result?.provenance.readAt ?? ""}`.trim();
  return { answer: result.answer, proof };
}
