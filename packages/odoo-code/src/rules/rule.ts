import type { Edit, RuleInfo } from "../diagnostic.ts";
import type { FileFacts, ManifestFacts, Span } from "../facts.ts";
import type { OdooVersion } from "../version.ts";

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
  /** Mechanical cure in the same file. */
  readonly fix?: { readonly title: string; readonly edits: readonly Edit[] };
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

/** Settings of single rules, under the names that pylint-odoo gave them. */
export interface RuleOptions {
  readonly manifestRequiredAuthors: readonly string[];
  readonly manifestRequiredKeys: readonly string[];
  readonly manifestDeprecatedKeys: readonly string[];
  readonly licenseAllowed: readonly string[];
  readonly developmentStatusAllowed: readonly string[];
  readonly methodRequiredSuper: readonly string[];
  readonly noMissingReturn: readonly string[];
  readonly deprecatedOdooModelMethods: readonly string[];
}

export const DEFAULT_OPTIONS: RuleOptions = {
  manifestRequiredAuthors: ["Odoo Community Association (OCA)"],
  manifestRequiredKeys: ["license"],
  manifestDeprecatedKeys: ["description"],
  licenseAllowed: [
    "AGPL-3",
    "GPL-2",
    "GPL-2 or any later version",
    "GPL-3",
    "GPL-3 or any later version",
    "LGPL-3",
    "OEEL-1",
    "OPL-1",
    "Other OSI approved licence",
    "Other proprietary",
  ],
  developmentStatusAllowed: ["Alpha", "Beta", "Production/Stable", "Mature"],
  methodRequiredSuper: [
    "copy",
    "create",
    "default_get",
    "read",
    "setUp",
    "setUpClass",
    "tearDown",
    "tearDownClass",
    "unlink",
    "write",
  ],
  noMissingReturn: ["__init__", "_register_hook", "setUp", "setUpClass", "tearDown", "tearDownClass"],
  deprecatedOdooModelMethods: ["fields_view_get"],
};
