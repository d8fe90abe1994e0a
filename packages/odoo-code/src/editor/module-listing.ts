import type { Span } from "../facts.ts";
import type { RecordEntry } from "../project/module-contents.ts";
import type { Project } from "../project/project.ts";
import type { View } from "../project/views.ts";
import { recordText } from "../project/xml-ids.ts";

/** Where something stands. */
export interface Standing {
  readonly path: string;
  readonly span: Span;
}

export interface ListedView extends Standing {
  readonly xmlId: string;
  readonly module: string;
  readonly type: string | null;
  readonly model: string | null;
  readonly inheritId: string | null;
}

export interface ListedSecurity extends Standing {
  readonly kind: "access" | "rule" | "group";
  readonly xmlId: string | null;
  readonly model: string | null;
  /** Letters of what is allowed, a domain, or the group's name. */
  readonly detail: string;
  readonly groups: readonly string[];
}

export interface ListedRecord extends Standing {
  readonly xmlId: string;
  readonly name: string | null;
}

/** What one module brings, in load order. */
export interface ModuleListing {
  readonly models: readonly (Standing & {
    readonly model: string;
    readonly description: string | null;
    /** True when the module makes it, false when it extends it. */
    readonly own: boolean;
    readonly fields: number;
  })[];
  readonly views: readonly ListedView[];
  readonly security: readonly ListedSecurity[];
  readonly menus: readonly ListedRecord[];
  readonly actions: readonly ListedRecord[];
}

/** Null when there is no such module. */
export function moduleListing(project: Project, module: string): ModuleListing | null {
  const contents = project.contents.get(module);
  if (contents === undefined) return null;
  const { security, views } = project;
  const of = (entry: RecordEntry) => entry.module === module;
  const records = (accept: (model: string) => boolean) =>
    contents.records.flatMap((entry): ListedRecord[] => {
      const { xmlId, record } = entry;
      return xmlId !== null && accept(record.model)
        ? [{ xmlId, name: recordText(record, "name"), ...standing(entry) }]
        : [];
    });
  return {
    models: contents.extensions
      .filter(({ loaded }) => loaded)
      .map(({ model, path, fact }) => {
        const description = fact.attributes._description?.value;
        return {
          model,
          description: typeof description === "string" ? description : null,
          own: !fact.inherit.includes(model),
          fields: fact.fields.length,
          path,
          span: fact.nameSpan,
        };
      }),
    views: contents.records.flatMap(({ xmlId, record }) => {
      const view = xmlId === null || record.model !== "ir.ui.view" ? undefined : views.get(xmlId);
      return view === undefined || view.module !== module ? [] : [listedView(project, view)];
    }),
    security: [
      ...contents.records
        .filter(({ record }) => record.model === "res.groups")
        .map((entry): ListedSecurity => {
          const detail = recordText(entry.record, "name") ?? "";
          return { kind: "group", xmlId: entry.xmlId, model: null, detail, groups: [], ...standing(entry) };
        }),
      ...security.access.filter(({ entry }) => of(entry)).map(listedAccess),
      ...security.rules.filter(({ entry }) => of(entry)).map(listedRule),
    ],
    menus: records((model) => model === "ir.ui.menu"),
    actions: records((model) => model.startsWith("ir.actions.")),
  };
}

/** Access rights and rules of a model, in load order. */
export function securityOfModel({ security }: Project, model: string): readonly ListedSecurity[] {
  return [...security.accessOf(model).map(listedAccess), ...security.rulesOf(model).map(listedRule)];
}

export function listedView({ views }: Project, view: View): ListedView {
  const { xmlId, module, model, inheritId, definition } = view;
  return { xmlId, module, type: typeOf(view, views), model, inheritId, ...standing(definition) };
}

function typeOf(view: View, views: Project["views"]): string | null {
  const seen = new Set<string>();
  let at: View | undefined = view;
  while (at?.inheritId && !seen.has(at.xmlId)) {
    seen.add(at.xmlId);
    at = views.get(at.inheritId);
  }
  return at?.arch?.[0]?.tag ?? null;
}

function listedAccess({ entry, model, group, allows }: Project["security"]["access"][number]): ListedSecurity {
  const groups = group === null ? [] : [group];
  return { kind: "access", xmlId: entry.xmlId, model, detail: allows, groups, ...standing(entry) };
}

function listedRule({ entry, model, domain, groups }: Project["security"]["rules"][number]): ListedSecurity {
  return { kind: "rule", xmlId: entry.xmlId, model, detail: domain ?? "", groups, ...standing(entry) };
}

function standing({ path, record }: RecordEntry): Standing {
  return { path, span: record.xmlId === null ? record.span : record.idSpan };
}
