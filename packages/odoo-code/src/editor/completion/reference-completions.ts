import type { FileFacts, Reference } from "../../facts.ts";
import type { Project } from "../../project/project.ts";
import { VIEW_TAGS } from "../../xml/view-vocabulary.ts";
import { clientTemplateNames } from "../client-templates.ts";
import { referenceStart } from "../reference-start.ts";
import { registryEntries, WIDGET_CATEGORIES } from "../registry-entries.ts";
import { type Candidate, type Completions, MARK } from "./completion.ts";
import { locatedFields } from "./located-fields.ts";
import { fieldCandidates, methodCandidates } from "./member-candidates.ts";
import { modelCandidates } from "./model-candidates.ts";
import { FAR, modulesByNearness, type Nearness, nearnessFrom } from "./nearness.ts";
import { pathBefore, wantedModels } from "./wanted-record.ts";
import { fits, xmlIdCandidates } from "./xml-id-candidates.ts";

/** The reference that the mark stands in: what a name at the cursor would mean. */
export function markedReference(facts: FileFacts): Reference | null {
  const found = facts.references.filter(({ value }) => value.includes(MARK));
  // `a.b` read from a record is one reference, its called end another; the one with the mark at its own end tells most.
  return found.find(({ certain }) => certain) ?? found[0] ?? null;
}

/** Candidates for the reference that the mark stands in. */
export function referenceCompletions(
  project: Project,
  facts: FileFacts,
  reference: Reference,
  offset: number,
): Completions {
  const from = project.moduleOf(facts.path);
  const nearness = nearnessFrom(project, from);
  const typed = reference.value.slice(0, reference.value.indexOf(MARK));
  const at = (candidates: readonly Candidate[], written = typed, incomplete = false): Completions => ({
    span: [offset - written.length, offset],
    candidates,
    incomplete,
  });
  switch (reference.role) {
    case "model":
      return at(modelCandidates(project, nearness));
    case "field-path": {
      const { model, last } = pathBefore(project, referenceStart(project, facts, reference), typed);
      return at(members(project, facts, reference, model, nearness), last);
    }
    case "method": {
      const model = referenceStart(project, facts, reference);
      const publicOnly = ["button", "locator", "function", "orm", "rpc"].includes(reference.context);
      return at(model === null ? [] : methodCandidates(project, model, nearness, publicOnly));
    }
    case "xml-id":
    case "group": {
      const short = facts.kind === "xml" || facts.kind === "csv";
      const wanted = { models: wantedModels(project, facts, reference), typed, short };
      const { candidates, incomplete } = xmlIdCandidates(project, from, wanted);
      return at(candidates, typed, incomplete);
    }
    case "template":
      return templates(project, facts, from, typed, at);
    case "module":
      return at(moduleCandidates(project, from));
    case "file":
      return at(fileCandidates(project, facts, from));
    case "asset":
      return at(reference.context === "assets-bundle" ? bundleCandidates(project, nearness) : []);
    case "widget":
      return at(widgetCandidates(project, nearness));
    case "view-type":
      return at([...VIEW_TAGS].filter((tag) => tag !== "search" && tag !== "qweb").map(viewType));
  }
}

function members(
  project: Project,
  facts: FileFacts,
  reference: Reference,
  model: string | null,
  nearness: Nearness,
): Candidate[] {
  const present = locatedFields(project, facts, reference);
  if (present !== null) {
    const known = new Map(
      (model === null ? [] : fieldCandidates(project, model, nearness)).map((field) => [field.label, field]),
    );
    const named = present.map(
      (name): Candidate =>
        known.get(name) ?? { kind: "field", label: name, detail: "in the view", module: null, rank: 1, symbol: null },
    );
    return [...named, ...[...known.values()].filter(({ label }) => !present.includes(label)).map(later)];
  }
  if (model === null) return [];
  const fields = fieldCandidates(project, model, nearness);
  if (reference.context !== "attribute") return fields;
  const names = new Set(fields.map(({ label }) => label));
  return [...fields, ...methodCandidates(project, model, nearness).filter(({ label }) => !names.has(label))];
}

function later(candidate: Candidate): Candidate {
  return { ...candidate, rank: candidate.rank + FAR };
}

function templates(
  project: Project,
  facts: FileFacts,
  from: string | null,
  typed: string,
  at: (candidates: readonly Candidate[], written?: string, incomplete?: boolean) => Completions,
): Completions {
  const client = facts.kind === "javascript" || facts.path.includes("/static/");
  if (!client) {
    const found = xmlIdCandidates(project, from, { models: ["ir.ui.view"], typed, short: facts.kind === "xml" });
    return at(found.candidates, typed, found.incomplete);
  }
  const nearness = nearnessFrom(project, from);
  const found: Candidate[] = [];
  for (const module of modulesByNearness(project, from))
    for (const template of clientTemplateNames(project, module)) {
      const symbol = { kind: "template", template } as const;
      if (fits(template, typed))
        found.push({ kind: "template", label: template, detail: null, module, rank: nearness(module), symbol });
    }
  return at(found);
}

function moduleCandidates(project: Project, from: string | null): Candidate[] {
  return project.modules.order
    .filter(({ name }) => name !== from)
    .map(({ name, manifest }) => {
      const title = manifest.keys.name?.value;
      return {
        kind: "module",
        label: name,
        detail: typeof title === "string" ? title : null,
        module: name,
        rank: 1,
        symbol: { kind: "module", module: name },
      };
    });
}

/** Files of the own module that a manifest or a field may list; what is listed already comes last. */
function fileCandidates(project: Project, facts: FileFacts, from: string | null): Candidate[] {
  const module = project.modules.get(from ?? "");
  const contents = project.contents.get(from ?? "");
  if (module === undefined || contents === undefined) return [];
  if (facts.kind === "javascript") return importCandidates(project, from);
  const listed = new Set(facts.kind === "manifest" ? facts.data.map(({ path }) => path) : []);
  return [...contents.files.keys()]
    .map((path) => path.slice(module.path.length + 1))
    .filter((path) => facts.kind !== "manifest" || (/\.(?:xml|csv|sql)$/.test(path) && !path.startsWith("static/")))
    .map((path) => {
      const symbol = { kind: "file", path: `${module.path}/${path}` } as const;
      return { kind: "file", label: path, detail: null, module: from, rank: listed.has(path) ? FAR : 0, symbol };
    });
}

/** JavaScript modules, as imports name them. */
function importCandidates(project: Project, from: string | null): Candidate[] {
  const nearness = nearnessFrom(project, from);
  return project.modules.order.flatMap(({ name, path }) => {
    const start = `${path}/static/src/`;
    return [...(project.contents.get(name)?.files.keys() ?? [])]
      .filter((file) => file.startsWith(start) && file.endsWith(".js"))
      .map((file): Candidate => {
        const label = `@${name}/${file.slice(start.length, -".js".length)}`;
        return {
          kind: "file",
          label,
          detail: null,
          module: name,
          rank: nearness(name),
          symbol: { kind: "file", path: file },
        };
      });
  });
}

function bundleCandidates(project: Project, nearness: Nearness): Candidate[] {
  const found = new Map<string, Candidate>();
  for (const { name, manifest } of project.modules.order)
    for (const { role, context, value } of manifest.references) {
      if (role !== "asset" || context !== "assets-bundle" || value.includes(MARK) || found.has(value)) continue;
      const symbol = { kind: "asset-bundle", bundle: value } as const;
      found.set(value, { kind: "value", label: value, detail: null, module: name, rank: nearness(name), symbol });
    }
  return [...found.values()];
}

function widgetCandidates(project: Project, nearness: Nearness): Candidate[] {
  const found = new Map<string, Candidate>();
  for (const { name } of project.modules.order)
    for (const { category, key } of registryEntries(project, name)) {
      // `list.many2one` is what `many2one` is in a list.
      const widget = key.slice(key.lastIndexOf(".") + 1);
      if (!WIDGET_CATEGORIES.includes(category) || found.has(widget)) continue;
      const symbol = { kind: "registry-entry", category, key } as const;
      found.set(widget, {
        kind: "widget",
        label: widget,
        detail: category,
        module: name,
        rank: nearness(name),
        symbol,
      });
    }
  return [...found.values()];
}

function viewType(label: string): Candidate {
  return { kind: "value", label, detail: null, module: null, rank: 0, symbol: { kind: "view-type", viewType: label } };
}
