import type { ToolCall } from "@sextant/contracts";
import type { OdooVersion, Project } from "@sextant/odoo-code";
import type { ShownEdits } from "./shown-edits.ts";

/** What the index tools work on: addons on disk, and which of them may be changed. */
export interface AddonsAccess {
  /** Real paths of the folders of this workspace: may be checked and, with approval, changed. */
  readonly folders: readonly string[];
  /** Real paths of further addons folders, such as Odoo's own: may be read. */
  readonly further: readonly string[];
  /** Series to check for; null: as each manifest says. */
  readonly version: OdooVersion | null;
  /** The index over all of them, as the files are now. */
  project(call: ToolCall): Promise<Project>;
  /** Folder where facts are kept from run to run. */
  readonly data?: string;
  /** Edits that were shown and not yet written. */
  readonly edits: ShownEdits;
}
