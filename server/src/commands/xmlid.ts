import { nearestNames, type Project, placeOf, type XmlIdEntry } from "@sextant/odoo-code";
import type { Command } from "commander";
import { type IndexFlags, indexCommand, openProject, printAnswer } from "./open-project.ts";

function shown({ xmlId, model, module, definitions, automatic }: XmlIdEntry, project: Project) {
  return {
    xmlId,
    model,
    module,
    automatic,
    definitions: definitions.map(({ path, record, module: writer, filePosition, demo }) => ({
      module: writer,
      tag: record.tag,
      loaded: filePosition >= 0,
      demo,
      ...placeOf(project.files, path, record.span),
    })),
  };
}

/** The id as asked for; without a module, every id of that name. */
function idsLike(project: Project, asked: string): XmlIdEntry[] {
  const found = asked.includes(".") ? [asked] : [...project.xmlIds.ids()].filter((id) => id.endsWith(`.${asked}`));
  return found.flatMap((id) => project.xmlIds.get(id) ?? []);
}

/** `sextant xmlid ID [PATH…]`: what an XML id stands for and where it is defined and written to. */
export function xmlidCommand(program: Command): void {
  indexCommand(program, "xmlid", "what an XML id stands for, where it is defined and written to")
    .argument("<id>", "module.name, or a name alone")
    .argument("[path...]", "modules or addons folders; default: the working directory")
    .action(async (id: string, paths: string[], flags: IndexFlags, command: Command) => {
      const project = await openProject(paths, flags, command);
      const entries = idsLike(project, id).map((entry) => shown(entry, project));
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
