import { nearestNames, type PlacedReference, type Project, placeOf } from "@sextant/odoo-code";
import type { Command } from "commander";
import { type IndexFlags, indexCommand, openProject, printAnswer } from "./open-project.ts";

/** What a name may mean: a model, a field or method of a model (`sale.order.partner_id`), or an XML id. */
function referencesTo(
  project: Project,
  name: string,
): { readonly known: boolean; readonly found: readonly PlacedReference[] } {
  const { models, references, xmlIds } = project;
  const dot = name.lastIndexOf(".");
  const [owner, member] = [models.get(name.slice(0, dot)), name.slice(dot + 1)];
  const found: PlacedReference[] = [];
  const meanings = [
    models.has(name),
    owner?.fields.has(member),
    owner?.methods.has(member),
    xmlIds.get(name) !== undefined,
  ];
  if (meanings[0]) found.push(...references.toModel(name));
  if (owner && meanings[1]) found.push(...references.toField(owner.name, member));
  if (owner && meanings[2]) found.push(...references.toMethod(owner.name, member));
  if (meanings[3]) found.push(...references.toXmlId(name));
  return { known: meanings.some(Boolean), found };
}

function shown(project: Project, { module, path, reference, part, resolved }: PlacedReference) {
  const { role, value, context, certain, span } = reference;
  // Only where the text stands in the file as it reads does a part of it have a place of its own.
  const start = span[1] - span[0] === value.length ? span[0] + part[0] : span[0];
  return { module, role, context, value, resolved, certain, ...placeOf(project.files, path, [start, span[1]]) };
}

/** `sextant references NAME [PATH…]`: where a model, field, method or XML id is named. */
export function referencesCommand(program: Command): void {
  indexCommand(program, "references", "where a model, a field or method of one, or an XML id is named")
    .argument("<name>", "sale.order, sale.order.partner_id, sale.order.action_confirm, sale.view_order_form")
    .argument("[path...]", "modules or addons folders; default: the working directory")
    .option("--unresolved", "also those whose model cannot be told")
    .action(async (name: string, paths: string[], flags: IndexFlags & { unresolved?: boolean }, command: Command) => {
      const project = await openProject(paths, flags, command);
      const { known, found } = referencesTo(project, name);
      const listed = found.filter(({ resolved }) => resolved || flags.unresolved === true);
      const data = listed.map((item) => shown(project, item));
      const lines = data.map(({ file, line, column, context, value, resolved }) => {
        return `${file}:${line}:${column}  ${context}  ${value}${resolved ? "" : "  (model unknown)"}`;
      });
      const hidden = found.length - listed.length;
      const more =
        hidden > 0 ? [`${hidden} more of this name whose model cannot be told; --unresolved lists them`] : [];
      const names = [...project.models.names(), ...project.xmlIds.ids()];
      const text = [...(lines.length > 0 ? lines : [`Nothing refers to ${name}.`]), ...more].join("\n");
      printAnswer(known ? { data, text } : null, name, known ? [] : nearestNames(name, names), flags);
    });
}
