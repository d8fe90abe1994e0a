import { type FileFacts, factsOfText, TypedFile } from "@sextant/odoo-code";
import type { Reading } from "../store/read-module.ts";

/** Facts of documents, by real path: they count instead of those of their files. */
export class Documents {
  readonly #facts = new Map<string, FileFacts>();
  /** Of documents whose facts are read here, what was read lately. */
  readonly #typed = new Map<string, TypedFile>();

  /** @param known Facts that the caller has read; of another path they are not taken. */
  read({ parsers, version }: Reading, path: string, text: string, known: FileFacts | undefined): FileFacts {
    let facts = known;
    if (facts?.path !== path) {
      const typed = this.#typed.get(path) ?? new TypedFile();
      this.#typed.set(path, typed);
      facts = factsOfText(parsers, path, text, version, typed);
    }
    this.#facts.set(path, facts);
    return facts;
  }

  get(path: string): FileFacts | undefined {
    return this.#facts.get(path);
  }

  has(path: string): boolean {
    return this.#facts.has(path);
  }

  /** Gives false for what was no document. */
  close(path: string): boolean {
    this.#typed.delete(path);
    return this.#facts.delete(path);
  }

  [Symbol.iterator](): IterableIterator<[string, FileFacts]> {
    return this.#facts.entries();
  }
}
