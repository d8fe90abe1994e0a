import type { Domain, Figure, TieOut } from "@sextant/contracts";
import { groupThousands } from "../answers/format-figure.ts";

/** Where a figure was read. */
export interface ReadFrom {
  readonly model: string;
  readonly domain: Domain;
}

/** Collects sentences, and binds each figure in them to the records that it was read from. */
export class Explanation {
  readonly #title: string;
  readonly #sentences: string[] = [];
  readonly #figures: Figure[] = [];
  readonly #tieOuts: TieOut[] = [];

  /** @param title What is explained, e.g. `invoice INV/2026/00001`. */
  constructor(title: string) {
    this.#title = title;
  }

  /** Adds a sentence; figures in it were made by {@link figure} in the order in which they stand. */
  say(sentence: string): void {
    this.#sentences.push(sentence);
  }

  /** A figure as it stands in a sentence. */
  figure(value: string, unit: string, line: string, { model, domain }: ReadFrom): string {
    const source = { report: this.#title, line, cell: "value", records: { model, domain: [...domain] } };
    this.#figures.push({ value, unit, source });
    return `${groupThousands(value)}${unit === "" ? "" : ` ${unit}`}`;
  }

  /** Two ways to one amount. */
  tie(name: string, label: string, left: string, right: string): void {
    this.#tieOuts.push({ name, label, left, right, ok: left === right });
  }

  get told(): { readonly answer: string; readonly figures: Figure[]; readonly tieOuts: TieOut[] } {
    return { answer: this.#sentences.join(" "), figures: this.#figures, tieOuts: this.#tieOuts };
  }
}
