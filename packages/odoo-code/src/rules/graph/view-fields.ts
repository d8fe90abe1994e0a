import type { Check } from "../rule.ts";
import { dependsMissing } from "./depends-missing.ts";
import { brokenPath } from "./field-path.ts";
import { fieldUnknown, tellBroken } from "./field-unknown.ts";
import type { GraphSource } from "./graph-source.ts";
import { judgeViewReferences } from "./view-references.ts";

/** What may name something else: a label is for any element, a key `default_x` may be of a model that is created on the way. */
const FREE: ReadonlySet<string> = new Set(["label", "default"]);
/** What Odoo looks at when it loads the view. */
const REFUSED: ReadonlySet<string> = new Set(["arch", "modifier", "attrs", "domain"]);

/** Fields that views name, each on the record that it stands on in the combined view. */
export const viewFields: Check<GraphSource> = {
  rules: [fieldUnknown, dependsMissing],
  check(source, report) {
    judgeViewReferences(source, "view-fields", (reference) => {
      const { role, certain, context } = reference;
      if (role !== "field-path" || !certain || FREE.has(context)) return true;
      const broken = brokenPath(source, reference);
      if (broken !== null) tellBroken(source, reference, broken, REFUSED.has(context) ? "error" : "warning", report);
      return broken === null;
    });
  },
};
