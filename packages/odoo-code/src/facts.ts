/**
 * Words of this package.
 *
 * - *facts*: what one file says, a pure function of its bytes and the Odoo version; immutable, serialisable, kept by content hash.
 * - *linked view*: what all files together mean: module graph, models as ordered extensions, XML ids, combined views.
 * - *reference*: a string or attribute that names something defined elsewhere (a model, a field path, an XML id …), with its role.
 * - *span*: a half-open range of UTF-16 offsets in the decoded text, as editors count.
 * - *field path*: names joined by dots, each a field of the comodel of the one before.
 * - *XML id*: `module.name`; written without a module it belongs to the module of the file.
 * - *combined view*: the arch of a base view with all its extensions applied, as Odoo shows it.
 */

/** `[start, end)` in UTF-16 units. */
export type Span = readonly [start: number, end: number];

export type ReferenceRole =
  | "model"
  | "field-path"
  | "xml-id"
  | "method"
  | "group"
  | "module"
  | "file"
  | "template"
  | "asset"
  | "widget"
  | "view-type";

/** Something named by text. `value` is the text as Odoo reads it (unquoted, unescaped). */
export interface Reference {
  readonly role: ReferenceRole;
  readonly value: string;
  readonly span: Span;
  /**
   * Where a field path or method starts: the model's name, or `null` where it cannot be told. For a reference inside a class it is the
   * class's model; inside a domain of a relational field, its comodel.
   */
  readonly model?: string | null;
  /**
   * Where the start is not a model's own record but one reached from it: the comodel at the end of `path` on `model`
   * (`self.order_line.product_id` inside a loop over `self.order_line`). `model` is then null.
   */
  readonly through?: { readonly model: string; readonly path: string };
  /**
   * XML id of the `ir.model` record that stands for the model (`model_id` of a rule or a server action), where the file names the model so.
   * `model` is then null.
   */
  readonly modelXmlId?: string;
  /**
   * True inside a view that extends another: `model` and `through` are then what the locator suggests; the combined view tells for sure.
   */
  readonly extension?: boolean;
  /** In a combined view, the file that the span belongs to, where it is not the base view's. */
  readonly source?: string;
  /** What holds it: `related`, `depends`, `domain`, `arch`, `ref`, `env`, `csv-header` … for messages and ranking. */
  readonly context: string;
  /** False when part of it is computed (f-string, concatenation): never renamed without asking. */
  readonly certain: boolean;
}

/** A comment that switches rules off or on again, already resolved to the lines it covers. `rules` empty: all rules. Of several on a line the last one counts. */
export interface Suppression {
  readonly rules: readonly string[];
  /** The comment switches them on again. Which rules that are is known only where names and codes are. */
  readonly enables?: true;
  /** First and last line, 0-based, both included. */
  readonly lines: readonly [first: number, last: number];
}

/** What could not be read. The facts around it still stand. */
export interface SyntaxProblem {
  readonly message: string;
  readonly span: Span;
}

interface Common {
  /** Path as given, `/` as separator. */
  readonly path: string;
  readonly problems: readonly SyntaxProblem[];
  readonly references: readonly Reference[];
  readonly suppressions: readonly Suppression[];
  /** Offset of the start of every line; turns spans into line and column. */
  readonly lineStarts: readonly number[];
}

/** A literal Python value as far as it is static. */
export type Literal =
  | string
  | number
  | boolean
  | null
  | readonly Literal[]
  | { readonly [key: string]: Literal }
  | Computed;
/** Not a literal: the source text of the expression. */
export interface Computed {
  readonly computed: string;
}

export interface Argument {
  readonly value: Literal;
  readonly span: Span;
}

export interface FieldFact {
  readonly name: string;
  readonly nameSpan: Span;
  readonly span: Span;
  /** Class after `fields.`: `Char`, `Many2one` … */
  readonly type: string;
  /** Comodel of a relational field, when literal. */
  readonly comodel: string | null;
  /** Keyword arguments, and positional ones under the name of their parameter. */
  readonly arguments: Readonly<Record<string, Argument>>;
}

export interface Decorator {
  /** As written: `api.depends`, `http.route`. */
  readonly name: string;
  readonly arguments: readonly Argument[];
  readonly keywords: Readonly<Record<string, Argument>>;
  readonly span: Span;
}

export interface MethodFact {
  readonly name: string;
  readonly nameSpan: Span;
  readonly span: Span;
  readonly parameters: readonly string[];
  readonly decorators: readonly Decorator[];
  readonly callsSuper: boolean;
}

/** A Python class; a model when it derives from `models.Model`, `TransientModel` or `AbstractModel` or sets `_name`/`_inherit`. */
export interface ClassFact {
  readonly name: string;
  readonly nameSpan: Span;
  readonly span: Span;
  readonly bases: readonly string[];
  readonly kind: "model" | "transient" | "abstract" | "controller" | "other";
  /** `_name`; null when absent or computed. */
  readonly model: string | null;
  /** `_inherit`, always as a list. */
  readonly inherit: readonly string[];
  /** `_inherits`: model → field. */
  readonly inherits: Readonly<Record<string, string>>;
  /** All class attributes with literal or computed values: `_description`, `_order`, `_rec_name`, `_sql_constraints` … */
  readonly attributes: Readonly<Record<string, Argument>>;
  readonly fields: readonly FieldFact[];
  readonly methods: readonly MethodFact[];
}

export interface PythonImport {
  /** `odoo.addons.sale.models`; relative imports keep their dots. */
  readonly module: string;
  /** `from x import a as b` has `a` as `b`, `import *` has `*`; `import x` has none, `import x as y` has an empty name as `y`. */
  readonly names: readonly { readonly name: string; readonly as: string | null }[];
  readonly span: Span;
}

export interface PythonFacts extends Common {
  readonly kind: "python";
  readonly imports: readonly PythonImport[];
  readonly classes: readonly ClassFact[];
  readonly functions: readonly MethodFact[];
  /** Lists that the file gives a name at module level, for fields that take their selection from one. */
  readonly constants?: Readonly<Record<string, Literal>>;
  /** True when a function of the file makes model classes, which are not among `classes`, or a class computes its name. */
  readonly hidesModels?: boolean;
}

export interface ManifestFacts extends Common {
  readonly kind: "manifest";
  /** The literal dict; empty when the file is not exactly one. */
  readonly keys: Readonly<Record<string, Argument>>;
  readonly keySpans: Readonly<Record<string, Span>>;
  /** Keys that are given again further down, where the value counts; absent where there are none. */
  readonly repeated?: readonly { readonly name: string; readonly span: Span }[];
  readonly depends: readonly string[];
  /** `data` then `demo`, in load order. */
  readonly data: readonly { readonly path: string; readonly span: Span; readonly demo: boolean }[];
  readonly installable: boolean;
  readonly autoInstall: boolean | readonly string[];
}

/** The span covers the value between its quotes. */
export interface XmlAttribute {
  readonly value: string;
  readonly span: Span;
  /** In a combined view, the file that the span belongs to, where an extension set the attribute. */
  readonly source?: string;
}

/** An element of an arch or template, as a tree with spans. */
export interface XmlNode {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, XmlAttribute>>;
  readonly children: readonly (XmlNode | string)[];
  readonly span: Span;
  /** Of the start tag alone. */
  readonly tagSpan: Span;
  /** Spans of the texts among `children`, in order; absent when there are none. */
  readonly textSpans?: readonly Span[];
  /** In a combined view, the file that the spans belong to, where it is not the base view's. */
  readonly source?: string;
}

export interface RecordField {
  readonly name: string;
  readonly nameSpan: Span;
  readonly span: Span;
  /** What gives the value, in Odoo's own order of precedence. */
  readonly value:
    | { readonly kind: "text"; readonly text: string }
    | { readonly kind: "ref"; readonly xmlId: string }
    | { readonly kind: "eval"; readonly code: string }
    | { readonly kind: "search"; readonly domain: string }
    | { readonly kind: "arch"; readonly nodes: readonly XmlNode[] }
    | { readonly kind: "file"; readonly path: string };
}

/**
 * Anything in a data file that makes a record: `record`, `template`, `menuitem`, `act_window`, `report`, a CSV row, and a `<function>` that gives
 * a record an XML id. `model` is empty where the file does not tell it (the last, and lines inside a CSV row).
 */
export interface RecordFact {
  /** As written; null when it has no id. */
  readonly xmlId: string | null;
  readonly idSpan: Span;
  readonly model: string;
  readonly modelSpan: Span;
  readonly span: Span;
  readonly tag: "record" | "template" | "menuitem" | "act_window" | "report" | "row" | "asset" | "function";
  readonly noUpdate: boolean;
  readonly fields: readonly RecordField[];
  /** For views and templates: the arch, so that it need not be looked for in `fields`. */
  readonly arch: readonly XmlNode[] | null;
  /** `inherit_id` of a view, `inherit_id` attribute of a template. */
  readonly inheritId: string | null;
}

export interface XmlFacts extends Common {
  readonly kind: "xml";
  readonly root: string;
  readonly records: readonly RecordFact[];
  /** `<function>` and `<delete>`. */
  readonly actions: readonly {
    readonly tag: "function" | "delete";
    readonly model: string;
    readonly name: string | null;
    readonly span: Span;
  }[];
  /** Templates of a static file (`t-name`), QWeb or OWL. */
  readonly templates: readonly { readonly name: string; readonly inherit: string | null; readonly node: XmlNode }[];
}

export interface CsvFacts extends Common {
  readonly kind: "csv";
  /** Model, from the file's name. */
  readonly model: string;
  readonly header: readonly { readonly name: string; readonly span: Span }[];
  readonly records: readonly RecordFact[];
}

export interface JavaScriptFacts extends Common {
  readonly kind: "javascript";
  readonly imports: readonly { readonly from: string; readonly names: readonly string[]; readonly span: Span }[];
  readonly exports: readonly string[];
  /** `odoo.define` name of a legacy module. */
  readonly legacyModule: string | null;
  readonly registrations: readonly { readonly category: string; readonly key: string; readonly span: Span }[];
  readonly components: readonly { readonly name: string; readonly template: string | null; readonly span: Span }[];
  /** `patch(Target, …)`: the target as written. */
  readonly patches: readonly { readonly target: string; readonly span: Span }[];
  readonly ormCalls: readonly {
    readonly model: string;
    readonly method: string;
    readonly fields: readonly string[];
    readonly span: Span;
  }[];
}

export interface PoEntry {
  readonly msgid: string;
  readonly msgstr: string;
  readonly modules: readonly string[];
  readonly locations: readonly string[];
  readonly flags: readonly string[];
  readonly span: Span;
}

export interface PoFacts extends Common {
  readonly kind: "po";
  readonly language: string | null;
  readonly entries: readonly PoEntry[];
}

/** A file that is part of a module but has no facts of its own: it exists, that is all. */
export interface OtherFacts extends Common {
  readonly kind: "other";
}

export type FileFacts = PythonFacts | ManifestFacts | XmlFacts | CsvFacts | JavaScriptFacts | PoFacts | OtherFacts;
