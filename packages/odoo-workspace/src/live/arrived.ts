import type { PackedModule } from "@sextant/odoo-code";

/** A module that was read and is not in the project yet; null when it is gone. */
export interface Arrived {
  readonly packed: PackedModule | null;
  /** When reading it began: what was read on its own since is newer. */
  readonly begun: number;
}
