import { createHash } from "node:crypto";

/** A file of an edit, with the exact bytes before and after. */
export interface FileEdit {
  /** Real path. */
  readonly path: string;
  /** Null for a file that is not there yet. */
  readonly before: Uint8Array | null;
  readonly after: Uint8Array;
  /** Fixes in it. */
  readonly fixes: number;
}

/** Edits that were shown, by hash. An edit is given out once: who takes it executes it, or it must be shown again. */
export interface ShownEdits {
  /** Keeps an edit; the hash covers the paths, the bytes that were there and the bytes that will be. */
  show(files: readonly FileEdit[]): string;
  take(hash: string): readonly FileEdit[] | undefined;
}

/** Older edits are forgotten. */
const KEPT = 50;

export function shownEdits(): ShownEdits {
  const edits = new Map<string, readonly FileEdit[]>();
  return {
    show(files) {
      const hash = hashOf(files);
      // At the end again, as the one shown last.
      edits.delete(hash);
      edits.set(hash, files);
      for (const oldest of edits.keys()) if (edits.size > KEPT) edits.delete(oldest);
      return hash;
    },
    take(hash) {
      const files = edits.get(hash);
      edits.delete(hash);
      return files;
    },
  };
}

function hashOf(files: readonly FileEdit[]): string {
  const sha256 = (content: Uint8Array | string) => createHash("sha256").update(content).digest("hex");
  return sha256(
    JSON.stringify(files.map(({ path, before, after }) => [path, before && sha256(before), sha256(after)])),
  );
}
