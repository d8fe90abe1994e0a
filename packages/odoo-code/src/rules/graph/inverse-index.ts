import type { FieldFact } from "../../facts.ts";
import { kept } from "../../project/kept.ts";
import type { Extension, ModuleContents } from "../../project/module-contents.ts";
import type { Check, Finding } from "../rule.ts";
import { classesHere, type GraphSource } from "./graph-source.ts";

const index = {
  rule: "odoo-inverse-index",
  code: null,
  severity: "info",
  title: "the many2one behind a one2many has an index: every reading of the list looks its rows up by it",
} as const;

/** Many2one fields that a One2many of the same module reads its records by, without an index. */
export const inverseIndex: Check<GraphSource> = {
  rules: [index],
  check(source, report) {
    const { facts, contents, project } = source;
    if (facts.kind !== "python") return;
    for (const { model, fact, loaded } of classesHere(source)) {
      if (!loaded || fact.kind !== "model" || fact.attributes._auto?.value === false) continue;
      for (const field of fact.fields)
        if (
          field.type === "Many2one" &&
          isColumn(field) &&
          inverses(contents).has(`${model}/${field.name}`) &&
          // Another class of the model may say it.
          project.models.get(model)?.fields.get(field.name)?.argument("index") === undefined
        )
          report({
            rule: index,
            span: field.nameSpan,
            message: `A One2many reads its records by "${field.name}": give it an index.`,
            ...withIndex(source, field),
          });
    }
  },
};

/** `comodel/field` of the One2many fields of a module. */
const inverses: (contents: ModuleContents) => ReadonlySet<string> = kept(
  ({ extensions }) => new Set(extensions.flatMap((extension) => (extension.loaded ? inversesOf(extension) : []))),
);

/** The same of one class: most classes of a module stand while one is typed. */
const inversesOf: (extension: Extension) => readonly string[] = kept(({ fact }) =>
  fact.fields.flatMap(({ type, comodel, arguments: given }) => {
    const inverse = Object.hasOwn(given, "inverse_name") ? given.inverse_name?.value : undefined;
    return type === "One2many" && comodel !== null && typeof inverse === "string" ? [`${comodel}/${inverse}`] : [];
  }),
);

/** Whether the field is a column of the table of its model, and nothing is said of an index. */
function isColumn({ arguments: given }: FieldFact): boolean {
  const has = (name: string) => Object.hasOwn(given, name);
  if (has("index") || has("company_dependent") || (has("store") && given.store?.value === false)) return false;
  return !(has("compute") || has("related")) || (has("store") && given.store?.value === true);
}

function withIndex({ facts, textOf }: GraphSource, { span }: FieldFact): Pick<Finding, "fix"> {
  const written = textOf(facts.path)?.slice(...span);
  if (written === undefined || !written.endsWith(")") || written.includes("#")) return {};
  const inside = written.slice(0, -1);
  const last = inside.trimEnd();
  const at = span[0] + last.length;
  const indent = /\n([ \t]*)[^\n]*$/.exec(last)?.[1];
  // After a trailing comma the call has a line for every argument.
  const text = !last.endsWith(",") ? ", index=True" : indent === undefined ? " index=True" : `\n${indent}index=True,`;
  return { fix: { title: "Give it an index", edits: [{ span: [at, at], text }] } };
}
