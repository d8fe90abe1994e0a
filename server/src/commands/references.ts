import { nearestNames, referencesTo } from "@sextant/odoo-code";
import type { Command } from "commander";
import { type IndexFlags, indexCommand, openProject, printAnswer } from "./open-project.ts";

/** `sextant references NAME [PATH…]`: where a model, field, method or XML id is named. */
export function referencesCommand(program: Command): void {
  indexCommand(program, "references", "where a model, a field or method of one, or an XML id is named")
    .argument("<name>", "sale.order, sale.order.partner_id, sale.order.action_confirm, sale.view_order_form")
    .argument("[path...]", "modules or addons folders; default: the working directory")
    .option("--unresolved", "also those whose model cannot be told")
    .action(async (name: string, paths: string[], flags: IndexFlags & { unresolved?: boolean }, command: Command) => {
      const project = await openProject(paths, flags, command);
      const { meanings, found } = referencesTo(project, name);
      const data = found.filter(({ resolved }) => resolved || flags.unresolved === true);
      const lines = data.map(({ file, line, column, context, value, resolved }) => {
        return `${file}:${line}:${column}  ${context}  ${value}${resolved ? "" : "  (model unknown)"}`;
      });
      const hidden = found.length - data.length;
      const more =
        hidden > 0 ? [`${hidden} more of this name whose model cannot be told; --unresolved lists them`] : [];
      const names = [...project.models.names(), ...project.xmlIds.ids()];
      const text = [...(lines.length > 0 ? lines : [`Nothing refers to ${name}.`]), ...more].join("\n");
      const known = meanings.length > 0;
      printAnswer(known ? { data, text } : null, name, known ? [] : nearestNames(name, names), flags);
    });
}
