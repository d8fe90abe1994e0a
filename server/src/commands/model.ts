import { type ModelCard, modelCard, nearestNames } from "@sextant/odoo-code";
import type { Command } from "commander";
import { type IndexFlags, indexCommand, openProject, printAnswer } from "./open-project.ts";

function textOf(card: ModelCard): string {
  const section = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : ["", `${title} (${lines.length})`, ...lines];
  const at = ({ file, line }: { file: string; line: number }) => `${file}:${line}`;
  return [
    `${card.model}${card.description === null ? "" : `: ${card.description}`}`,
    `${card.kind}, defined by ${card.module}`,
    ...(card.parents.length > 0 ? [`inherits ${card.parents.join(", ")}`] : []),
    ...card.delegates.map(({ model, field }) => `delegates to ${model} through ${field}`),
    ...section(
      "Classes in load order",
      card.extensions.map((item) => `  ${item.module}  ${item.class}  ${at(item)}`),
    ),
    ...section(
      "Fields",
      card.fields.map((field) => {
        const what = field.comodel === null ? field.type : `${field.type} → ${field.comodel}`;
        const through =
          field.related === null
            ? ""
            : `  (${field.origin === "delegated" ? "delegated" : "related"} ${field.related})`;
        return `  ${field.name.padEnd(32)} ${what.padEnd(36)} ${field.modules.join(", ") || field.module}${through}`;
      }),
    ),
    ...section(
      "Methods",
      card.methods.map(({ name, modules }) => `  ${name.padEnd(48)} ${modules.join(", ")}`),
    ),
    ...section(
      "Views",
      card.views.map(
        (view) =>
          `  ${view.xmlId}  ${view.type ?? "?"}${view.inheritId === null ? "" : ` ${view.mode} of ${view.inheritId}`}  ${at(view)}`,
      ),
    ),
    ...section(
      "Access rights",
      card.access.map(
        (item) => `  ${item.xmlId ?? "?"}  ${item.group ?? "everyone"}  ${item.allows || "none"}  ${at(item)}`,
      ),
    ),
    ...section(
      "Record rules",
      card.rules.map(
        (item) => `  ${item.xmlId ?? "?"}  ${item.groups.join(", ") || "everyone"}  ${item.domain ?? ""}  ${at(item)}`,
      ),
    ),
  ].join("\n");
}

/** `sextant model NAME [PATH…]`: the card of a model. */
export function modelCommand(program: Command): void {
  indexCommand(program, "model", "a model: its classes in load order, fields, views, access rights and rules")
    .argument("<name>", "name of the model, as sale.order")
    .argument("[path...]", "modules or addons folders; default: the working directory")
    .action(async (name: string, paths: string[], flags: IndexFlags, command: Command) => {
      const project = await openProject(paths, flags, command);
      const card = modelCard(project, name);
      const answer = card === undefined ? null : { data: card, text: textOf(card) };
      printAnswer(answer, name, nearestNames(name, project.models.names()), flags);
    });
}
