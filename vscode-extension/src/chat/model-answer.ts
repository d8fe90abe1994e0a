import type { ModelCardResult } from "../../protocol.ts";
import { type Answer, type AnswerPart, link, text } from "./answer.ts";

const FIELDS_SHOWN = 40;

/** What is known of a model, every statement with the place that makes it. */
export function modelAnswer(card: ModelCardResult): Answer {
  const { model, description, kind, parents, delegates, extensions, fields, methods, views, security } = card;
  const own = fields.filter(({ origin }) => origin !== "magic");
  const shown = own.slice(0, FIELDS_SHOWN);
  return [
    text(`### \`${model}\`${description === null ? "" : ` — ${description}`}\n\n`),
    text(`A ${kind} model of module \`${card.module}\`.`),
    text(parents.length > 0 ? ` Inherits from ${names(parents)}.` : ""),
    text(delegates.length > 0 ? ` Delegates to ${names(delegates.map((one) => one.model))}.` : ""),
    text("\n\n"),
    ...list("Made by", extensions, ({ module, class: name, place }) => [link(`${module}: ${name}`, place)]),
    ...list(`Fields (${own.length})`, shown, ({ name, type, comodel, related, modules, place }) => [
      place === null ? text(`\`${name}\``) : link(name, place),
      text(` ${type}${comodel === null ? "" : ` → \`${comodel}\``}${related === null ? "" : ` = \`${related}\``}`),
      text(modules.length > 1 ? ` (${modules.join(", ")})` : ""),
    ]),
    text(own.length > shown.length ? `… and ${own.length - shown.length} more.\n\n` : ""),
    text(methods.length > 0 ? `**Methods (${methods.length})**: ${names(methods.map(({ name }) => name))}\n\n` : ""),
    ...list(`Views (${views.length})`, views, ({ xmlId, type, place }) => [link(xmlId, place), text(` ${type ?? ""}`)]),
    ...list("Access", security, ({ kind: what, xmlId, detail, groups, place }) => [
      link(xmlId ?? what, place),
      text(` ${what === "access" ? `\`${detail}\`` : detail} ${groups.map((group) => `\`${group}\``).join(", ")}`),
    ]),
  ];
}

/** One field of a model, for a question that names it. */
export function fieldAnswer(card: ModelCardResult, name: string): Answer | null {
  const field = card.fields.find((one) => one.name === name);
  if (!field) return null;
  const { type, comodel, related, modules, place, origin } = field;
  return [
    text(`### \`${card.model}.${name}\`\n\n${type}${comodel === null ? "" : ` → \`${comodel}\``}`),
    text(related === null ? "" : `, related to \`${related}\``),
    text(origin === "magic" ? ", which every model has" : ""),
    text(".\n\n"),
    ...(place === null ? [] : [text("Defined in "), link(`${field.module}: ${name}`, place), text(".\n\n")]),
    text(modules.length > 1 ? `Modules that say something of it: ${names(modules)}.\n\n` : ""),
  ];
}

function list<T>(title: string, items: readonly T[], line: (item: T) => readonly AnswerPart[]): AnswerPart[] {
  if (items.length === 0) return [];
  return [text(`**${title}**\n\n`), ...items.flatMap((item) => [text("- "), ...line(item), text("\n")]), text("\n")];
}

const names = (all: readonly string[]) => all.map((name) => `\`${name}\``).join(", ");
