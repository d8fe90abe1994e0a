import type { FileFacts } from "../../facts.ts";
import type { OdooVersion } from "../../version.ts";
import type { ModuleContext } from "../rule.ts";

/** A module with the facts of its files, for checks that compare files. */
export interface ModuleSource {
  readonly module: ModuleContext;
  readonly version: OdooVersion | null;
  /** Facts by path as given. */
  readonly facts: ReadonlyMap<string, FileFacts>;
}
