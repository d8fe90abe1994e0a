import { type ConnectionSync, errorBodyOf, SextantError } from "@sextant/contracts";

type Work = (signal: AbortSignal, onProgress: (phase: string, done?: number, of?: number) => void) => Promise<unknown>;

interface Run {
  readonly abort: AbortController;
  state: ConnectionSync;
  ended: Promise<void>;
}

/** Copies of ledgers that are being made, one a connection. They go on when the page is left, and end with the server. */
export class SyncRuns {
  readonly #runs = new Map<string, Run>();

  /**
   * Begins, and does not wait.
   *
   * @throws SextantError `sync_running`.
   */
  start(id: string, work: Work): ConnectionSync {
    if (this.state(id)?.state === "running")
      throw new SextantError("sync_running", "This Odoo is being copied already. Wait for it, or cancel it first.");
    const abort = new AbortController();
    const state: ConnectionSync = {
      state: "running",
      startedAt: new Date().toISOString(),
      phase: "connecting",
      error: null,
    };
    const run: Run = { abort, state, ended: Promise.resolve() };
    this.#runs.set(id, run);
    const { startedAt } = state;
    run.ended = work(abort.signal, (phase, done, of) => {
      run.state = {
        ...state,
        phase,
        ...(done === undefined ? {} : { done }),
        ...(of === undefined ? {} : { of }),
      };
    }).then(
      () => {
        run.state = { state: "done", startedAt, phase: "done", error: null };
      },
      (error: unknown) => {
        const body = errorBodyOf(error);
        run.state = abort.signal.aborted
          ? { state: "cancelled", startedAt, phase: run.state.phase, error: null }
          : { state: "failed", startedAt, phase: run.state.phase, error: body };
      },
    );
    return state;
  }

  state(id: string): ConnectionSync | null {
    return this.#runs.get(id)?.state ?? null;
  }

  /** Cancels, and waits until nothing is written any more. False when nothing ran. */
  async cancel(id: string): Promise<boolean> {
    const run = this.#runs.get(id);
    if (run?.state.state !== "running") return false;
    run.abort.abort();
    await run.ended;
    return true;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#runs.keys()].map((id) => this.cancel(id)));
  }
}
