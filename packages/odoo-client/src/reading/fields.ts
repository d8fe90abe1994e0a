import { isSextantError } from "@sextant/contracts";
import { odooError } from "../errors/classify.ts";
import type { FieldInfo, FieldType } from "../types.ts";
import { wrongType } from "../values/normalise.ts";

/** Always sent: without it `fields_get` is huge, and on some models faults over XML-RPC. */
export const FIELD_ATTRIBUTES = [
  "type",
  "string",
  "relation",
  "required",
  "readonly",
  "store",
  "selection",
  "currency_field",
];

export function fieldsFrom(model: string, reply: unknown): ReadonlyMap<string, FieldInfo> {
  if (typeof reply !== "object" || reply === null || Array.isArray(reply))
    return wrongType(`the fields of ${model}`, "a map");
  const fields = new Map<string, FieldInfo>();
  for (const [name, raw] of Object.entries(reply as Record<string, Record<string, unknown> | null>)) {
    // Rows are objects with field names as keys: this one would change the object instead.
    if (name === "__proto__") return wrongType(`a field of ${model}`, "a field name");
    const type = raw?.type;
    if (typeof type !== "string") return wrongType(`the type of ${model}.${name}`, "a text");
    const selection = Array.isArray(raw?.selection)
      ? (raw.selection as unknown[]).filter(Array.isArray).map((pair) => [String(pair[0]), String(pair[1])] as const)
      : undefined;
    fields.set(name, {
      name,
      type: type as FieldType,
      label: typeof raw?.string === "string" ? raw.string : name,
      required: raw?.required === true,
      readonly: raw?.readonly === true,
      stored: raw?.store === true,
      ...(typeof raw?.relation === "string" ? { relation: raw.relation } : {}),
      ...(selection ? { selection } : {}),
      ...(typeof raw?.currency_field === "string" ? { currencyField: raw.currency_field } : {}),
    });
  }
  return fields;
}

/** `fields_get` has no business reason to fail: over the older transports that is how an unknown model looks. */
export function asUnknownModel(error: unknown, model: string): unknown {
  if (isSextantError(error) && error.code === "business")
    return odooError("unknown_method", { model, method: "fields_get" }, "");
  return error;
}
