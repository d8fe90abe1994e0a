import type { FileFacts } from "../facts.ts";
import type { OdooVersion } from "../version.ts";
import type { CombinedView } from "./combined-view.ts";
import type { Models } from "./models.ts";
import type { ModuleContents } from "./module-contents.ts";
import type { ModuleGraph } from "./module-graph.ts";
import type { References } from "./reference-index.ts";
import type { Security } from "./security.ts";
import type { Views } from "./views.ts";
import type { XmlIds } from "./xml-ids.ts";

/** What all files together mean: immutable; a change of files gives another project, which shares what did not change. */
export interface Project {
  readonly version: OdooVersion;
  /** Addons folders, the one that wins first. */
  readonly roots: readonly string[];
  readonly files: ReadonlyMap<string, FileFacts>;
  readonly modules: ModuleGraph;
  /** What the files of each module say together, by module. */
  readonly contents: ReadonlyMap<string, ModuleContents>;
  /** Models of all modules together. */
  readonly models: Models;
  readonly xmlIds: XmlIds;
  readonly views: Views;
  readonly security: Security;
  readonly references: References;
  /** Module that a file belongs to; null for a file outside all modules, or in one that another of its name hides. */
  moduleOf(path: string): string | null;
  /** Models as a module sees them: without what modules that it does not depend on add. */
  modelsSeenFrom(module: string): Models;
  /** Models of these modules alone, as if no other were installed. */
  modelsOf(modules: ReadonlySet<string>): Models;
  /** A view with its extensions; with `seenFrom`, only those of the modules that this one depends on. */
  combinedView(
    xmlId: string,
    options?: { readonly seenFrom?: string; readonly before?: string },
  ): CombinedView | undefined;
}
