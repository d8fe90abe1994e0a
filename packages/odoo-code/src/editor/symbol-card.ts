import type { Literal } from "../facts.ts";
import type { Field, Model } from "../project/models.ts";
import type { RecordEntry } from "../project/module-contents.ts";
import type { Project } from "../project/project.ts";
import { type AutomaticRecord, recordText } from "../project/xml-ids.ts";
import { clientTemplatesNamed } from "./client-templates.ts";
import type { CodeSymbol } from "./code-symbol.ts";
import { registryEntries } from "./registry-entries.ts";

/** What is known of a symbol, for people: a line of code, a sentence, and labelled facts. */
export interface SymbolCard {
  /** As code: `partner_id: Many2one → res.partner`. */
  readonly title: string;
  /** What its author says about it; null when nothing. */
  readonly text: string | null;
  /** Values may hold names in backticks. */
  readonly lines: readonly (readonly [label: string, value: string])[];
}

/** Null for what nothing defines. */
export function symbolCard(project: Project, symbol: CodeSymbol): SymbolCard | null {
  switch (symbol.kind) {
    case "model": {
      const model = project.models.get(symbol.model);
      return model === undefined ? null : modelSummary(model);
    }
    case "field": {
      const field = symbol.model === null ? undefined : project.models.get(symbol.model)?.fields.get(symbol.field);
      return field === undefined || symbol.model === null ? null : fieldSummary(field, symbol.model);
    }
    case "method": {
      const model = symbol.model === null ? undefined : project.models.get(symbol.model);
      return model === undefined ? null : methodSummary(model, symbol.method);
    }
    case "xml-id":
      return recordSummary(project, symbol.xmlId);
    case "module":
      return moduleSummary(project, symbol.module);
    case "template": {
      const templates = clientTemplatesNamed(project, symbol.template);
      return templates.length === 0
        ? null
        : {
            title: symbol.template,
            text: "Template for the client.",
            lines: [["Defined in", codes(templates.map(({ module }) => module))]],
          };
    }
    case "registry-entry": {
      const modules = project.modules.order.flatMap(({ name }) =>
        registryEntries(project, name).filter(
          ({ category, key }) => category === symbol.category && key === symbol.key,
        ),
      );
      return modules.length === 0
        ? null
        : {
            title: `registry.category("${symbol.category}") ← ${symbol.key}`,
            text: null,
            lines: [["Added in", codes(modules.map(({ module }) => module))]],
          };
    }
    case "asset-bundle":
    case "file":
    case "view-type":
      return null;
  }
}

function modelSummary(model: Model): SymbolCard {
  const description = model.extensions.map(({ fact }) => fact.attributes._description?.value).find(isText) ?? null;
  const extending = unique(model.extensions.map(({ module }) => module)).filter((module) => module !== model.module);
  return {
    title: `${model.name}${model.kind === "model" ? "" : ` (${model.kind})`}`,
    text: description,
    lines: present([
      ["Defined in", codes([model.module])],
      ["Inherits", codes(model.parents)],
      ["Delegates to", [...model.delegates].map(([parent, field]) => `\`${parent}\` through \`${field}\``).join(", ")],
      ["Extended in", codes(extending)],
      ["Holds", `${model.fields.size} fields, ${model.methods.size} methods`],
    ]),
  };
}

function fieldSummary(field: Field, model: string): SymbolCard {
  const said = (name: string) => shown(field.argument(name)?.value);
  const modules = unique(field.definitions.map(({ extension }) => extension.module));
  const owners = unique(field.definitions.map(({ extension }) => extension.model)).filter((owner) => owner !== model);
  return {
    title: `${field.name}: ${field.type}${field.comodel ? ` → ${field.comodel}` : ""}`,
    text: said("help"),
    lines: present([
      ["Label", said("string")],
      ["Model", codes([model])],
      ["From", codes(owners)],
      ["Delegated through", field.via === null ? null : codes([field.via.field])],
      ["Related to", field.origin === "delegated" ? null : field.related && codes([field.related])],
      ["Computed by", said("compute") && codes([said("compute") ?? ""])],
      ["Stored", field.argument("compute") || field.related ? said("store") : null],
      ["Inverse of", said("inverse_name") && codes([said("inverse_name") ?? ""])],
      ["Values", selection(field.argument("selection")?.value)],
      ["Required", said("required")],
      ["Groups", said("groups") && codes((said("groups") ?? "").split(","))],
      ["Domain", said("domain") && codes([said("domain") ?? ""])],
      ["Defined in", codes(modules.slice(0, 1))],
      ["Extended in", codes(modules.slice(1))],
      ["Origin", field.origin === "magic" ? "made by the ORM" : null],
    ]),
  };
}

function methodSummary(model: Model, name: string): SymbolCard | null {
  const definitions = [...(model.methods.get(name) ?? [])].reverse();
  const [first] = definitions;
  if (first === undefined) return null;
  const last = definitions.at(-1) ?? first;
  const where = definitions.map(({ extension, fact }) => {
    const owner = extension.model === model.name ? "" : ` (${extension.model})`;
    return `\`${extension.module}\`${owner}${fact.callsSuper ? "" : " without super"}`;
  });
  return {
    title: `def ${name}(${last.fact.parameters.join(", ")})`,
    text: null,
    lines: present([
      ["Model", codes([model.name])],
      ["Decorators", codes(last.fact.decorators.map((decorator) => `@${decorator.name}`))],
      ["Defined in", where[0] ?? null],
      ["Overridden in", where.slice(1).join(", ")],
    ]),
  };
}

function recordSummary(project: Project, xmlId: string): SymbolCard | null {
  const entry = project.xmlIds.get(xmlId);
  if (entry === undefined) return null;
  const title = `${xmlId} (${entry.model})`;
  if (entry.automatic) return { title, text: automaticText(entry.automatic), lines: [] };
  const [first, ...more] = entry.definitions;
  if (first === undefined) return null;
  const said = (name: string) =>
    entry.definitions.reduce<string | null>((found, { record }) => valueText(record, name) ?? found, null);
  const view = project.views.get(xmlId);
  return {
    title,
    text: said("name"),
    lines: present([
      ["Model", codes([view?.model ?? said("res_model") ?? said("model") ?? ""].filter(Boolean))],
      ["Inherits", view?.inheritId ? codes([view.inheritId]) : null],
      ["View mode", said("view_mode")],
      ["Action", said("action") && codes([said("action") ?? ""])],
      ["Parent", said("parent_id") && codes([said("parent_id") ?? ""])],
      ["Domain", said("domain") && codes([said("domain") ?? ""])],
      ["Defined in", codes([first.module])],
      ["Written again in", codes(unique(more.map(({ module }) => module)))],
    ]),
  };
}

function moduleSummary(project: Project, name: string): SymbolCard | null {
  const module = project.modules.get(name);
  if (module === undefined) return null;
  const { keys } = module.manifest;
  const missing = module.depends.filter((need) => project.modules.get(need) === undefined);
  return {
    title: name,
    text: shown(keys.summary?.value) ?? shown(keys.name?.value),
    lines: present([
      ["Name", shown(keys.name?.value)],
      ["Version", shown(keys.version?.value)],
      ["Depends on", codes(module.depends)],
      ["Not found", codes(missing)],
      ["Installs", module.loadable ? null : "not: Odoo would skip it"],
      ["Folder", codes([module.path])],
    ]),
  };
}

function automaticText(record: AutomaticRecord): string {
  switch (record.kind) {
    case "model":
      return `The model ${record.model}.`;
    case "field":
      return `The field ${record.field} of ${record.model}.`;
    case "selection":
      return `The value "${record.value}" of ${record.field} of ${record.model}.`;
    case "inherit":
      return `That ${record.model} inherits from ${record.parent}.`;
    case "constraint":
      return `The constraint ${record.name} of ${record.model}.`;
    case "module":
      return `The module ${record.module}.`;
    case "category":
      return `The category ${record.name}.`;
    case "delegate":
      return `The record of ${record.of} behind a record of ${record.model}.`;
  }
}

function valueText(record: RecordEntry["record"], name: string): string | null {
  const value = record.fields.findLast((field) => field.name === name)?.value;
  return value?.kind === "ref" ? value.xmlId : recordText(record, name);
}

function selection(value: Literal | undefined): string | null {
  if (!Array.isArray(value)) return null;
  const names = value.flatMap((pair) => (Array.isArray(pair) && isText(pair[0]) ? [pair[0]] : []));
  return codes(names);
}

/** Null for what says nothing: absent, false, None. */
function shown(value: Literal | undefined): string | null {
  if (isText(value)) return value.trim().replace(/\s+/g, " ") || null;
  if (typeof value === "number" || value === true) return value === true ? "yes" : String(value);
  if (value !== null && typeof value === "object" && "computed" in value && isText(value.computed))
    return value.computed;
  return null;
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

const MOST_NAMED = 12;

function codes(names: readonly string[]): string {
  const listed = names.slice(0, MOST_NAMED).map((name) => `\`${name.replaceAll("`", "'").trim()}\``);
  const more = names.length - listed.length;
  return listed.join(", ") + (more > 0 ? ` and ${more} more` : "");
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}

function present(lines: readonly (readonly [string, string | null | undefined])[]): [string, string][] {
  return lines.flatMap(([label, value]) => (value ? [[label, value] as [string, string]] : []));
}
