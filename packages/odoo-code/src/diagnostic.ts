import type { FileFacts, Span } from "./facts.ts";
import type { OdooVersion } from "./version.ts";

export type Severity = "error" | "warning" | "info";

/** A replacement of the text of a span. */
export interface Edit {
  readonly span: Span;
  readonly text: string;
}

/** A cure: edits per file. Applying it removes the finding and applying it again changes nothing. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly { readonly path: string; readonly edits: readonly Edit[] }[];
}

export interface Diagnostic {
  /** Our name or the public one: `sql-injection`, `odoo-depends-missing`, `xml-redundant-module-name`. */
  readonly rule: string;
  /** Public code where one exists: `E8103`; else null. */
  readonly code: string | null;
  readonly severity: Severity;
  readonly path: string;
  readonly span: Span;
  readonly message: string;
  readonly fix?: Fix;
  /** Other places that explain it. */
  readonly related?: readonly { readonly path: string; readonly span: Span; readonly message: string }[];
}

/** What a rule is called, since when it holds, and how bad it is unless configured otherwise. */
export interface RuleInfo {
  readonly rule: string;
  readonly code: string | null;
  readonly severity: Severity;
  readonly title: string;
  readonly from?: OdooVersion;
  readonly to?: OdooVersion;
  /** Of versions before 14.0 only, of which nothing else is known here: it applies where no later version is known. */
  readonly legacy?: boolean;
  /** Off unless enabled by name. */
  readonly optional?: boolean;
}

/** A rule that looks at one file. It gets the text and the facts; findings on suppressed lines are taken out afterwards. */
export interface FileRule {
  readonly info: RuleInfo;
  check(file: {
    readonly facts: FileFacts;
    readonly text: string;
    readonly version: OdooVersion;
    readonly module: string | null;
  }): readonly Diagnostic[];
}
