import { setImmediate, setTimeout } from "node:timers/promises";
import type { PackedModule } from "@sextant/odoo-code";

/** By then whoever waited for modules has got the first answers. */
const AFTER_MS = 2000;

/** Reads the blocks that nobody has asked for yet, one a turn: the first question over all modules then finds them in memory. */
export async function readBlocks(modules: readonly PackedModule[], signal: AbortSignal): Promise<void> {
  await setTimeout(AFTER_MS, undefined, { ref: false, signal });
  for (const module of modules) {
    module.read();
    await setImmediate(undefined, { signal });
  }
}
