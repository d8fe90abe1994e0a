import type { Edit, RuleInfo, Severity } from "../diagnostic.ts";
import type { FileFacts, ManifestFacts, Span } from "../facts.ts";
import type { OdooVersion } from "../version.ts";
import type { RuleOptions } from "./options.ts";

/**
 * Words of this folder.
 *
 * - *check*: a function over one source that finds breaches of one rule or of a tight family of rules; all of them in one pass.
 * - *source*: what a check looks at: a file, parsed once for all checks, or a module.
 * - *finding*: what a check reports; the engine makes a diagnostic of it, or drops it (rule off, version, suppressed).
 */

/** A breach of a rule. */
export interface Finding {
  readonly rule: RuleInfo;
  readonly span: Span;
  readonly message: string;
  /** Where it is, when not in the file of the source. */
  readonly path?: string;
  /** Less than the rule's, where what is found here may be meant. */
  readonly severity?: Severity;
  /** Mechanical cure: edits of the same file, and of others. A file that does not exist yet is made by an edit of its empty text. */
  readonly fix?: {
    readonly title: string;
    readonly edits: readonly Edit[];
    readonly elsewhere?: readonly { readonly path: string; readonly edits: readonly Edit[] }[];
  };
  readonly related?: readonly { readonly path: string; readonly span: Span; readonly message: string }[];
}

export type Report = (finding: Finding) => void;

export interface Check<Source> {
  readonly rules: readonly RuleInfo[];
  check(source: Source, report: Report): void;
}

/** What the rules know about the module that a file belongs to. */
export interface ModuleContext {
  /** Technical name: the name of its folder. */
  readonly name: string;
  /** Path of its folder, without a trailing slash. */
  readonly root: string;
  readonly manifest: ManifestFacts | null;
  /** Paths of all its files, relative to the folder. */
  readonly files: ReadonlySet<string>;
  /** Name of the repository that holds it, as its first remote tells; absent where there is none. */
  readonly repository?: string;
}

/** What every source has. */
export interface FileSource<Facts extends FileFacts = FileFacts> {
  readonly path: string;
  readonly text: string;
  readonly facts: Facts;
  /** Null when it cannot be told; then only rules that hold in all versions apply. */
  readonly version: OdooVersion | null;
  readonly module: ModuleContext | null;
  readonly options: RuleOptions;
}
