import type { FileFacts } from "./facts.ts";

/** What a file is read as. */
export type FileKind = FileFacts["kind"];

const BY_EXTENSION: Readonly<Record<string, FileKind>> = {
  py: "python",
  xml: "xml",
  csv: "csv",
  js: "javascript",
  po: "po",
  pot: "po",
};
/** Names of a module's manifest, the one of today first. */
export const MANIFEST_NAMES: readonly string[] = ["__manifest__.py", "__openerp__.py"];

/** Kind of a file, by its name alone. */
export function fileKind(path: string): FileKind {
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (MANIFEST_NAMES.includes(name)) return "manifest";
  const dot = name.lastIndexOf(".");
  const extension = dot === -1 ? "" : name.slice(dot + 1).toLowerCase();
  return Object.hasOwn(BY_EXTENSION, extension) ? (BY_EXTENSION[extension] ?? "other") : "other";
}
