import type { Project } from "../project/project.ts";
import { resolvePath } from "../project/resolve-path.ts";
import type { Binding } from "../python/binding.ts";
import type { Origin } from "../python/origin.ts";
import { pythonFacts } from "../python/python-facts.ts";
import type { PythonParser } from "../python/python-parser.ts";
import { lineStarts, positionAt } from "../text/line-starts.ts";

/** The model of the records that a variable stands for, to be shown behind its name. */
export interface InlayHint {
  readonly offset: number;
  readonly model: string;
}

/**
 * Models of the variables of a Python file: `for line in order.order_line` is about `sale.order.line`. Left out where the line itself says it:
 * the model is written on it, or the records are the class's own.
 */
export function inlayHints(
  project: Project,
  python: PythonParser,
  { path, text }: { readonly path: string; readonly text: string },
): readonly InlayHint[] {
  const bindings: Binding[] = [];
  pythonFacts(python, path, text, project.version, { bindings });
  const starts = lineStarts(text);
  return bindings
    .flatMap(({ span: [, end], origin, within }) => {
      const model = modelOf(origin, project);
      if (model === null || (origin.path === "" && model === within)) return [];
      const { line } = positionAt(starts, end);
      const written = text.slice(starts[line], starts[line + 1] ?? text.length);
      return new RegExp(`['"]${model.replaceAll(".", "\\.")}['"]`).test(written) ? [] : [{ offset: end, model }];
    })
    .sort((a, b) => a.offset - b.offset);
}

function modelOf({ model, path }: Origin, { models }: Project): string | null {
  if (path === "") return models.has(model) ? model : null;
  return resolvePath(models, model, path).at(-1)?.field?.comodel ?? null;
}
