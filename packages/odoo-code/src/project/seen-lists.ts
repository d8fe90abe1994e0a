import { isSame } from "./merged.ts";
import type { ExtensionLists } from "./model-parts.ts";
import type { Extension } from "./module-contents.ts";

interface Known {
  /** Null where it has to be looked at again. */
  readonly whole: readonly Extension[] | null;
  /** Undefined where no module that is seen has a class of the model. */
  readonly seen: readonly Extension[] | undefined;
}

/** Lists without the classes of modules that are not seen. */
export class SeenLists implements ExtensionLists {
  readonly vocabulary = {};
  readonly #all: ExtensionLists;
  readonly #seen: ReadonlySet<string>;
  readonly #known: Map<string, Known>;

  /** @param before What was seen before, whose lists stay where they say the same. */
  constructor(all: ExtensionLists, seen: ReadonlySet<string>, before: SeenLists | null = null) {
    this.#all = all;
    this.#seen = seen;
    const known = before === null ? [] : [...before.#known];
    this.#known = new Map(
      before !== null && before.#seen === seen
        ? known
        : known.map(([model, { seen: list }]) => [model, { whole: null, seen: list }]),
    );
  }

  get(model: string): readonly Extension[] | undefined {
    const whole = this.#all.get(model);
    if (whole === undefined) return undefined;
    const known = this.#known.get(model);
    if (known?.whole === whole) return known.seen;
    const found = whole.filter(({ module }) => this.#seen.has(module));
    let seen: readonly Extension[] | undefined = found.length === whole.length ? whole : found;
    if (seen.length === 0) seen = undefined;
    else if (known?.seen !== undefined && isSame(known.seen, seen)) seen = known.seen;
    this.#known.set(model, { whole, seen });
    return seen;
  }

  *names(): Generator<string, undefined, unknown> {
    for (const model of this.#all.names()) if (this.get(model) !== undefined) yield model;
  }

  /** Lets go of the lists of these models. */
  forget(models: ReadonlySet<string>): void {
    for (const model of models) this.#known.delete(model);
  }
}
