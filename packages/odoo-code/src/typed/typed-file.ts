import type { ClassFact, FileFacts } from "../facts.ts";
import { ElementsLately } from "./elements-lately.ts";
import { MethodsLately } from "./methods-lately.ts";
import { keptClasses } from "./same-class.ts";

/**
 * What was read last of a file that is typed in; whoever has the file open has one. A class, or an element of a data file, that says what it said
 * before stays the same object, and its places are brought up to date in it. So what is compared by identity (models, views, what was looked up in
 * them) is taken over.
 *
 * *Invariant:* places in the facts of a file that is typed in are those of its last text, also in facts that were read of it before. Nothing may
 * work out a place from them and keep it by the class or the record.
 */
export class TypedFile {
  readonly methods: MethodsLately;
  /** Null for who reads another text beside what is typed: nothing may move for it. */
  readonly elements: ElementsLately | null;
  #classes: readonly ClassFact[] = [];

  constructor(methods = new MethodsLately(), elements: ElementsLately | null = new ElementsLately()) {
    this.methods = methods;
    this.elements = elements;
  }

  /** What is known of the file, for who reads another text of it in between. */
  aside(): TypedFile {
    return new TypedFile(this.methods.aside(), null);
  }

  /** Facts that were just read, with what is the same as before in them. Their strings are their own: they stay. */
  keep(facts: FileFacts): FileFacts {
    if (facts.kind !== "python" || this.elements === null) return facts;
    const classes = keptClasses(this.#classes, facts.classes);
    this.#classes = classes;
    return { ...facts, classes };
  }
}
