/** What has arrived by then is checked once. */
const TOGETHER_MS = 2;
const LONG_MS = 100;
const LONGEST_MS = 400;

/**
 * How long a file is left alone after a key before it is checked. One that takes long to check waits until nobody types for as long, so that typing
 * stays fluent. A single long check says nothing: the first one of a file also looks up what all others find known, and any may meet a busy machine.
 */
export class TypingPause {
  #before = 0;
  #last = 0;

  /** Notes how long a check took that followed a key or the opening of the file. */
  took(milliseconds: number): void {
    this.#before = this.#last;
    this.#last = milliseconds;
  }

  get milliseconds(): number {
    const usual = Math.min(this.#before, this.#last);
    return usual > LONG_MS ? Math.min(usual, LONGEST_MS) : TOGETHER_MS;
  }
}
