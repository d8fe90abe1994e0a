import { type CallArguments, callArguments } from "../../python/call-arguments.ts";
import { assignments } from "../../python/class-fact.ts";
import type { PythonNode } from "../../python/python-tree.ts";
import type { ClassScope, PythonSource } from "./python-source.ts";

/** `name = fields.Type(…)` in the body of a class. */
export interface FieldCall {
  readonly owner: ClassScope;
  readonly name: string;
  /** What stands after `fields.`; whether Odoo has such a type does not matter here. */
  readonly type: string;
  readonly call: PythonNode;
  readonly given: CallArguments;
}

const KNOWN = new WeakMap<PythonSource, readonly FieldCall[]>();

/** Field definitions of a file, in order. */
export function fieldCalls(source: PythonSource): readonly FieldCall[] {
  const known = KNOWN.get(source);
  if (known !== undefined) return known;
  const { text, imported } = source;
  const found: FieldCall[] = [];
  for (const owner of source.classes)
    for (const statement of owner.block?.children ?? [])
      for (const { targets, value } of assignments(statement)) {
        const type = value.type === "call" ? typeOf(text.slice(value.start, value.children[0]?.end), imported) : null;
        const [target] = targets;
        if (type !== null && target !== undefined)
          found.push({
            owner,
            name: text.slice(target.start, target.end),
            type,
            call: value,
            given: callArguments(value.children[1], text),
          });
      }
  KNOWN.set(source, found);
  return found;
}

/** Those of one class. */
export function fieldCallsOf(owner: ClassScope, source: PythonSource): readonly FieldCall[] {
  const all = fieldCalls(source);
  return source.classes.length === 1 ? all : all.filter((field) => field.owner === owner);
}

function typeOf(called: string, imported: ReadonlyMap<string, string>): string | null {
  const type = /^fields\.(\w+)$/.exec(called)?.[1];
  if (type !== undefined) return type;
  return /^[A-Z]\w*$/.test(called) && /^odoo\.fields\.\w+$/.test(imported.get(called) ?? "") ? called : null;
}
