import type { Domain } from "@sextant/contracts";

/**
 * Terms that cut all ids into stretches of at most `length`, so that no reply holds more records than that. Records made since `lastId`
 * was read fall into the last stretch.
 */
export function idRanges(lastId: number, length: number): readonly Domain[] {
  const stretches = Math.max(1, Math.ceil(lastId / length));
  return Array.from({ length: stretches }, (_, index) => [
    ...(index === 0 ? [] : [["id", ">", index * length]]),
    ...(index === stretches - 1 ? [] : [["id", "<=", (index + 1) * length]]),
  ]);
}
