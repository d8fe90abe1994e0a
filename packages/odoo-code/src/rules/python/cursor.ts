import type { PythonNode } from "../../python/python-tree.ts";

/**
 * What a method is called on, as far as it is written in names: `self.env.cr` of `self.env.cr.execute`, `cr` of `records[0].cr.execute`.
 * Options that list cursors are held against it.
 */
export function cursorName(called: PythonNode, text: string): string {
  const names: string[] = [];
  let object = called.children[0];
  while (object?.type === "attribute") {
    const name = object.children.at(-1);
    if (name !== undefined) names.unshift(text.slice(name.start, name.end));
    object = object.children[0];
  }
  if (object?.type === "identifier") names.unshift(text.slice(object.start, object.end));
  return names.join(".");
}
