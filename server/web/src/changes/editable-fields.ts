import type { ChangeRequest, Proposal, ProposeRequest } from "@sextant/contracts";

/** A value of a proposal that a person can type anew. */
export interface EditableField {
  readonly name: string;
  readonly label: string;
  readonly value: string | number | boolean;
}

const isPlain = (value: unknown): value is EditableField["value"] =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean";

const valuesOf = (change: ChangeRequest): Readonly<Record<string, unknown>> =>
  change.kind === "action" ? change.parameters : change.values;

/** Parameters of actions that name a record by its id, or its model. */
const RECORDS =
  /^(?:model|record|user|partner|vendor|order|invoice|journal|product|project|location|from|to|operationType|proposal)$/;
const namesRecord = (change: ChangeRequest, name: string) =>
  /(^|_)ids?$/.test(name) || (change.kind === "action" && RECORDS.test(name));

/** Texts, numbers and switches of a proposal. Lists, and the records that it is about, are not edited: another proposal is clearer. */
export function editableFields({ payload: { change }, preview }: Proposal): readonly EditableField[] {
  const labels = new Map(preview.fields.map(({ field, label }) => [field, label]));
  return Object.entries(valuesOf(change)).flatMap(([name, value]) =>
    isPlain(value) && !namesRecord(change, name) ? [{ name, label: labels.get(name) ?? inWords(name), value }] : [],
  );
}

const inWords = (name: string) => name.charAt(0).toUpperCase() + name.slice(1).replaceAll("_", " ");

/**
 * The proposal with other values, as it is proposed anew.
 *
 * @returns null when a text does not fit the number that it stands for.
 */
export function editedRequest(
  { payload, preview, batch }: Proposal,
  typed: Readonly<Record<string, string | boolean>>,
): ProposeRequest | null {
  const before = valuesOf(payload.change);
  const after: Record<string, unknown> = { ...before };
  for (const [name, value] of Object.entries(typed)) {
    const number = typeof before[name] === "number";
    if (number && (typeof value !== "string" || value.trim() === "" || !Number.isFinite(Number(value)))) return null;
    after[name] = number ? Number(value) : value;
  }
  const change = payload.change.kind === "action" ? { parameters: after } : { values: after };
  return {
    change: { ...payload.change, ...change } as ChangeRequest,
    ...(preview.reason === null ? {} : { reason: preview.reason }),
    ...(payload.company === null ? {} : { company: payload.company }),
    ...(batch === null ? {} : { batch }),
  };
}
