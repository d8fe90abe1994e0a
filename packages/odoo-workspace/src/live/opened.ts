import type { FileFacts, Project } from "@sextant/odoo-code";
import type { FactsStore } from "../store/facts-store.ts";
import type { ModuleReader } from "../store/module-reader.ts";
import type { Reading } from "../store/read-module.ts";
import type { WorkspaceOptions } from "./workspace.ts";
import type { WorkspaceRoots } from "./workspace-roots.ts";
import type { VersionFound } from "./workspace-version.ts";

/** What a workspace begins with. */
export interface Opened extends WorkspaceRoots {
  readonly version: VersionFound;
  readonly reading: Reading;
  readonly store: FactsStore;
  readonly reader: ModuleReader;
  /** The manifests of modules, linked. */
  readonly project: Project;
  /** Manifests that are still to be read. */
  readonly manifests: () => AsyncIterable<FileFacts>;
  readonly signal: AbortSignal;
  readonly onProgress: NonNullable<WorkspaceOptions["onProgress"]>;
}
