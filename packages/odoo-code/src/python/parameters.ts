import type { PythonNode } from "./python-tree.ts";

/** Names of a function's or lambda's parameters; `*args` and `**kwargs` keep their stars, a bare `*` or `/` is left out. */
export function parameterNames(list: PythonNode, text: string): string[] {
  return list.children.flatMap((parameter) => {
    switch (parameter.type) {
      case "identifier":
      case "list_splat_pattern":
      case "dictionary_splat_pattern":
        return [text.slice(parameter.start, parameter.end).replace(/\s+/g, "")];
      case "default_parameter":
      case "typed_default_parameter":
      case "typed_parameter": {
        const name = parameter.children[0];
        return name ? [text.slice(name.start, name.end).replace(/\s+/g, "")] : [];
      }
      default:
        return [];
    }
  });
}
