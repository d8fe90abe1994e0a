import { setImmediate } from "node:timers/promises";
import { SextantError } from "@sextant/contracts";
import { openScan, type ScanLimits, type Scanned } from "./scan.ts";

/** Values read between two looks at the clock, and milliseconds after which others get their turn. */
const STEP = 5000;
const SLICE_MS = 12;

/**
 * Reads an XML-RPC reply of any size without holding up the event loop: after each slice of a few milliseconds it yields, and looks
 * whether the caller still wants the result.
 *
 * @throws SextantError `bad_reply`, `aborted`
 */
export async function readReply(text: string, signal?: AbortSignal, limits?: ScanLimits): Promise<Scanned> {
  const scan = openScan(text, limits);
  let since = performance.now();
  for (;;) {
    const result = scan.step(STEP);
    if (result) return result;
    if (performance.now() - since < SLICE_MS) continue;
    await setImmediate();
    if (signal?.aborted) throw new SextantError("aborted", "The call was cancelled.");
    since = performance.now();
  }
}
