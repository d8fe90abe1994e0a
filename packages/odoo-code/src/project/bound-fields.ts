import { type FieldTable, isOpen, type OpenField } from "./fields.ts";
import type { Field, Models } from "./models.ts";

/** Fields of a model among the models of one project: those that other models tell about are made here, each when it is asked for. */
export function boundFields({ fields }: FieldTable, models: Models): ReadonlyMap<string, Field> {
  return new BoundFields(fields, models);
}

class BoundFields implements ReadonlyMap<string, Field> {
  readonly #fields: ReadonlyMap<string, Field | OpenField>;
  readonly #models: Models;
  readonly #bound = new Map<string, Field>();

  constructor(fields: ReadonlyMap<string, Field | OpenField>, models: Models) {
    this.#fields = fields;
    this.#models = models;
  }

  get size(): number {
    return this.#fields.size;
  }

  has(name: string): boolean {
    return this.#fields.has(name);
  }

  get(name: string): Field | undefined {
    const field = this.#fields.get(name);
    return field === undefined || !isOpen(field) ? field : this.#bind(name, field);
  }

  keys(): MapIterator<string> {
    return this.#fields.keys();
  }

  *values(): Generator<Field, undefined, unknown> {
    for (const [, field] of this.entries()) yield field;
  }

  *entries(): Generator<[string, Field], undefined, unknown> {
    for (const [name, field] of this.#fields) yield [name, isOpen(field) ? this.#bind(name, field) : field];
  }

  [Symbol.iterator](): Generator<[string, Field], undefined, unknown> {
    return this.entries();
  }

  forEach(use: (field: Field, name: string, map: ReadonlyMap<string, Field>) => void): void {
    for (const [name, field] of this.entries()) use(field, name, this);
  }

  #bind(name: string, field: OpenField): Field {
    const known = this.#bound.get(name);
    if (known !== undefined) return known;
    const made = field.among(this.#models);
    this.#bound.set(name, made);
    return made;
  }
}
