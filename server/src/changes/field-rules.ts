import type { FieldType, OdooClient, Scope } from "@sextant/odoo-client";
import { z } from "zod";

const shape = z.looseObject({
  type: z.string(),
  string: z.string(),
  required: z.boolean().default(false),
  readonly: z.boolean().default(false),
  relation: z.string().optional(),
  relation_field: z.string().optional(),
  selection: z.array(z.tuple([z.union([z.string(), z.number(), z.boolean()]), z.string()])).optional(),
  /** Fields it is computed from. */
  depends: z.array(z.string()).default([]),
});

/** What a field of a model accepts from this user, by `fields_get`: fields he may not see are not among them. */
export interface FieldRule {
  readonly name: string;
  readonly type: FieldType;
  readonly label: string;
  readonly required: boolean;
  readonly readonly: boolean;
  readonly computed: boolean;
  readonly relation: string | null;
  /** Of a one2many: the field of the line that points back. */
  readonly inverse: string | null;
  readonly selection: readonly (readonly [string, string])[] | null;
}

const ATTRIBUTES = ["type", "string", "required", "readonly", "relation", "relation_field", "selection", "depends"];

/** The rules of a model's fields for the connected user. Throws `unknown_method` for a model that is not installed. */
export async function fieldRules(
  odoo: OdooClient,
  model: string,
  scope: Scope & { readonly signal?: AbortSignal },
): Promise<ReadonlyMap<string, FieldRule>> {
  // Proves the model and gives its error in the client's own words.
  await odoo.fieldsOf(model, scope);
  const reply = await odoo.call("read", model, "fields_get", { named: { attributes: ATTRIBUTES } }, scope);
  const rules = new Map<string, FieldRule>();
  for (const [name, raw] of Object.entries(z.record(z.string(), shape).parse(reply)))
    rules.set(name, {
      name,
      type: raw.type as FieldType,
      label: raw.string,
      required: raw.required,
      readonly: raw.readonly,
      computed: raw.depends.length > 0,
      relation: raw.relation ?? null,
      inverse: raw.relation_field ?? null,
      selection: raw.selection?.map(([key, label]) => [String(key), label] as const) ?? null,
    });
  return rules;
}
