import type { PythonNode } from "./python-tree.ts";

/** Names of a function's or lambda's parameters; `*args` and `**kwargs` keep their stars, a bare `*` or `/` is left out. */
export function parameterNames(list: PythonNode, text: string): string[] {
  const names: string[] = [];
  for (let at = 0; at < list.children.length; at += 1) {
    const parameter = list.children[at];
    if (parameter === undefined) continue;
    const { type } = parameter;
    if (type === "identifier") names.push(text.slice(parameter.start, parameter.end));
    else if (type === "list_splat_pattern" || type === "dictionary_splat_pattern")
      names.push(text.slice(parameter.start, parameter.end).replace(/\s+/g, ""));
    else if (type === "default_parameter" || type === "typed_default_parameter" || type === "typed_parameter") {
      const name = parameter.children[0];
      if (name === undefined) continue;
      const written = text.slice(name.start, name.end);
      names.push(name.type === "identifier" ? written : written.replace(/\s+/g, ""));
    }
  }
  return names;
}
