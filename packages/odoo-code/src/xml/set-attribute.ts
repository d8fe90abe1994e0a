import type { XmlAttribute } from "../facts.ts";
import { valueAt, type WorkNode } from "./work-tree.ts";

/** Attributes whose parts are joined by `and` or `or`. */
const PYTHON_ATTRIBUTES: ReadonlySet<string> = new Set([
  ...["readonly", "required", "invisible", "column_invisible", "t-if", "t-elif"],
]);

/** Applies one `<attribute>` of a specification; gives the reason why Odoo would refuse it, or null. */
export function setAttribute(target: WorkNode, change: WorkNode): string | null {
  const name = valueAt(change, "name");
  if (name === null || name === "") return "an <attribute> has no name";
  const text = typeof change.children[0] === "string" ? change.children[0] : "";
  const [add, remove] = [valueAt(change, "add") ?? "", valueAt(change, "remove") ?? ""];
  if (add === "" && remove === "") {
    assign(target, name, text, change);
    return null;
  }
  if (text.trim() !== "") return `<attribute name="${name}"> has both a text and "add" or "remove"`;
  const before = valueAt(target, name) ?? "";
  const separator = valueAt(change, "separator");
  if (PYTHON_ATTRIBUTES.has(name) || name.startsWith("decoration-")) {
    const word = separator?.trim() ?? "";
    if (word !== "and" && word !== "or") return `the separator of the expression "${name}" must be "and" or "or"`;
    assign(target, name, joinedExpression(before, add, remove, word), change);
  } else assign(target, name, joinedList(before, add, remove, separator), change);
  return null;
}

function joinedExpression(before: string, add: string, remove: string, word: string): string {
  let value = before;
  if (remove !== "") {
    const bare = value.replace(/^\(*/, "").replace(/\)*$/, "");
    if (bare === remove || value === remove) value = "";
    else {
      const patterns = [`(${remove}) ${word} `, ` ${word} (${remove})`, `${remove} ${word} `, ` ${word} ${remove}`];
      const found = patterns.find((pattern) => value.includes(pattern));
      if (found !== undefined) value = value.replace(found, () => "");
    }
  }
  if (add === "") return value;
  return value === "" ? add : `(${value}) ${word} (${add})`;
}

function joinedList(before: string, add: string, remove: string, separator: string | null): string {
  const spaced = separator === " ";
  const parts = (value: string) =>
    (spaced ? value.split(/\s+/) : value.split(separator === null || separator === "" ? "," : separator))
      .map((part) => part.trim())
      .filter((part) => part !== "");
  const removed = new Set(parts(remove));
  const kept = parts(before).filter((part) => !removed.has(part));
  return [...kept, ...parts(add)].join(separator ?? ",");
}

function assign(target: WorkNode, name: string, value: string, change: WorkNode): void {
  if (value === "") {
    delete target.attributes[name];
    return;
  }
  const attribute: XmlAttribute = {
    value,
    span: change.span,
    ...(change.source !== undefined && { source: change.source }),
  };
  target.attributes[name] = attribute;
}
