import type { XmlNode } from "../../facts.ts";
import { flat } from "../../project/automatic-ids.ts";
import { fullXmlId } from "../../project/module-contents.ts";
import type { Project } from "../../project/project.ts";
import { recordText } from "../../project/xml-ids.ts";
import { elements } from "../../xml/xml-node.ts";
import type { SourceSpan } from "../source-span.ts";
import type { Family } from "./family.ts";
import { delegatingTo } from "./heirs.ts";
import { locatorMatches } from "./locator-matches.ts";
import { type MemberMatch, memberMatches } from "./member-matches.ts";
import { type Doubt, type Found, mentions, type RenameContext, type Replacement } from "./rename-plan.ts";
import { serverCodeMatches } from "./server-code-matches.ts";
import { viewReferences } from "./view-references.ts";

/** Where a field or a method is defined and named: in all classes of its family, and everywhere a path, a view or a call leads to it. */
export function renameMember(context: RenameContext, family: Family, newName: string): Found {
  const { project } = context;
  const { name: old, kind } = family;
  const certain: Replacement[] = [];
  const uncertain: (Replacement & { doubt: Doubt })[] = [];
  const others: SourceSpan[] = [];
  const take = ({ path, span, judgement }: MemberMatch): void => {
    const match = { path, span, old, text: newName };
    if (judgement === "certain") certain.push(match);
    else if (judgement === "other") others.push({ path, span });
    else uncertain.push({ ...match, doubt: judgement });
  };
  for (const { fact, extension } of family.definitions)
    take({ path: extension.path, span: fact.nameSpan, judgement: "certain" });
  for (const { fact, extension } of family.others) others.push({ path: extension.path, span: fact.nameSpan });
  const views = viewReferences(project);
  for (const match of memberMatches(project, family, views)) take(match);
  const renamed = new Set(certain.map(({ path, span }) => `${path}:${span[0]}`));
  for (const match of locatorMatches(context, old, views, (path, start) => renamed.has(`${path}:${start}`)))
    take(match);
  if (kind === "method") for (const match of serverCodeMatches(context, family)) take(match);
  const ids = kind === "field" ? fieldIds(project, family, newName) : [];
  if (kind === "field") certain.push(...idMatches(project, family, ids));
  const keys =
    kind === "field"
      ? [`search_default_${old}`, `default_${old}`].map((word) => ({
          word,
          text: word.slice(0, -old.length) + newName,
        }))
      : [];
  if (kind === "field") certain.push(...searchDefaults(context, family, newName));
  return {
    certain,
    uncertain,
    others,
    words: [{ word: old, text: newName }, ...keys, ...ids.map(({ id, text }) => ({ word: id, text }))],
  };
}

/** Names of the XML ids that Odoo makes for the field, one per model that has it. */
function fieldIds(project: Project, family: Family, newName: string) {
  const delegating = [...delegatingTo(project, family.models)].filter((model) => family.has(model));
  return [...new Set([...family.models, ...delegating])].map((model) => {
    const prefix = `field_${flat(model)}__`;
    return { model, id: prefix + family.name, text: prefix + newName };
  });
}

function idMatches(
  project: Project,
  family: Family,
  ids: readonly { readonly id: string; readonly text: string }[],
): Replacement[] {
  const texts = new Map(ids.map(({ id, text }) => [id, text]));
  return project.references.toIdsEnding(`__${family.name}`).flatMap(({ module, path, reference }) => {
    const full = fullXmlId(module, reference.value) ?? "";
    const id = full.slice(full.indexOf(".") + 1);
    const text = texts.get(id);
    const record = text === undefined ? undefined : project.xmlIds.get(full)?.automatic;
    if (text === undefined || record?.kind !== "field" || !family.has(record.model) || !reference.certain) return [];
    const [, end] = reference.span;
    return [{ path, span: [end - id.length, end] as const, old: id, text }];
  });
}

/** `search_default_x` in an action's context: switches on the field or filter `x` of a search view. A filter keeps its name. */
function searchDefaults(context: RenameContext, family: Family, newName: string): Replacement[] {
  const { project, text } = context;
  const found: Replacement[] = [];
  const word = new RegExp(`(?<=\\bsearch_default_)${family.name}\\b`, "g");
  for (const contents of project.contents.values()) {
    if (!contents.mayHold(family.name)) continue;
    for (const entry of contents.recordsOf("ir.actions.act_window")) {
      // Not read where it cannot say anything.
      if (!mentions(context, entry.path, family.name)) continue;
      const { path, record } = entry;
      const model = recordText(record, "res_model");
      const field = record.fields.find(({ name }) => name === "context");
      if (model === null || field === undefined || !family.has(model)) continue;
      const said = field.value.kind === "eval" ? field.value.code : field.value.kind === "text" ? field.value.text : "";
      if (!said.includes(`search_default_${family.name}`) || hasFilter(project, model, family.name)) continue;
      const written = text(path)?.slice(...field.span) ?? "";
      for (const { index } of written.matchAll(word)) {
        const start = field.span[0] + index;
        found.push({ path, span: [start, start + family.name.length], old: family.name, text: newName });
      }
    }
  }
  return found;
}

function hasFilter({ views }: Project, model: string, name: string): boolean {
  return views.ofModel(model).some(({ arch }) => (arch ?? []).some((node) => holdsFilter(node, name)));
}

function holdsFilter(node: XmlNode, name: string): boolean {
  if (node.tag === "filter" && node.attributes.name?.value === name) return true;
  return elements(node).some((child) => holdsFilter(child, name));
}
