import { z } from "zod";
import { errorBody } from "./error.ts";

/** A value as a person would write it: a many2one is an id, a many2many a list of ids, one2many a list of lines; null empties the field. */
export type ChangeValue = string | number | boolean | null | readonly number[] | readonly ChangeLine[];
export type ChangeLine = { readonly [field: string]: ChangeValue };

const fieldName = z.string().regex(/^[a-z][a-z0-9_]{0,62}$/, "the technical name of a field");
const modelName = z.string().regex(/^[a-z][a-z0-9_.]{0,62}$/, "the technical name of a model");
const scalar = z.union([z.string().max(20_000), z.number(), z.boolean(), z.null()]);
const line = z.record(fieldName, z.union([scalar, z.array(z.number().int().positive()).max(200)]));
/** Depth is two: a record and its lines. */
const values = z.record(
  fieldName,
  z.union([scalar, z.array(z.number().int().positive()).max(200), z.array(line).min(1).max(200)]),
);
const recordId = z.number().int().positive();

/** What is to be changed: one record made, one record's fields set, or one named business action. */
export const changeRequest = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("create"), model: modelName, values }),
  z.strictObject({ kind: z.literal("write"), model: modelName, id: recordId, values }),
  z.strictObject({
    kind: z.literal("action"),
    action: z.string().regex(/^[a-z]+(_[a-z]+)*$/),
    parameters: z.record(z.string(), z.unknown()),
  }),
]);
export type ChangeRequest = z.infer<typeof changeRequest>;

export const proposeRequest = z.strictObject({
  change: changeRequest,
  /** The proposer's own words; shown as such, never part of the difference. */
  reason: z.string().max(500).optional(),
  /** The company it is made in; default: the user's own. */
  company: recordId.optional(),
  /** Proposals of one batch may be approved together, unless one of them is of high risk. */
  batch: z.string().max(80).optional(),
  expiresInHours: z.number().positive().max(168).optional(),
});
export type ProposeRequest = z.infer<typeof proposeRequest>;

/** One call in Odoo. `of` takes the records that an earlier step made or returned, instead of `ids`. */
export const changeStep = z.strictObject({
  model: modelName,
  method: z.string().regex(/^[a-z][a-z0-9_]*$/),
  ids: z.array(recordId).nullable(),
  of: z.number().int().min(0).nullable(),
  arguments: z.record(z.string(), z.unknown()),
  context: z.record(z.string(), z.unknown()),
});
export type ChangeStep = z.infer<typeof changeStep>;

/** A record as it was when the proposal was made: nothing is written when it is not so any more. */
export const expectedRecord = z.strictObject({
  model: modelName,
  id: recordId,
  /** `write_date` to the microsecond where the bridge tells it, else null. */
  version: z.string().nullable(),
  values: z.record(fieldName, z.unknown()),
});
export type ExpectedRecord = z.infer<typeof expectedRecord>;

/** A search that finds the effect of an action: how an unknown outcome is settled without the bridge. */
export const changeEvidence = z.strictObject({
  model: modelName,
  domain: z.array(z.unknown()),
  /** Counts only what the approver made since the decision. */
  madeSince: z.boolean(),
});
export type ChangeEvidence = z.infer<typeof changeEvidence>;

/** What is approved, executed and hashed: everything that decides about the effect, and nothing else. */
export const changeSet = z.strictObject({
  format: z.literal(1),
  id: z.string(),
  /** The Odoo it is for. */
  tenant: z.string(),
  company: recordId.nullable(),
  policy: z.number().int(),
  change: changeRequest,
  steps: z.array(changeStep).min(1).max(5),
  expected: z.array(expectedRecord),
  /** Null where the values themselves tell: a record made carries its external id, fields that were set can be read. */
  evidence: changeEvidence.nullable(),
});
export type ChangeSet = z.infer<typeof changeSet>;

/** One field of the difference, in words. `before` is null for a record that does not exist yet. */
export const fieldDifference = z.object({
  field: z.string(),
  label: z.string(),
  before: z.string().nullable(),
  after: z.string(),
  /** Lines of a one2many that are made with the record. */
  lines: z.array(z.record(z.string(), z.string())).optional(),
});
export type FieldDifference = z.infer<typeof fieldDifference>;

/** What the proposal shows, computed from Odoo and never from a model's words. */
export const changePreview = z.object({
  title: z.string(),
  record: z.object({ model: z.string(), modelLabel: z.string(), id: z.number().int().nullable(), name: z.string() }),
  fields: z.array(fieldDifference),
  warnings: z.array(z.string()),
  reason: z.string().nullable(),
  /** `bridge`: one transaction in Odoo, exactly once. `reduced`: without the module `sextant`; see the guide. */
  guarantee: z.enum(["bridge", "reduced"]),
});
export type ChangePreview = z.infer<typeof changePreview>;

export const proposalState = z.enum([
  "pending",
  "executing",
  "done",
  "failed",
  "unknown",
  "rejected",
  "expired",
  "undone",
]);
export type ProposalState = z.infer<typeof proposalState>;

export const proposalResult = z.object({
  /** The record made or changed. */
  record: z.object({ model: z.string(), id: z.number().int(), name: z.string(), url: z.string() }).nullable(),
  guarantee: z.enum(["bridge", "reduced"]),
  /** True when the effect was found in Odoo instead of made: an earlier attempt had come through. */
  found: z.boolean(),
  notes: z.array(z.string()),
  error: errorBody.nullable(),
  /** Whether `undo` may be proposed. */
  undoable: z.boolean(),
});
export type ProposalResult = z.infer<typeof proposalResult>;

const person = z.object({ id: z.number().int(), login: z.string() });

export const proposal = z.object({
  id: z.string(),
  state: proposalState,
  risk: z.enum(["normal", "high"]),
  fourEyes: z.boolean(),
  batch: z.string().nullable(),
  undoOf: z.string().nullable(),
  payload: changeSet,
  /** Of the canonical JSON of `payload`; what an approval names. */
  sha256: z.string(),
  preview: changePreview,
  proposedBy: person,
  createdAt: z.string(),
  expiresAt: z.string(),
  decidedBy: person.nullable(),
  decidedAt: z.string().nullable(),
  result: proposalResult.nullable(),
});
export type Proposal = z.infer<typeof proposal>;
