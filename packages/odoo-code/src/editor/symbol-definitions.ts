import type { Span } from "../facts.ts";
import type { Extension } from "../project/module-contents.ts";
import type { Project } from "../project/project.ts";
import type { AutomaticRecord } from "../project/xml-ids.ts";
import { clientTemplatesNamed } from "./client-templates.ts";
import type { CodeSymbol } from "./code-symbol.ts";
import { registryEntries } from "./registry-entries.ts";

/** A place that makes a symbol what it is. */
export interface Definition {
  readonly path: string;
  readonly module: string;
  /** The name itself. */
  readonly nameSpan: Span;
  /** All of it: the class, the field with its arguments, the record. */
  readonly span: Span;
}

/** All places that define a symbol: the first definition, then those that extend it, in load order. */
export function definitionsOf(project: Project, symbol: CodeSymbol): readonly Definition[] {
  switch (symbol.kind) {
    case "model":
      return modelDefinitions(project, symbol.model);
    case "field":
      return symbol.model === null ? [] : fieldDefinitions(project, symbol.model, symbol.field);
    case "method":
      return symbol.model === null ? [] : methodDefinitions(project, symbol.model, symbol.method);
    case "xml-id": {
      const entry = project.xmlIds.get(symbol.xmlId);
      if (entry?.automatic) return automaticDefinitions(project, entry.automatic);
      return (entry?.definitions ?? []).map(({ path, module, record }) => {
        return { path, module, nameSpan: record.idSpan, span: record.span };
      });
    }
    case "template":
      return clientTemplatesNamed(project, symbol.template).map(({ path, module, node, nameSpan }) => {
        return { path, module, nameSpan, span: node.span };
      });
    case "module":
      return moduleDefinitions(project, symbol.module);
    case "file":
      return [fileStart(project, symbol.path)];
    case "asset-bundle":
      return bundleDefinitions(project, symbol.bundle);
    case "registry-entry":
      return project.modules.order.flatMap(({ name }) =>
        registryEntries(project, name)
          .filter(({ category, key }) => category === symbol.category && key === symbol.key)
          .map(({ path, module, span }) => ({ path, module, nameSpan: span, span })),
      );
    case "view-type":
      return [];
  }
}

function modelDefinitions(project: Project, name: string): Definition[] {
  const extensions = project.models.get(name)?.extensions ?? [];
  // The class that makes the model first, wherever it was loaded.
  const first = extensions.find(({ fact }) => !fact.inherit.includes(name));
  return [...(first ? [first] : []), ...extensions.filter((extension) => extension !== first)].map((extension) => {
    const { nameSpan, span } = extension.fact;
    return at(extension, nameSpan, span);
  });
}

function fieldDefinitions(project: Project, model: string, name: string): Definition[] {
  const field = project.models.get(model)?.fields.get(name);
  return (field?.definitions ?? []).flatMap(({ fact, extension }) =>
    fact === null ? [] : [at(extension, fact.nameSpan, fact.span)],
  );
}

/** The one that others override first, as they are loaded. */
function methodDefinitions(project: Project, model: string, name: string): Definition[] {
  const definitions = project.models.get(model)?.methods.get(name) ?? [];
  return definitions.map(({ fact, extension }) => at(extension, fact.nameSpan, fact.span)).reverse();
}

function automaticDefinitions(project: Project, record: AutomaticRecord): readonly Definition[] {
  switch (record.kind) {
    case "model":
    case "inherit":
    case "delegate":
      return modelDefinitions(project, record.model);
    case "field":
    case "selection":
      return fieldDefinitions(project, record.model, record.field);
    case "constraint":
      return modelDefinitions(project, record.model);
    case "module":
      return moduleDefinitions(project, record.module);
    case "category":
      return [];
  }
}

function moduleDefinitions(project: Project, name: string): Definition[] {
  const module = project.modules.get(name);
  return module === undefined ? [] : [fileStart(project, module.manifest.path)];
}

function bundleDefinitions(project: Project, bundle: string): Definition[] {
  return project.modules.order.flatMap(({ name, manifest }) =>
    manifest.references
      .filter(({ role, context, value }) => role === "asset" && context === "assets-bundle" && value === bundle)
      .slice(0, 1)
      .map(({ span }) => ({ path: manifest.path, module: name, nameSpan: span, span })),
  );
}

function fileStart(project: Project, path: string): Definition {
  return { path, module: project.moduleOf(path) ?? "", nameSpan: [0, 0], span: [0, 0] };
}

function at({ path, module }: Extension, nameSpan: Span, span: Span): Definition {
  return { path, module, nameSpan, span };
}
