/** Tells where a text says a word: asked of one part after the other it looks through the text once. */
export class Mentions {
  readonly #text: string;
  readonly #word: string;
  #next = -1;

  constructor(text: string, word: string) {
    this.#text = text;
    this.#word = word;
  }

  /** Whether the word begins in a part of the text. */
  between(from: number, to: number): boolean {
    if (this.#next < from) {
      const found = this.#text.indexOf(this.#word, from);
      this.#next = found < 0 ? this.#text.length : found;
    }
    return this.#next < to;
  }
}
