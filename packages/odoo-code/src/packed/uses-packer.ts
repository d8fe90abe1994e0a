import type { FileFacts, PythonFacts } from "../facts.ts";
import { BlockWriter } from "./block-writer.ts";
import { isUsing } from "./defining-facts.ts";
import { FACTS_PLAN, USES_PLAN } from "./plan.ts";
import { type ReferenceKind, ReferenceKinds } from "./reference-kinds.ts";
import { packReferences } from "./reference-list.ts";

/** What stands at the root of a module's second block. */
export interface UsesRoot {
  /** Below the module's folder: files of Python and JavaScript, sorted. */
  readonly paths: readonly string[];
  /** Part of what is to be added to each file's facts, counted from 1; of JavaScript all of them; 0 for nothing. */
  readonly facts: readonly number[];
  /** Part of each file's references, counted from 1; 0 for none. */
  readonly references: readonly number[];
  /** As in `PackedRoot`. */
  readonly kinds: readonly ReferenceKind[];
}

interface Packed {
  readonly facts: number;
  readonly references: number;
}

/** Packs what `definingFacts` leaves out of a module's facts as its second block. */
export class UsesPacker {
  readonly #folder: string;
  readonly #writer = new BlockWriter();
  readonly #kinds = new ReferenceKinds();
  readonly #files = new Map<string, Packed>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Packs what one more file says; nothing of one whose facts the first block has. */
  add(file: FileFacts): void {
    if (!isUsing(file.path)) return;
    this.#files.set(file.path.slice(this.#folder.length + 1), {
      facts: this.#packAdded(file),
      references: packReferences(file.references, this.#writer, this.#kinds),
    });
    this.#writer.forgetParts();
  }

  /** What is to be added to the facts of the first block. */
  #packAdded(file: FileFacts): number {
    if (file.kind === "javascript") {
      const { path: _path, references: _references, ...rest } = file;
      return this.#writer.part(rest, FACTS_PLAN) + 1;
    }
    const added = file.kind === "python" ? addedByPython(file) : null;
    return added === null ? 0 : this.#writer.part(added) + 1;
  }

  /** The block. */
  finish(): Uint8Array<ArrayBuffer> {
    const sorted = [...this.#files].sort(([a], [b]) => (a < b ? -1 : 1));
    const root: UsesRoot = {
      paths: sorted.map(([path]) => path),
      facts: sorted.map(([, { facts }]) => facts),
      references: sorted.map(([, { references }]) => references),
      kinds: this.#kinds.list,
    };
    return this.#writer.finish(this.#writer.part(root, USES_PLAN));
  }
}

function addedByPython({ problems, suppressions, hidesModels }: PythonFacts): object | null {
  if (problems.length === 0 && suppressions.length === 0 && hidesModels !== true) return null;
  return { problems, suppressions, ...(hidesModels === true && { hidesModels }) };
}
