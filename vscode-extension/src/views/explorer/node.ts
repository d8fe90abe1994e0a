import type { Place } from "../../../protocol.ts";

/** What can be done with a node; `package.json` shows commands by it. */
export type NodeKind = "folder" | "module" | "model" | "field" | "method" | "view" | "security" | "menu" | "action";

/** One line of the explorer. */
export interface ExplorerNode {
  readonly kind: NodeKind;
  /** The same from one index to the next, so that what is open stays open. */
  readonly id: string;
  readonly label: string;
  /** Dim text behind the label. */
  readonly description: string;
  /** Markdown. */
  readonly tooltip: string;
  /** Name of a product icon. */
  readonly icon: string;
  /** Where a click leads; null for what only holds others. */
  readonly place: Place | null;
  readonly parent: ExplorerNode | null;
  /** XML id of a view, name of a module or a model. */
  readonly name: string;
  /** Absent for a leaf. */
  readonly children?: () => Promise<readonly ExplorerNode[]>;
}
