import type { Check } from "../rule.ts";
import type { GraphSource } from "./graph-source.ts";
import { viewsOf } from "./seen-view.ts";

const mismatch = {
  rule: "odoo-view-model-mismatch",
  code: null,
  severity: "error",
  title: "a view that extends another is about the same model",
} as const;

/** Models of views that extend others: Odoo leaves an extension of another model out. */
export const viewModels: Check<GraphSource> = {
  rules: [mismatch],
  check(source, report) {
    const { facts, project } = source;
    if (facts.kind !== "xml") return;
    for (const view of viewsOf(source)) {
      const parent = view.inheritId === null ? undefined : project.views.get(view.inheritId);
      if (parent === undefined || view.mode !== "extension" || view.model === null || parent.model === null) continue;
      const { record, path } = view.definition;
      const said = record.fields.findLast(({ name }) => name === "model");
      // A view of a model that is made after its parent's is shown as one of its own.
      const inherits = project.models.get(view.model)?.classes.some(({ model }) => model === parent.model) === true;
      if (inherits || path !== facts.path || view.model === parent.model || said?.value.kind !== "text") continue;
      report({
        rule: mismatch,
        span: said.span,
        message: `The view is about "${view.model}", but ${parent.xmlId}, which it extends, is about "${parent.model}".`,
        related: [{ path: parent.path, span: parent.definition.record.idSpan, message: "the view that it extends" }],
      });
    }
  },
};
