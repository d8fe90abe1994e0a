import type { Argument, ClassFact, Decorator, FieldFact, Literal, MethodFact, Span } from "../facts.ts";

/**
 * Classes as they are read now; one that says the same as before is the one of before, object for object, with its places brought up to date in it.
 */
export function keptClasses(before: readonly ClassFact[], now: readonly ClassFact[]): readonly ClassFact[] {
  const free = new Set(before);
  return now.map((fact) => {
    for (const known of free) {
      if (known.name !== fact.name) continue;
      if (!sameClass(known, fact)) break;
      free.delete(known);
      moveClass(known, fact);
      return known;
    }
    return fact;
  });
}

/** Whether two classes say the same, wherever they stand. */
function sameClass(a: ClassFact, b: ClassFact): boolean {
  return (
    a.name === b.name &&
    a.kind === b.kind &&
    a.model === b.model &&
    sameValue(a.bases, b.bases) &&
    sameValue(a.inherit, b.inherit) &&
    sameValue(a.inherits, b.inherits) &&
    sameArguments(a.attributes, b.attributes) &&
    sameList(a.fields, b.fields, sameField) &&
    sameList(a.methods, b.methods, sameMethod)
  );
}

function sameField(a: FieldFact, b: FieldFact): boolean {
  return a.name === b.name && a.type === b.type && a.comodel === b.comodel && sameArguments(a.arguments, b.arguments);
}

function sameMethod(a: MethodFact, b: MethodFact): boolean {
  return (
    a.name === b.name &&
    a.callsSuper === b.callsSuper &&
    sameValue(a.parameters, b.parameters) &&
    sameList(a.decorators, b.decorators, sameDecorator)
  );
}

function sameDecorator(a: Decorator, b: Decorator): boolean {
  return (
    a.name === b.name &&
    sameList(a.arguments, b.arguments, ({ value }, other) => sameValue(value, other.value)) &&
    sameArguments(a.keywords, b.keywords)
  );
}

type Arguments = Readonly<Record<string, Argument>>;

/** In the same order: what is looked up may be the first that fits. */
function sameArguments(a: Arguments, b: Arguments): boolean {
  return sameList(Object.entries(a), Object.entries(b), ([name, { value }], [other, argument]) => {
    return name === other && sameValue(value, argument.value);
  });
}

function sameValue(a: Literal, b: Literal): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return Object.is(a, b);
  if (Array.isArray(a) || Array.isArray(b)) return Array.isArray(a) && Array.isArray(b) && sameList(a, b, sameValue);
  return sameList(Object.entries(a), Object.entries(b), ([name, value], [other, item]) => {
    return name === other && sameValue(value as Literal, item as Literal);
  });
}

function sameList<Item>(a: readonly Item[], b: readonly Item[], same: (a: Item, b: Item) => boolean): boolean {
  return a.length === b.length && a.every((item, at) => same(item, b[at] as Item));
}

interface Placed {
  readonly span: Span;
}

/** Brings the places of a class up to date with those of one that says the same. */
function moveClass(old: ClassFact, now: ClassFact): void {
  moveNamed(old, now);
  moveArguments(old.attributes, now.attributes);
  each(old.fields, now.fields, (field, other) => {
    moveNamed(field, other);
    moveArguments(field.arguments, other.arguments);
  });
  each(old.methods, now.methods, (method, other) => {
    moveNamed(method, other);
    each(method.decorators, other.decorators, (decorator, like) => {
      move(decorator, like);
      each(decorator.arguments, like.arguments, move);
      moveArguments(decorator.keywords, like.keywords);
    });
  });
}

function moveNamed(old: Placed & { readonly nameSpan: Span }, now: Placed & { readonly nameSpan: Span }): void {
  move(old, now);
  place(old.nameSpan, now.nameSpan);
}

function moveArguments(old: Arguments, now: Arguments): void {
  for (const name in old) {
    const [argument, other] = [old[name], now[name]];
    if (argument !== undefined && other !== undefined) move(argument, other);
  }
}

function move(old: Placed, now: Placed): void {
  place(old.span, now.span);
}

/** Who holds a place of the class, as its model and fields do, holds the one of now. */
function place(old: Span, [start, end]: Span): void {
  const own = old as [number, number];
  own[0] = start;
  own[1] = end;
}

function each<Item>(old: readonly Item[], now: readonly Item[], visit: (old: Item, now: Item) => void): void {
  for (let at = 0; at < old.length; at += 1) visit(old[at] as Item, now[at] as Item);
}
