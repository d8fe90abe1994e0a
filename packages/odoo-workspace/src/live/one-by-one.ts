/** Lets work on one thing begin when all earlier work on it has ended, be it well or not. */
export class OneByOne {
  /** The last work on each thing. */
  readonly running = new Map<string, Promise<void>>();

  async after(name: string, work: () => Promise<void>): Promise<void> {
    const before = this.running.get(name)?.catch(() => {}) ?? Promise.resolve();
    const own = before.then(work);
    this.running.set(name, own);
    try {
      await own;
    } finally {
      if (this.running.get(name) === own) this.running.delete(name);
    }
  }
}
