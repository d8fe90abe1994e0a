import { isSame } from "./merged.ts";
import type { ExtensionLists } from "./model-parts.ts";
import type { Extension } from "./module-contents.ts";

export interface Known {
  /** Null where it has to be looked at again. */
  readonly whole: readonly Extension[] | null;
  /** Undefined where no module that is seen has a class of the model. */
  readonly seen: readonly Extension[] | undefined;
}

/** What was seen of some models, for the next project: nothing of the one that it was seen in. */
export interface Remembered {
  readonly seen: ReadonlySet<string>;
  readonly lists: Map<string, Known>;
}

/** Lists without the classes of modules that are not seen. */
export class SeenLists implements ExtensionLists {
  readonly vocabulary = {};
  readonly remembered: Remembered;
  readonly #all: ExtensionLists;

  /** @param before What was seen before, whose lists stay where they say the same. */
  constructor(all: ExtensionLists, seen: ReadonlySet<string>, before: Remembered | null = null) {
    this.#all = all;
    const known = before === null ? [] : [...before.lists];
    const lists = new Map(
      before !== null && before.seen === seen
        ? known
        : known.map(([model, { seen: list }]) => [model, { whole: null, seen: list }]),
    );
    this.remembered = { seen, lists };
  }

  get(model: string): readonly Extension[] | undefined {
    const { seen: of, lists } = this.remembered;
    const whole = this.#all.get(model);
    if (whole === undefined) return undefined;
    const known = lists.get(model);
    if (known?.whole === whole) return known.seen;
    const found = whole.filter(({ module }) => of.has(module));
    let seen: readonly Extension[] | undefined = found.length === whole.length ? whole : found;
    if (seen.length === 0) seen = undefined;
    else if (known?.seen !== undefined && isSame(known.seen, seen)) seen = known.seen;
    lists.set(model, { whole, seen });
    return seen;
  }

  *names(): Generator<string, undefined, unknown> {
    for (const model of this.#all.names()) if (this.get(model) !== undefined) yield model;
  }
}
