import type { ChangeRequest } from "@sextant/contracts";
import { SextantError } from "@sextant/contracts";
import { z } from "zod";
import type { LiveOdoo } from "../live-odoo.ts";
import type { ChangePlan } from "../plan.ts";

/** What an action gives: fields to set, which are then checked like any other, or steps of its own. */
export type ActionPlan =
  | {
      readonly kind: "fields";
      readonly change: Exclude<ChangeRequest, { kind: "action" }>;
      readonly settable: readonly string[];
    }
  | ({ readonly kind: "steps" } & Omit<ChangePlan, "rule">);

export interface ActionCall {
  readonly odoo: LiveOdoo;
  /** Of the proposal: where an effect can carry a mark, it carries this one. */
  readonly id: string;
  readonly company: number;
  readonly today: string;
}

/** A change that people know by name, offered as a tool `propose_<name>`. */
export interface Action {
  readonly name: string;
  readonly title: string;
  /** Written for a model to read. */
  readonly description: string;
  readonly input: z.ZodObject;
  /** @throws SextantError `change_refused` when the record does not allow it. */
  plan(parameters: unknown, call: ActionCall): Promise<ActionPlan>;
}

/** Keeps the type of the parameters tied to their schema. */
export function defineAction<Input extends z.ZodObject>(
  action: Omit<Action, "input" | "plan"> & {
    readonly input: Input;
    plan(parameters: z.output<Input>, call: ActionCall): ActionPlan | Promise<ActionPlan>;
  },
): Action {
  return {
    ...action,
    async plan(parameters, call) {
      const parsed = action.input.safeParse(parameters);
      if (!parsed.success)
        throw new SextantError("bad_usage", `${action.name} does not fit: ${z.prettifyError(parsed.error)}`);
      return action.plan(parsed.data, call);
    },
  };
}

export const recordId = z.number().int().positive();
export const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, "a date as YYYY-MM-DD");
export const text = z.string().trim().min(1).max(2_000);
export const quantity = z.number().positive().max(1e9);
export const price = z.number().min(0).max(1e12);

/** An object without its undefined members. */
export function given<T extends Record<string, unknown>>(values: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}

/** Fields of a new record or of one that exists. */
export const setting = (
  change: Exclude<ChangeRequest, { kind: "action" }>,
  settable: readonly string[] = [],
): ActionPlan => ({ kind: "fields", change, settable });

type Steps = Extract<ActionPlan, { kind: "steps" }>;

/** Steps of an action's own. */
export const stepping = (
  parts: Omit<Steps, "kind" | "values" | "warnings" | "amounts"> &
    Partial<Pick<Steps, "values" | "warnings" | "amounts">>,
): ActionPlan => ({ kind: "steps", values: {}, warnings: [], amounts: {}, ...parts });

export const refusal = (message: string, details: Record<string, unknown> = {}) =>
  new SextantError("change_refused", message, { details });
