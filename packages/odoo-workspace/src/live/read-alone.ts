import type { FileFacts } from "@sextant/odoo-code";

/** A file that was read on its own since its module was. */
export interface ReadAlone {
  /** Null for one that is gone. */
  readonly facts: FileFacts | null;
  readonly hash: string;
  readonly at: number;
  /** Whether what the file refers to was left out: its module is read soon. */
  readonly outlined: boolean;
}
