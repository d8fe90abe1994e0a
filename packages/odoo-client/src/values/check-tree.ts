import { SextantError } from "@sextant/contracts";
import { wellFormed } from "./well-formed.ts";

/** Deepest nesting accepted in a reply. */
export const MAX_REPLY_DEPTH = 200;

/** Throws `bad_reply` when the value is nested deeper than {@link MAX_REPLY_DEPTH}. Iterative: depth cannot exhaust the stack. */
export function checkDepth(root: unknown): void {
  let level: unknown[] = [root];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_REPLY_DEPTH)
      throw new SextantError("bad_reply", `Odoo's reply is nested deeper than ${MAX_REPLY_DEPTH} levels.`);
    const next: unknown[] = [];
    for (const value of level)
      if (typeof value === "object" && value !== null)
        for (const member of Object.values(value)) if (typeof member === "object" && member !== null) next.push(member);
    level = next;
  }
}

/** Throws `bad_reply` when a string (or key) holds half of a surrogate pair: it could not be stored or sent again. */
export function checkStrings(root: unknown): void {
  const open: unknown[] = [root];
  const refuse = (): never => {
    throw new SextantError(
      "bad_reply",
      "Odoo's reply holds a text with half of a surrogate pair, which no text format can keep.",
    );
  };
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (typeof value === "string" && !wellFormed(value)) refuse();
    if (typeof value !== "object" || value === null) continue;
    for (const [key, member] of Object.entries(value)) {
      if (!wellFormed(key)) refuse();
      if (member !== undefined && (typeof member === "object" || typeof member === "string")) open.push(member);
    }
  }
}
