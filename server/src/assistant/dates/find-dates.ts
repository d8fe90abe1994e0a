import type { Token } from "../text/tokenise.ts";
import { readMoment } from "./read-moment.ts";
import type { DateContext, FoundDate } from "./reading.ts";

/** Every stretch of the tokens that speaks about time, from left to right, without overlap. `taken` tokens are left alone. */
export function findDates(tokens: readonly Token[], context: DateContext, taken: ReadonlySet<number>): FoundDate[] {
  const found: FoundDate[] = [];
  let at = 0;
  while (at < tokens.length) {
    const moment = taken.has(at) ? null : readMoment(tokens, at, context);
    if (moment === null || spanTaken(at, moment.next, taken)) {
      at++;
      continue;
    }
    found.push({ reading: moment.value, start: at, end: moment.next });
    at = moment.next;
  }
  return found;
}

function spanTaken(start: number, end: number, taken: ReadonlySet<number>): boolean {
  for (let at = start; at < end; at++) if (taken.has(at)) return true;
  return false;
}
