import type { Token } from "../text/tokenise.ts";
import { readMoment } from "./read-moment.ts";
import type { DateContext, FoundDate } from "./reading.ts";

/** Every stretch of the tokens that speaks about time, from left to right, without overlap. `taken` tokens are left alone. */
export function findDates(tokens: readonly Token[], context: DateContext, taken: ReadonlySet<number>): FoundDate[] {
  const found: FoundDate[] = [];
  let at = 0;
  while (at < tokens.length) {
    const moment = taken.has(at) ? null : readMoment(untilTaken(tokens, at, taken), at, context);
    if (moment === null) {
      at++;
      continue;
    }
    found.push({ reading: moment.value, start: at, end: moment.next });
    at = moment.next;
  }
  return found;
}

/** The tokens up to the first one from `at` on that is taken. */
function untilTaken(tokens: readonly Token[], at: number, taken: ReadonlySet<number>): readonly Token[] {
  const end = tokens.findIndex((_, index) => index >= at && taken.has(index));
  return end === -1 ? tokens : tokens.slice(0, end);
}
