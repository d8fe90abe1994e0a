import { nearestNames, xmlIdCards } from "@sextant/odoo-code";
import type { Command } from "commander";
import { type IndexFlags, indexCommand, openProject, printAnswer } from "./open-project.ts";

/** `sextant xmlid ID [PATH…]`: what an XML id stands for and where it is defined and written to. */
export function xmlidCommand(program: Command): void {
  indexCommand(program, "xmlid", "what an XML id stands for, where it is defined and written to")
    .argument("<id>", "module.name, or a name alone")
    .argument("[path...]", "modules or addons folders; default: the working directory")
    .action(async (id: string, paths: string[], flags: IndexFlags, command: Command) => {
      const project = await openProject(paths, flags, command);
      const entries = xmlIdCards(project, id);
      const text = entries.flatMap(({ xmlId, model, automatic, definitions }) => [
        `${xmlId}  ${model}${automatic === null ? "" : `  (made by Odoo: ${Object.values(automatic).join(" ")})`}`,
        ...definitions.map(({ module, tag, loaded, demo, file, line }) => {
          const note = loaded ? (demo ? " (demo)" : "") : " (the manifest does not list this file)";
          return `  ${module}  <${tag}>  ${file}:${line}${note}`;
        }),
      ]);
      const answer = entries.length === 0 ? null : { data: entries, text: text.join("\n") };
      printAnswer(answer, id, nearestNames(id, project.xmlIds.ids()), flags);
    });
}
