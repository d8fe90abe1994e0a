/** Something that a model inherits from: one of its classes, or another model by name. */
export type Base<C> = { readonly own: C } | { readonly model: string };

/**
 * Classes of a model from the one that wins to the one that is overridden most: Python's method resolution order (C3) over the classes that Odoo
 * makes of models. Where C3 finds no order, or models inherit from each other in a circle, the first way down to a class decides.
 */
export function linearization<C>(model: string, basesOf: (model: string) => readonly Base<C>[]): readonly C[] {
  const known = new Map<string, readonly Base<C>[]>();
  const marks = new Map<string, Base<C>>();
  const markOf = (name: string): Base<C> => {
    const made = marks.get(name) ?? { model: name };
    marks.set(name, made);
    return made;
  };
  const order = (name: string): readonly Base<C>[] => {
    const before = known.get(name);
    if (before) return before;
    // While it is being worked out, a circle finds nothing here.
    known.set(name, []);
    const bases = basesOf(name).map((base) => ("own" in base ? base : markOf(base.model)));
    const made = [
      markOf(name),
      ...merge([...bases.map((base) => ("own" in base ? [base] : order(base.model))), bases]),
    ];
    known.set(name, made);
    return made;
  };
  return order(model).flatMap((base) => ("own" in base ? [base.own] : []));
}

/** C3's merge: the first head that stands in no other list's tail, again and again. */
function merge<T>(given: readonly (readonly T[])[]): T[] {
  let lists = given.filter((list) => list.length > 0).map((list) => ({ list, head: 0 }));
  const tails = new Map<T, number>();
  for (const { list } of lists) for (const item of list.slice(1)) tails.set(item, (tails.get(item) ?? 0) + 1);
  const merged = new Set<T>();
  while (lists.length > 0) {
    const heads = lists.map(({ list, head }) => list[head] as T);
    const next = heads.find((head) => (tails.get(head) ?? 0) === 0) ?? (heads[0] as T);
    merged.add(next);
    // Where C3 found no order, what is already taken is passed over.
    for (const entry of lists)
      while (entry.head < entry.list.length && merged.has(entry.list[entry.head] as T)) {
        entry.head += 1;
        const head = entry.list[entry.head];
        if (head !== undefined) tails.set(head, (tails.get(head) ?? 1) - 1);
      }
    lists = lists.filter(({ list, head }) => head < list.length);
  }
  return [...merged];
}
