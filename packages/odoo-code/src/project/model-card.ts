import type { Field, Model } from "./models.ts";
import { type Place, placeOf } from "./place.ts";
import type { Project } from "./project.ts";
import type { View } from "./views.ts";

/** All that is known of a model, for people and for programs. */
export interface ModelCard {
  readonly model: string;
  readonly kind: Model["kind"];
  readonly module: string;
  readonly description: string | null;
  readonly parents: readonly string[];
  readonly delegates: readonly { readonly model: string; readonly field: string }[];
  /** Classes in load order. */
  readonly extensions: readonly (Place & { readonly module: string; readonly class: string })[];
  readonly fields: readonly FieldCard[];
  readonly methods: readonly {
    readonly name: string;
    readonly modules: readonly string[];
    readonly definitions: readonly DefinitionPlace[];
  }[];
  readonly views: readonly (Place & ViewLine)[];
  readonly access: readonly (Place & {
    readonly xmlId: string | null;
    readonly group: string | null;
    readonly allows: string;
  })[];
  readonly rules: readonly (Place & {
    readonly xmlId: string | null;
    readonly domain: string | null;
    readonly groups: readonly string[];
  })[];
}

/** Where a module writes a field or a method; in load order. */
export type DefinitionPlace = Place & { readonly module: string };

export interface FieldCard {
  readonly name: string;
  readonly type: string;
  readonly comodel: string | null;
  readonly module: string;
  readonly origin: Field["origin"];
  /** Path that it is related to or delegated through. */
  readonly related: string | null;
  /** Modules that define or override it, in load order. */
  readonly modules: readonly string[];
  readonly place: Place | null;
  readonly definitions: readonly DefinitionPlace[];
}

export interface ViewLine {
  readonly xmlId: string;
  /** Root element: `form`, `list` …; of an extension that of its root. Null where it cannot be told. */
  readonly type: string | null;
  readonly mode: View["mode"];
  readonly inheritId: string | null;
}

/** The card of a model; undefined when no module defines or extends it. */
export function modelCard(project: Project, name: string): ModelCard | undefined {
  const model = project.models.get(name);
  if (model === undefined) return undefined;
  const { files, views, security } = project;
  const entryPlace = ({ path, record }: View["definition"]) => placeOf(files, path, record.span);
  return {
    model: name,
    kind: model.kind,
    module: model.module,
    description: descriptionOf(model),
    parents: model.parents,
    delegates: [...model.delegates].map(([parent, field]) => ({ model: parent, field })),
    extensions: model.extensions.map(({ module, path, fact }) => ({
      module,
      class: fact.name,
      ...placeOf(files, path, fact.nameSpan),
    })),
    fields: [...model.fields.values()].map((field) => fieldCard(project, field)),
    methods: [...model.methods].map(([method, definitions]) => ({
      name: method,
      modules: [...new Set(definitions.map(({ extension }) => extension.module))].reverse(),
      definitions: definitions
        .map(({ extension, fact }) => ({
          module: extension.module,
          ...placeOf(files, extension.path, fact.nameSpan),
        }))
        .reverse(),
    })),
    views: views.ofModel(name).map((view) => ({
      xmlId: view.xmlId,
      type: viewType(view, project),
      mode: view.mode,
      inheritId: view.inheritId,
      ...entryPlace(view.definition),
    })),
    access: security
      .accessOf(name)
      .map(({ entry, group, allows }) => ({ xmlId: entry.xmlId, group, allows, ...entryPlace(entry) })),
    rules: security
      .rulesOf(name)
      .map(({ entry, domain, groups }) => ({ xmlId: entry.xmlId, domain, groups, ...entryPlace(entry) })),
  };
}

function fieldCard(project: Project, field: Field): FieldCard {
  const { name, type, comodel, module, origin, related, definitions } = field;
  const first = definitions.find(({ fact }) => fact !== null);
  return {
    name,
    type,
    comodel,
    module,
    origin,
    related,
    modules: [...new Set(definitions.map(({ extension }) => extension.module))],
    place: first?.fact ? placeOf(project.files, first.extension.path, first.fact.nameSpan) : null,
    definitions: definitions.flatMap(({ extension, fact }) =>
      fact === null ? [] : [{ module: extension.module, ...placeOf(project.files, extension.path, fact.nameSpan) }],
    ),
  };
}

function descriptionOf(model: Model): string | null {
  for (const { fact } of model.extensions) {
    const said = fact.attributes._description?.value;
    if (typeof said === "string") return said;
  }
  return null;
}

function viewType(view: View, { views }: Project): string | null {
  const seen = new Set<string>();
  let at: View | undefined = view;
  while (at?.inheritId && !seen.has(at.xmlId)) {
    seen.add(at.xmlId);
    at = views.get(at.inheritId);
  }
  return at?.arch?.[0]?.tag ?? null;
}
