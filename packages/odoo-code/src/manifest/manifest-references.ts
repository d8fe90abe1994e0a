import type { PythonNode } from "../python/python-tree.ts";
import { noteString, type ReferenceSink } from "../python/reference-sink.ts";
import { stringLiteral } from "../python/string-literal.ts";

const MODULE_KEYS = new Set(["depends", "auto_install"]);
const FILE_KEYS = new Set([
  "data",
  "demo",
  "init_xml",
  "update_xml",
  "demo_xml",
  "test",
  "images",
  "qweb",
  "css",
  "js",
]);
const HOOK_KEYS = new Set(["pre_init_hook", "post_init_hook", "uninstall_hook", "post_load"]);

/** References in the value of one manifest key: modules, files, assets, hooks. */
export function noteManifest(sink: ReferenceSink, key: string, node: PythonNode): void {
  const items = node.type === "list" || node.type === "tuple" ? node.children : [];
  if (MODULE_KEYS.has(key)) for (const item of items) noteString(sink, item, "module", key);
  else if (FILE_KEYS.has(key)) for (const item of items) noteString(sink, item, "file", key);
  else if (HOOK_KEYS.has(key)) noteString(sink, node, "method", key, { model: null });
  else if (key === "assets" && node.type === "dictionary")
    for (const { children } of node.children) {
      noteString(sink, children[0], "asset", "assets-bundle");
      for (const entry of children[1]?.children ?? []) noteEntry(sink, entry);
    }
}

/** `"web/static/src/x.js"` or `("include" | "remove" | "before" …, path, …)`. */
function noteEntry(sink: ReferenceSink, entry: PythonNode): void {
  if (entry.type !== "tuple" && entry.type !== "list") {
    noteString(sink, entry, "asset", "assets");
    return;
  }
  const [directive, ...paths] = entry.children;
  const verb = directive && stringLiteral(directive, sink.text)?.value;
  const context = verb === "include" ? "assets-bundle" : `assets-${verb ?? "directive"}`;
  for (const path of paths) noteString(sink, path, "asset", context);
}
