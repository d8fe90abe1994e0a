import type { Reference } from "../facts.ts";

/** What a reference has beside its value and its span. */
export type ReferenceKind = Omit<Reference, "value" | "span">;

/** Where the members that were looked at so far lead. */
interface Branch {
  /** Null where nothing leads on. */
  branches: Map<string | number, Branch> | null;
  /** Negative until a reference has these members and no more. */
  place: number;
}

/** The kinds of references that a module has, each once, in the order they are first met. */
export class ReferenceKinds {
  readonly list: ReferenceKind[] = [];
  readonly #root: Branch = branch();

  /** Place of a reference's kind in the list. It is found member by member: to put them into one text would take longer than the rest of packing. */
  placeOf(reference: Reference): number {
    const { role, context, certain, model, through, modelXmlId, extension, source } = reference;
    const members =
      (certain ? 1 : 0) +
      (extension === undefined ? 0 : extension ? 2 : 4) +
      (model === undefined ? 0 : model === null ? 8 : 16) +
      (through === undefined ? 0 : 32) +
      (modelXmlId ? 64 : 0) +
      (source ? 128 : 0);
    let at = next(next(next(this.#root, context), role), members);
    if (typeof model === "string") at = next(at, model);
    if (through !== undefined) at = next(next(at, through.model), through.path);
    if (modelXmlId) at = next(at, modelXmlId);
    if (source) at = next(at, source);
    if (at.place < 0) {
      at.place = this.list.length;
      const { value: _value, span: _span, ...kind } = reference;
      this.list.push(kind);
    }
    return at.place;
  }
}

function branch(): Branch {
  return { branches: null, place: -1 };
}

function next(from: Branch, member: string | number): Branch {
  from.branches ??= new Map();
  let found = from.branches.get(member);
  if (found === undefined) {
    found = branch();
    from.branches.set(member, found);
  }
  return found;
}
