import type { FileFacts } from "@sextant/odoo-code";
import type { StoredFile } from "../store/module-facts.ts";

/** A file that was read on its own since its module was. */
export interface ReadAlone {
  /** Null for one that is gone. */
  readonly facts: FileFacts | null;
  readonly hash: string;
  readonly at: number;
  /** Whether what the file refers to was left out: its module is read soon. */
  readonly outlined: boolean;
}

/** Name of the content that is known of a file; undefined for one of which nothing is. */
export function hashBefore(
  path: string,
  alone: ReadAlone | undefined,
  files: () => readonly StoredFile[] | undefined,
): string | undefined {
  if (alone !== undefined) return alone.facts === null ? undefined : alone.hash;
  return files()?.find((file) => file.path === path)?.hash;
}
