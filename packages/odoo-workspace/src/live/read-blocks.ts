import { setImmediate, setTimeout } from "node:timers/promises";
import type { Arrived } from "./arrived.ts";

/** By then whoever waited for modules has got the first answers. */
const AFTER_MS = 2000;

/** Reads the blocks that nobody has asked for yet, one a turn: the first question over all modules then finds them in memory. */
export async function readBlocks(arrived: Iterable<Arrived>, signal: AbortSignal): Promise<void> {
  await setTimeout(AFTER_MS, undefined, { ref: false, signal });
  for (const { packed } of arrived) {
    packed?.read();
    await setImmediate(undefined, { signal });
  }
}
