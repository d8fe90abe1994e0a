import { statSync } from "node:fs";

/** Undefined for what is not there, also where a file stands in the place of a folder above it. */
export function statOf(path: string) {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}
