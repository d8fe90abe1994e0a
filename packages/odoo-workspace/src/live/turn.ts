/** Lets many wait for something that comes about step by step: whoever takes a step wakes them, and each looks whether it is there. */
export class Turn {
  readonly #waiting = new Set<() => void>();
  readonly #stop: AbortSignal;
  readonly #check: () => void;

  /**
   * @param stop Ends all waiting.
   * @param check Throws when what is waited for cannot come about any more.
   */
  constructor(stop: AbortSignal, check: () => void) {
    this.#stop = stop;
    this.#check = check;
    stop.addEventListener("abort", () => this.wake(), { once: true });
  }

  /** Waits until a condition holds. */
  async until(holds: () => boolean, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    const wake = () => this.wake();
    signal?.addEventListener("abort", wake, { once: true });
    try {
      while (!holds()) {
        this.#stop.throwIfAborted();
        this.#check();
        await new Promise<void>((resolve) => this.#waiting.add(resolve));
        signal?.throwIfAborted();
      }
    } finally {
      signal?.removeEventListener("abort", wake);
    }
  }

  wake(): void {
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }
}
