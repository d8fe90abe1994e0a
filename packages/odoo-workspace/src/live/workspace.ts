import type { FileFacts, Project } from "@sextant/odoo-code";
import type { FoundRoot, RootProblem } from "./workspace-roots.ts";
import type { VersionFound } from "./workspace-version.ts";

/** What an editor or a program looks at. */
export interface WorkspaceOptions {
  /** Folders that are open. */
  readonly folders: readonly string[];
  /** Further addons folders, checkouts of Odoo, or Odoo configurations, as the user sets them. */
  readonly addons?: readonly string[];
  /** Series, as the user sets it. */
  readonly version?: string;
  /** Folder where facts are kept from run to run; without it everything is read afresh. */
  readonly data?: string;
  /** A fact pack that stands for Odoo's own modules where the folders have none; by default that of the series in `data`. */
  readonly pack?: string;
  /** The bundled `facts-worker.ts`; by default that beside the program. Without one everything is read on this thread, in turns. */
  readonly workerScript?: string;
  /** Stops reading, and all that comes later, for good. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (phase: string, done?: number, of?: number) => void;
}

/**
 * The index over folders that people work in. It reads in the background, modules that files are open of first, and follows every change: each
 * gives another immutable {@link Project}. Nothing here throws for what a file holds or for a file that is not there (any more).
 */
export interface Workspace {
  /**
   * As of now. Before a module is read, its manifest stands for it and nothing else; where nothing is kept from an earlier run, only manifests of what
   * the open folders depend on are known from the start.
   */
  readonly project: Project;
  readonly version: VersionFound;
  readonly roots: readonly FoundRoot[];
  readonly problems: readonly RootProblem[];
  /**
   * Whether what all modules define is known: models, fields, methods, views, ids. What Python refers to, and JavaScript, may still be missing; modules
   * that are not kept from an earlier run are read in these two steps.
   */
  readonly defined: boolean;
  /** Whether all modules are read. */
  readonly complete: boolean;
  /** Whether a module's files are read, so that what is not found in it is not there. */
  isRead(module: string): boolean;
  /** Whether what a module defines is known. */
  isDefined(module: string): boolean;
  /** The path by which the project knows a file: where it really is. */
  pathOf(path: string): string;
  /**
   * Reads what tells the fields and methods of the models that files are about, before any module is read as a whole: a fraction of a second where
   * {@link readAround} takes several. What else stands in those modules is not known yet. Modules that are kept from an earlier run are there as soon,
   * and then read as a whole.
   */
  readModelsOf(paths: readonly string[], signal?: AbortSignal): Promise<Project>;
  /** Reads what the modules that files belong to, and all they depend on, define, before the others. */
  readAround(paths: readonly string[], signal?: AbortSignal): Promise<Project>;
  /** Waits until what all modules define is known. */
  whenDefined(signal?: AbortSignal): Promise<Project>;
  /** Waits until all modules are read. */
  whenComplete(signal?: AbortSignal): Promise<Project>;
  /**
   * Text in an editor, which counts instead of the file until the document is closed.
   *
   * @param facts What the text says, where the caller knows it already.
   */
  documentChanged(path: string, text: string, facts?: FileFacts): Project;
  documentClosed(path: string): Project;
  /** Files and folders that came, changed or went on disk. Only files whose content is another are read again. */
  filesChanged(paths: readonly string[], signal?: AbortSignal): Promise<Project>;
  /** Tells of every new project; gives back how to stop that. */
  subscribe(listener: (project: Project) => void): () => void;
  /** Stops reading. */
  close(): Promise<void>;
}
