import type { MethodFact } from "../../facts.ts";
import type { Check } from "../rule.ts";
import { classesHere, type GraphSource, isAside } from "./graph-source.ts";

const signature = {
  rule: "odoo-override-signature",
  code: null,
  severity: "warning",
  title: "a method takes the arguments of the one that it overrides",
} as const;

/** Decorators that make something else of a method than a method. */
const OTHERWISE = /^(?:staticmethod|classmethod|property|(?:tools\.)?lazy_property|functools\.\w+|.*\.setter)$/;

/** Methods of models that override one of another module with fewer parameters: whoever calls it with all of them is refused. */
export const overrideSignatures: Check<GraphSource> = {
  rules: [signature],
  check(source, report) {
    const { facts, contents, project, sight } = source;
    if (facts.kind !== "python" || isAside(source)) return;
    for (const { model, fact, loaded } of classesHere(source)) {
      // A model without parents overrides Odoo's own methods only, which are not among the modules.
      if (!loaded || fact.inherit.length === 0) continue;
      for (const method of fact.methods) {
        if (!isPlain(method) || takesAll(method.parameters)) continue;
        // What all modules together say is at hand; most methods override nothing.
        if ((project.models.get(model)?.methods.get(method.name)?.length ?? 0) < 2) continue;
        const known = sight.models.get(model)?.methods.get(method.name) ?? [];
        const own = known.findIndex((other) => other.fact === method);
        const before = known.slice(own + 1).find(({ extension }) => extension.module !== contents.name);
        if (own === -1 || before === undefined || !isPlain(before.fact)) continue;
        const wanted = named(before.fact);
        if (wanted.length > named(method).length)
          report({
            rule: signature,
            span: method.nameSpan,
            message: `"${method.name}" of ${before.extension.module} takes (${before.fact.parameters.join(", ")}); here calls with all of that fail.`,
            related: [{ path: before.extension.path, span: before.fact.nameSpan, message: "overridden here" }],
          });
      }
    }
  },
};

function isPlain({ decorators }: MethodFact): boolean {
  return !decorators.some(({ name }) => OTHERWISE.test(name));
}

/** `*args` takes what is given by position, `**kwargs` what is given by name; one of them is enough to look away. */
function takesAll(parameters: readonly string[]): boolean {
  return parameters.some((name) => name.startsWith("*"));
}

function named({ parameters }: MethodFact): readonly string[] {
  return parameters.filter((name) => !name.startsWith("*"));
}
