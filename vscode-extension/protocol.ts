/**
 * What the extension and the language server say to each other beyond the language server protocol. Only types and names: no import, so that
 * both sides, and any other client, may use it.
 *
 * - *place*: a file and a range in it, in the protocol's own counting (lines and UTF-16 columns from 0), so that it opens as it is.
 * - *node of a combined view*: an element with the view that put it there.
 */

export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** Same shape as a `Location` of the protocol. */
export interface Place {
  readonly uri: string;
  readonly range: Range;
}

/** Settings, section `sextant`. What is absent has the default. */
export interface SextantSettings {
  /** Series of Odoo: `19.0`, or `auto` to find it out. */
  readonly odooVersion?: string;
  /** Addons folders beside those of the workspace: paths, relative ones from the workspace folder. */
  readonly addonsPath?: readonly string[];
  /** An `odoo.conf` whose `addons_path` counts too. */
  readonly odooConf?: string;
  /** Facts of an Odoo that is not on disk: a fact pack's file, or `auto`. */
  readonly pack?: string;
  readonly rules?: {
    readonly enable?: readonly string[];
    readonly disable?: readonly string[];
    /** Severity by rule; `off` is the same as disabling it. */
    readonly severity?: Readonly<Record<string, "error" | "warning" | "info" | "off">>;
  };
}

/** Requests of the client. A `null` result means that there is no such thing. */
export interface SextantRequests {
  readonly "sextant/modules": { readonly params: ModulesParams; readonly result: readonly ModuleSummary[] };
  readonly "sextant/moduleContents": {
    readonly params: { readonly module: string };
    readonly result: ModuleListing | null;
  };
  readonly "sextant/modelCard": { readonly params: ModelParams; readonly result: ModelCardResult | null };
  readonly "sextant/combinedView": { readonly params: CombinedViewParams; readonly result: CombinedViewResult | null };
  readonly "sextant/doctor": { readonly params: DoctorParams; readonly result: DoctorReport };
  readonly "sextant/xmlId": { readonly params: { readonly xmlId: string }; readonly result: XmlIdResult };
  readonly "sextant/check": { readonly params: CheckParams; readonly result: CheckResult };
  readonly "sextant/tool": { readonly params: ToolParams; readonly result: unknown };
}

/** Notifications of the server. */
export interface SextantNotifications {
  readonly "sextant/status": ServerStatus;
  /** The index changed: what was asked before may be out of date. */
  readonly "sextant/indexChanged": { readonly generation: number };
}

export interface ServerStatus {
  readonly state: "starting" | "indexing" | "ready" | "failed";
  /** In words for a status bar: `Odoo 19.0, 632 modules`. */
  readonly message: string;
  readonly modules: number;
  readonly version: string | null;
}

export interface ModulesParams {
  /** Only modules of the workspace's folders; all that are known when absent. */
  readonly workspaceOnly?: boolean;
}

export interface ModuleSummary {
  readonly name: string;
  /** `name` of the manifest. */
  readonly title: string;
  readonly summary: string | null;
  readonly version: string | null;
  /** The manifest. */
  readonly place: Place;
  readonly depends: readonly string[];
  /** Dependencies that are nowhere in the addons folders. */
  readonly missing: readonly string[];
  /** False when Odoo would skip it. */
  readonly loadable: boolean;
  /** In a folder of the workspace, not only in a configured addons path. */
  readonly inWorkspace: boolean;
  readonly models: number;
  readonly views: number;
}

/** What one module brings. */
export interface ModuleListing {
  readonly name: string;
  readonly models: readonly {
    readonly model: string;
    readonly description: string | null;
    /** True when the module makes it, false when it extends it. */
    readonly own: boolean;
    readonly fields: number;
    readonly place: Place;
  }[];
  readonly views: readonly ViewSummary[];
  readonly security: readonly SecuritySummary[];
  readonly menus: readonly { readonly xmlId: string; readonly name: string | null; readonly place: Place }[];
  readonly actions: readonly { readonly xmlId: string; readonly name: string | null; readonly place: Place }[];
}

export interface ViewSummary {
  readonly xmlId: string;
  readonly module: string;
  /** Root element: `form`, `list` … Null where it cannot be told. */
  readonly type: string | null;
  readonly model: string | null;
  readonly inheritId: string | null;
  readonly place: Place;
}

export interface SecuritySummary {
  readonly kind: "access" | "rule" | "group";
  readonly xmlId: string | null;
  readonly model: string | null;
  /** `rwcd`, a domain, or the group's name. */
  readonly detail: string;
  readonly groups: readonly string[];
  readonly place: Place;
}

export interface ModelParams {
  readonly model: string;
}

/** Where a module writes something; lists of them are in load order. */
export interface ModulePlace {
  readonly module: string;
  readonly place: Place;
}

/** All that is known of a model. */
export interface ModelCardResult {
  readonly model: string;
  readonly description: string | null;
  readonly kind: string;
  readonly module: string;
  readonly parents: readonly string[];
  readonly delegates: readonly { readonly model: string; readonly field: string }[];
  readonly extensions: readonly { readonly module: string; readonly class: string; readonly place: Place }[];
  readonly fields: readonly {
    readonly name: string;
    readonly type: string;
    readonly comodel: string | null;
    readonly module: string;
    readonly modules: readonly string[];
    readonly origin: "own" | "magic" | "delegated";
    readonly related: string | null;
    readonly place: Place | null;
    readonly definitions: readonly ModulePlace[];
  }[];
  readonly methods: readonly {
    readonly name: string;
    readonly modules: readonly string[];
    readonly definitions: readonly ModulePlace[];
  }[];
  readonly views: readonly ViewSummary[];
  readonly security: readonly SecuritySummary[];
}

/** A view by its id, or the view that stands at a position. */
export interface CombinedViewParams {
  readonly xmlId?: string;
  readonly at?: { readonly uri: string; readonly position: Position };
  /** With the extensions of the modules that this one depends on only. */
  readonly seenFrom?: string;
}

export interface CombinedViewResult {
  readonly xmlId: string;
  readonly model: string | null;
  /** Views it is made of, the root first. */
  readonly parts: readonly ViewSummary[];
  /** The arch as indented XML. */
  readonly text: string;
  /** Per line of `text`, the index in `parts` of the view that wrote it, and where; the line's own element or closing tag. */
  readonly lines: readonly { readonly part: number; readonly place: Place | null }[];
  /** Specifications that found nothing. */
  readonly misses: readonly {
    readonly xmlId: string;
    readonly locator: string;
    readonly reason: string;
    readonly certain: boolean;
    readonly place: Place;
  }[];
}

/** Why something is, or is not, found. */
export interface DoctorParams {
  /** A file to explain: which module it belongs to, whether it is loaded. */
  readonly uri?: string;
  /** A name to explain: a model, `model.field`, an XML id, a module. */
  readonly name?: string;
}

export interface DoctorReport {
  /** The whole report as Markdown, for people. */
  readonly text: string;
  readonly version: { readonly series: string; readonly because: string };
  readonly roots: readonly {
    readonly path: string;
    readonly because: string;
    readonly modules: number;
    readonly files: number;
  }[];
  readonly missingModules: readonly { readonly module: string; readonly neededBy: readonly string[] }[];
  readonly problems: readonly string[];
  readonly counts: {
    readonly modules: number;
    readonly files: number;
    readonly models: number;
    readonly xmlIds: number;
    readonly views: number;
  };
  readonly state: ServerStatus["state"];
  readonly cacheFolder: string | null;
  readonly indexSeconds: number | null;
  readonly memoryMegabytes: number;
}

/** What XML ids of a name stand for; a name without a module is looked for in all. */
export interface XmlIdResult {
  readonly records: readonly {
    readonly xmlId: string;
    readonly model: string;
    readonly definitions: readonly {
      readonly module: string;
      /** False when no manifest lists the file, so that Odoo never reads it. */
      readonly loaded: boolean;
      readonly place: Place;
    }[];
  }[];
  /** Names most like the one asked for, where nothing has it. */
  readonly nearest: readonly string[];
}

export interface CheckParams {
  /** Modules by name; all of the workspace's folders when absent. */
  readonly modules?: readonly string[];
}

/** Findings in whole modules, whether their files are open or not. */
export interface CheckResult {
  readonly modules: number;
  readonly findings: readonly {
    readonly rule: string;
    readonly severity: "error" | "warning" | "info";
    readonly message: string;
    readonly fixable: boolean;
    readonly place: Place;
  }[];
}

/** A tool of the index, as models call it. */
export interface ToolParams {
  readonly name: string;
  readonly input: unknown;
}
