import { join } from "node:path";
import { SextantError } from "@sextant/contracts";
import { takeProcessLock } from "../../platform/process-lock.ts";

/**
 * Takes the lock of a lake, so that one sync at a time writes it.
 *
 * @returns the function that gives the lock back.
 * @throws SextantError `sync_running` when another sync runs.
 */
export function lockLake(dir: string): Promise<() => Promise<void>> {
  return takeProcessLock(
    join(dir, "sync.lock"),
    ({ where, since }) =>
      new SextantError(
        "sync_running",
        `Another sync of the lake in ${dir} is running since ${since} (${where}). Wait for it to end.`,
      ),
  );
}
