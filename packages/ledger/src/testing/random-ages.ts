import fc from "fast-check";
import type { Ages } from "../ages.ts";

/** Ages of an ageing: the usual ones (undefined), or any few days that ascend. */
export const randomAges: fc.Arbitrary<Ages | undefined> = fc.option(
  fc
    .uniqueArray(fc.oneof(fc.integer({ min: 1, max: 130 }), fc.integer({ min: 1, max: 3650 })), {
      minLength: 1,
      maxLength: 6,
    })
    .map((ages) => ages.sort((a, b) => a - b)),
  { nil: undefined },
);
