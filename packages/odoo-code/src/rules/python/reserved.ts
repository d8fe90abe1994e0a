import type { PythonNode } from "../../python/python-tree.ts";
import { stringLiteral } from "../../python/string-literal.ts";
import type { Check } from "../rule.ts";
import { headSpan, isModel, type PythonSource, within } from "./python-source.ts";

const onchangeDomain = {
  rule: "odoo-onchange-domain",
  code: null,
  severity: "warning",
  title: "an onchange method returns no domain: a domain on the field, or a computed one, holds everywhere",
  from: "14.0",
} as const;
const parameter = {
  rule: "odoo-reserved-parameter",
  code: null,
  severity: "warning",
  title: "a public method has no parameter `ids` or `context`, which calls from outside use for themselves",
  from: "19.0",
} as const;
const internal = {
  rule: "odoo-orm-import",
  code: null,
  severity: "warning",
  title: "`odoo.api`, `odoo.fields` and `odoo.models` instead of `odoo.orm`, which is Odoo's own",
  from: "19.0",
} as const;

/** What Odoo keeps for itself: keys of replies, names of parameters, a package. */
export const reserved: Check<PythonSource> = {
  rules: [onchangeDomain, parameter, internal],
  check(source, report) {
    const { facts, text, functions } = source;
    for (const { module, span } of source.imports)
      if (module === "odoo.orm" || module.startsWith("odoo.orm."))
        report({ rule: internal, span, message: `\`${module}\` is Odoo's own; import from \`odoo\` or \`odoo.api\`.` });
    const methods = new Map(functions.map((scope) => [headSpan(scope)[1], scope]));
    for (const { kind, methods: own } of facts.classes) {
      if (kind !== "model" && kind !== "transient" && kind !== "abstract") continue;
      for (const method of own) {
        const scope = methods.get(method.nameSpan[1]);
        if (scope === undefined || !isModel(scope.owner)) continue;
        const named = method.name.startsWith("_")
          ? undefined
          : method.parameters.find((name) => name === "ids" || name === "context");
        if (named !== undefined)
          report({
            rule: parameter,
            span: method.nameSpan,
            message: `JSON-2 uses \`${named}\` for itself, so no value can be given to it from outside. Give it another name.`,
          });
        if (scope.block !== undefined && method.decorators.some(({ name }) => /(?:^|\.)onchange$/.test(name)))
          for (const place of returnedDomains(scope.block, text))
            report({
              rule: onchangeDomain,
              span: [place.start, place.end],
              message: "Later versions of Odoo do not read a domain that an onchange method returns.",
            });
      }
    }
  },
};

/** Keys `domain` of dicts that are returned as they stand. */
function* returnedDomains(block: PythonNode, text: string): Generator<PythonNode> {
  for (const node of within(block)) {
    if (node.type !== "return_statement") continue;
    const [value] = node.children;
    for (const pair of value?.type === "dictionary" ? value.children : []) {
      const [key] = pair.children;
      if (pair.type === "pair" && key !== undefined && stringLiteral(key, text)?.value === "domain") yield key;
    }
  }
}
