import type { Tool } from "@sextant/contracts";
import type { AddonsAccess } from "@sextant/odoo-workspace";
import type { Config } from "./platform/config.ts";

/** Source code that agents may look into, and the tools by which they do. */
export interface SourceCode {
  readonly addons: AddonsAccess;
  /** Those that read alone: files are changed by a developer, in his editor. */
  readonly tools: readonly Tool<AddonsAccess>[];
}

/** Source code that a server opened, and ends. */
export interface OpenSourceCode extends SourceCode {
  close(): Promise<void>;
}

/**
 * The configured source code; null where none is, and then neither parsers nor rules are loaded. The index is read when somebody asks about it.
 *
 * @throws SextantError `bad_usage` for a folder that does not exist.
 */
export async function openSourceCode({
  addons,
  data,
}: Pick<Config, "addons" | "data">): Promise<OpenSourceCode | null> {
  if (addons.length === 0) return null;
  const { INDEX_TOOLS, openAddons } = await import("@sextant/odoo-workspace");
  const access = openAddons({ folders: addons, data });
  return {
    addons: access,
    tools: INDEX_TOOLS.filter(({ effects }) => effects.readOnly),
    close: () => access.close(),
  };
}
