import type { Span } from "../facts.ts";
import type { Origin } from "./origin.ts";

/** A variable that is given a recordset: by an assignment, a loop or a comprehension. */
export interface Binding {
  /** The variable's name. */
  readonly span: Span;
  readonly origin: Origin;
  /** Model of the class around it. */
  readonly within: string | null;
}
