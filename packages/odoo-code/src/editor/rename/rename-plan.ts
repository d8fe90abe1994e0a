import type { Edit } from "../../diagnostic.ts";
import type { Span } from "../../facts.ts";
import type { Project } from "../../project/project.ts";
import type { CodeSymbol } from "../code-symbol.ts";
import type { SourceSpan } from "../source-span.ts";

/**
 * Words of this folder.
 *
 * - *family*: the definitions that can only be renamed together: a field with all classes that override it, on every model that has it.
 * - *certain match*: a place of which it is proved that it means the renamed thing; part of the edit.
 * - *uncertain match*: a place that has the name and may mean it; offered with the reason, never part of the edit.
 */

/** What renaming works on. */
export interface RenameContext {
  readonly project: Project;
  /** Text of a file as it is now; null where it cannot be read. */
  text(path: string): string | null;
  /** Whether a file's text holds a word, where that can be told sooner than its text. */
  holds?(path: string, word: string): boolean;
  /** Whether a file may be changed: not one of Odoo's own, or of a pack of facts. */
  writable(path: string): boolean;
}

/** Whether a file's text holds a word. */
export function mentions({ text, holds }: RenameContext, path: string, word: string): boolean {
  return holds === undefined ? (text(path)?.includes(word) ?? false) : holds(path, word);
}

/** Why a match is not certain. */
export type Doubt =
  /** It is read from a record whose model cannot be told. */
  | "unknown-record"
  /** The text is put together by an expression. */
  | "computed"
  /** The place in a view cannot be told, as the view that it extends is not there or does not have it. */
  | "unknown-place"
  /** A string of this content. */
  | "string"
  /** The word, in a comment, a text, or code that is not followed. */
  | "text"
  /** The file belongs to Odoo or is not writable. */
  | "read-only";

export interface UncertainMatch extends SourceSpan {
  /** What would stand there; null where the name is put together and cannot be replaced. */
  readonly text: string | null;
  readonly doubt: Doubt;
}

/** A file that is named after what is renamed. */
export interface FileMove {
  readonly from: string;
  readonly to: string;
}

export interface RenamePlan {
  readonly symbol: CodeSymbol;
  readonly oldName: string;
  readonly newName: string;
  /** Certain matches: by path, each file's in order and without overlaps. */
  readonly edits: readonly { readonly path: string; readonly edits: readonly Edit[] }[];
  readonly uncertain: readonly UncertainMatch[];
  /** Uncertain matches beyond those listed. */
  readonly more: number;
  readonly moves: readonly FileMove[];
}

/** A sentence for people: what cannot be renamed, why, and what to do. */
export interface Refusal {
  readonly refused: string;
}

/** What a rename of one kind of symbol finds, before its places are compared with the texts. */
export interface Found {
  readonly certain: readonly Replacement[];
  readonly uncertain: readonly (Replacement & { readonly doubt: Doubt })[];
  /** Places of the same name that mean something else. */
  readonly others: readonly SourceSpan[];
  readonly moves?: readonly FileMove[];
  /** Words to look for in texts, each with what would replace it. */
  readonly words: readonly { readonly word: string; readonly text: string }[];
}

export interface Replacement extends SourceSpan {
  /** What must stand there now. */
  readonly old: string;
  readonly text: string;
}

/** Part of a reference, as a stretch of its file. */
export function partSpan(span: Span, part: readonly [start: number, end: number]): Span {
  return [span[0] + part[0], span[0] + part[1]];
}

export function isRefusal(result: object): result is Refusal {
  return "refused" in result;
}
