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

/**
 * Names of `odoo.orm` by the package that offers them to addons. What none offers can only come from `odoo.orm`: tests put
 * models into the registry by `add_to_registry`, since nothing else does.
 */
const PUBLIC: ReadonlyMap<string, string> = new Map(
  Object.entries({
    "odoo.api": [
      ...["autovacuum", "constrains", "depends", "depends_context", "deprecated", "model", "model_create_multi"],
      ...["onchange", "ondelete", "private", "readonly", "Environment", "NewId", "SUPERUSER_ID"],
      ...["ContextType", "DomainType", "IdType", "Self", "ValuesType"],
    ],
    "odoo.fields": [
      ...[
        "Field",
        "Id",
        "Json",
        "Boolean",
        "Integer",
        "Float",
        "Monetary",
        "Char",
        "Text",
        "Html",
        "Selection",
        "Date",
      ],
      ...["Datetime", "Many2one", "Many2many", "One2many", "Many2oneReference", "Reference", "Properties"],
      ...["PropertiesDefinition", "Binary", "Image", "Command", "Domain", "NO_ACCESS", "parse_field_expr"],
    ],
    "odoo.models": [
      ...["AbstractModel", "BaseModel", "MetaModel", "Model", "TransientModel", "Constraint", "Index", "UniqueIndex"],
      ...["LOG_ACCESS_COLUMNS", "MAGIC_COLUMNS", "READ_GROUP_DISPLAY_FORMAT", "READ_GROUP_NUMBER_GRANULARITY"],
      ...["READ_GROUP_TIME_GRANULARITY", "check_companies_domain_parent_of", "check_company_domain_parent_of"],
      ...[
        "fix_import_export_id_paths",
        "is_model_class",
        "is_model_definition",
        "parse_read_group_spec",
        "regex_order",
      ],
      ...["to_record_ids", "check_method_name", "check_object_name", "check_pg_name"],
    ],
    "odoo.modules.registry": ["DummyRLock", "Registry"],
    "odoo.exceptions": ["AccessError", "UserError", "ValidationError", "MissingError"],
    "odoo.tools": ["SQL", "Query"],
  }).flatMap(([home, names]) => names.map((name) => [name, home] as const)),
);

/** What Odoo keeps for itself: keys of replies, names of parameters, a package. */
export const reserved: Check<PythonSource> = {
  rules: [onchangeDomain, parameter, internal],
  check(source, report) {
    const { facts, text, functions } = source;
    for (const { module, names, span } of source.imports) {
      if (!module.startsWith("odoo.orm.")) continue;
      const offered = names.find(({ name }) => PUBLIC.has(name));
      if (offered === undefined) continue;
      const from = PUBLIC.get(offered.name);
      report({
        rule: internal,
        span,
        message: `\`${module}\` is Odoo's own; import \`${offered.name}\` from \`${from}\`.`,
      });
    }
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
