import type { FieldTable } from "./fields.ts";
import type { ExtensionLists, ModelClasses, Read } from "./model-parts.ts";

/** When so many models changed, nothing is worth looking through. */
const MANY = 100;
/** Models look different from different modules: so many looks of one are kept. */
const LOOKS = 6;

interface Part {
  readonly read: Read;
}

/**
 * What has been worked out of models, for the projects that follow each other and for all modules that look at them: a part holds wherever the
 * lists are those that it was made from.
 */
export class PartsStore {
  readonly classes = new Looks<ModelClasses>();
  readonly fields = new Looks<FieldTable>();

  /** Lets go of all that was made from the lists of these models. */
  forget(models: ReadonlySet<string>): void {
    if (models.size === 0) return;
    for (const looks of [this.classes, this.fields])
      if (models.size > MANY) looks.clear();
      else looks.forget(models);
  }
}

/** Parts of one kind by model, the last used first. */
class Looks<Kind extends Part> {
  readonly #parts = new Map<string, readonly Kind[]>();

  find(model: string, lists: ExtensionLists): Kind | undefined {
    const known = this.#parts.get(model) ?? [];
    const found = known.find(({ read }) => holds(read, lists));
    if (found !== undefined && found !== known[0])
      this.#parts.set(model, [found, ...known.filter((part) => part !== found)]);
    return found;
  }

  keep(model: string, part: Kind): void {
    this.#parts.set(model, [part, ...(this.#parts.get(model) ?? [])].slice(0, LOOKS));
  }

  clear(): void {
    this.#parts.clear();
  }

  forget(models: ReadonlySet<string>): void {
    for (const [model, parts] of this.#parts) {
      const left = parts.filter(({ read }) => ![...models].some((name) => read.has(name)));
      if (left.length === parts.length) continue;
      if (left.length === 0) this.#parts.delete(model);
      else this.#parts.set(model, left);
    }
  }
}

function holds(read: Read, lists: ExtensionLists): boolean {
  for (const [model, list] of read) if (lists.get(model) !== list) return false;
  return true;
}
