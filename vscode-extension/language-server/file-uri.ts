import { realpathSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";

/** Real path of a file's URI; null for what is no file, as an untitled document. */
export function pathOfUri(uri: string): string | null {
  if (!uri.startsWith("file:")) return null;
  try {
    return realPath(fileURLToPath(uri));
  } catch {
    return null;
  }
}

export function uriOfPath(path: string): string {
  return pathToFileURL(path).href;
}

/** The path itself where nothing is there yet. */
export function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
