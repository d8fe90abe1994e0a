import type { SqlRow, SqlValue } from "./database.ts";

/** To the process that holds the embedded database: one statement with values, or a script without. */
export interface Statement {
  readonly id: number;
  readonly text: string;
  readonly values?: readonly SqlValue[];
}

/** From it. `opened` comes once, before any answer; `refused` when the folder cannot be opened. */
export type Answer =
  | { readonly kind: "opened" }
  | { readonly kind: "refused"; readonly message: string }
  | { readonly kind: "rows"; readonly id: number; readonly rows: readonly SqlRow[] }
  | { readonly kind: "error"; readonly id: number; readonly message: string; readonly state: string | null };
