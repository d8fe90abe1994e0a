import type { Reference } from "../facts.ts";

/** What was read of one method or function. */
interface ReadMethod {
  /** What `self` was a recordset of. */
  readonly model: string | null;
  /** Where the method stood. */
  readonly start: number;
  readonly references: readonly Reference[];
  readonly hidesModels: boolean;
}

/**
 * What the methods of a file refer to, by what is written: a keystroke changes one of them, and moves the others. What a method refers to follows
 * from its text and from what `self` is, as long as the file has no syntax error.
 */
export class MethodsLately {
  #before: ReadonlyMap<string, ReadMethod> = new Map();
  #now: Map<string, ReadMethod>;

  constructor(known = new Map<string, ReadMethod>()) {
    this.#now = known;
  }

  /** The same for who reads another text beside what is typed. */
  aside(): MethodsLately {
    return new MethodsLately(this.#now);
  }

  /** Begins to read the file again: what is not found in it this time is let go, and with it the text that it was cut from. */
  begin(): this {
    this.#before = this.#now;
    this.#now = new Map();
    return this;
  }

  /**
   * @param written The method's own text, its decorators among it.
   * @param read Reads it, where it is not known.
   */
  of(
    written: string,
    start: number,
    model: string | null,
    read: () => Pick<ReadMethod, "references" | "hidesModels">,
  ): Pick<ReadMethod, "references" | "hidesModels"> {
    const known = this.#before.get(written);
    const found: ReadMethod =
      known?.model === model
        ? { ...known, start, references: moved(known.references, start - known.start) }
        : { model, start, ...read() };
    this.#now.set(written, found);
    return found;
  }
}

function moved(references: readonly Reference[], by: number): readonly Reference[] {
  return by === 0 ? references : references.map((reference) => movedReference(reference, by));
}

/** Written out: there are thousands, and to spread them takes several times as long. */
function movedReference(reference: Reference, by: number): Reference {
  const { role, value, context, certain, model, through } = reference;
  const span = [reference.span[0] + by, reference.span[1] + by] as const;
  if (model === undefined) return { role, value, span, context, certain };
  if (through === undefined) return { role, value, span, context, certain, model };
  return { role, value, span, context, certain, model, through };
}
