import { realpathSync } from "node:fs";
import { basename, dirname, join } from "node:path";

/** Where a file really is, also one that is not there (any more): its nearest folder that exists decides. */
export function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const folder = dirname(path);
    return folder === path ? path : join(realPath(folder), basename(path));
  }
}
