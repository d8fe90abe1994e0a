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
const MANIFESTS = new Set(["__manifest__.py", "__openerp__.py"]);

/** Kind of a file, by its name alone. */
export function fileKind(path: string): FileKind {
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (MANIFESTS.has(name)) return "manifest";
  const dot = name.lastIndexOf(".");
  const extension = dot === -1 ? "" : name.slice(dot + 1).toLowerCase();
  return Object.hasOwn(BY_EXTENSION, extension) ? (BY_EXTENSION[extension] ?? "other") : "other";
}
