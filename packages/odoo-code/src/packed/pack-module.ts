import type { FileFacts } from "../facts.ts";
import type { OdooVersion } from "../version.ts";
import { ModulePacker, type PackOptions } from "./module-packer.ts";

/**
 * All facts of a module as one block of bytes, with what the linked view needs first at hand. Paths are kept below the module's folder, so that a
 * block fits wherever the module lies.
 */
export function packModule(
  folder: string,
  files: ReadonlyMap<string, FileFacts>,
  version: OdooVersion,
  options: PackOptions = {},
): Uint8Array<ArrayBuffer> {
  const packer = new ModulePacker(folder, version, options);
  for (const facts of files.values()) packer.add(facts);
  return packer.finish();
}
