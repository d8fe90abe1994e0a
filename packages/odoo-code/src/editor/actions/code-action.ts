import type { Diagnostic, Edit } from "../../diagnostic.ts";

/** Edits of files by path; a file that is not there is made. */
export type FileEdits = readonly { readonly path: string; readonly edits: readonly Edit[] }[];

/** Something that an editor offers to do. */
export interface OfferedAction {
  readonly title: string;
  /** `fix`: cures a finding. `suppress`: switches its rule off there. `add`: writes what a definition still lacks. */
  readonly kind: "fix" | "suppress" | "add";
  readonly edits: FileEdits;
  /** The finding it is about. */
  readonly finding?: Diagnostic;
  /** The usual thing to do about the finding. */
  readonly preferred: boolean;
}
