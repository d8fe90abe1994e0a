import type { ChangeEvidence, ChangeLine, ChangeStep, ChangeValue } from "@sextant/contracts";
import type { PolicyRule } from "./policy.ts";

export type ChangeValues = Readonly<Record<string, ChangeValue>>;

/** How a change is to be made in Odoo, before it is bound to a proposal. */
export interface ChangePlan {
  readonly title: string;
  readonly record: { readonly model: string; readonly id: number | null };
  readonly steps: readonly ChangeStep[];
  /** Records and fields that must still be as they are now when it is executed. */
  readonly watched: readonly { readonly model: string; readonly id: number; readonly fields: readonly string[] }[];
  readonly evidence: ChangeEvidence | null;
  /** What it sets, for the difference; for an action, what it is known to set. */
  readonly values: ChangeValues;
  /** Facts that are not fields of the record: "Journal: Bank". */
  readonly facts: readonly { readonly label: string; readonly before: string | null; readonly after: string }[];
  readonly warnings: readonly string[];
  readonly rule: PolicyRule;
  /** What the four-eyes rule looks at. */
  readonly amounts: Readonly<Record<string, unknown>>;
  /** Values that the record must have now, or nothing is proposed. */
  readonly mustBe?: Readonly<Record<string, unknown>>;
}

export const step = (
  model: string,
  method: string,
  over: number[] | { readonly of: number } | null,
  args: Record<string, unknown> = {},
  context: Record<string, unknown> = {},
): ChangeStep => ({
  model,
  method,
  ids: Array.isArray(over) ? over : null,
  of: over !== null && !Array.isArray(over) ? over.of : null,
  arguments: args,
  context,
});

export const isLines = (value: ChangeValue | undefined): value is readonly ChangeLine[] =>
  Array.isArray(value) && value.some((one) => typeof one === "object");
