import type { FileFacts, Span } from "../facts.ts";
import { kept } from "../project/kept.ts";
import { fullXmlId, grouped, type ModuleContents, type RecordEntry } from "../project/module-contents.ts";
import type { Project } from "../project/project.ts";
import { recordText } from "../project/xml-ids.ts";
import { modelOfClass } from "../python/model-name.ts";
import type { SourceSpan } from "./source-span.ts";

export type ModelLensKind = "extensions" | "fields" | "views" | "actions" | "access" | "rules";

/** What can be listed about something, shown above it. The list itself is worked out when the lens comes into sight. */
export type Lens =
  | { readonly kind: ModelLensKind; readonly span: Span; readonly model: string }
  /** Views that inherit from this one. */
  | { readonly kind: "inherited-by"; readonly span: Span; readonly view: string }
  /** The view with everything that extends it. */
  | { readonly kind: "combined-view"; readonly span: Span; readonly view: string };

/** One place of a lens's list. */
export interface LensItem extends SourceSpan {
  /** `sale.view_order_form`, `partner_id`, `SaleOrder in sale_stock`. */
  readonly name: string;
  readonly module: string;
}

const MODEL_LENSES: readonly ModelLensKind[] = ["extensions", "fields", "views", "actions", "access", "rules"];

/** The lenses of a file: six above every class of a model, two above every view. Needs nothing but the facts of the file. */
export function lensesOf(facts: FileFacts, project: Project): readonly Lens[] {
  const module = project.moduleOf(facts.path);
  if (module === null) return [];
  if (facts.kind === "python")
    return facts.classes.flatMap((found) => {
      const model = modelOfClass(found, project.version);
      return model === null ? [] : MODEL_LENSES.map((kind): Lens => ({ kind, span: found.nameSpan, model }));
    });
  if (facts.kind !== "xml") return [];
  return facts.records.flatMap(({ xmlId, idSpan, model }): Lens[] => {
    const view = model === "ir.ui.view" ? fullXmlId(module, xmlId) : null;
    if (view === null) return [];
    return [
      { kind: "inherited-by", span: idSpan, view },
      { kind: "combined-view", span: idSpan, view },
    ];
  });
}

/** What a lens lists. For a combined view: the views that it is made of. */
export function lensItems(lens: Lens, project: Project): readonly LensItem[] {
  switch (lens.kind) {
    case "inherited-by":
      return project.views.children(lens.view).map(({ definition }) => recordItem(definition));
    case "combined-view":
      return (project.combinedView(lens.view)?.parts ?? []).map(({ definition }) => recordItem(definition));
    case "extensions":
      return (project.models.get(lens.model)?.extensions ?? []).map(({ module, path, fact }) => ({
        name: `${fact.name} in ${module}`,
        module,
        path,
        span: fact.nameSpan,
      }));
    case "fields":
      return [...(project.models.get(lens.model)?.fields.values() ?? [])].flatMap(({ name, definitions }) => {
        const last = definitions.findLast(({ fact }) => fact !== null);
        if (last?.fact === undefined || last.fact === null) return [];
        const { module, path } = last.extension;
        return [{ name, module, path, span: last.fact.nameSpan }];
      });
    case "views":
      return project.views.ofModel(lens.model).map(({ definition }) => recordItem(definition));
    case "actions":
      return actionsOn(project, lens.model).map(recordItem);
    case "access":
      return project.security.accessOf(lens.model).map(({ entry }) => recordItem(entry));
    case "rules":
      return project.security.rulesOf(lens.model).map(({ entry }) => recordItem(entry));
    default:
      return lens satisfies never;
  }
}

/** What a lens says, once its items are counted. */
export function lensTitle(kind: Lens["kind"], count: number): string {
  if (kind === "combined-view") return "combined view";
  if (kind === "inherited-by") return `inherited by ${count} ${count === 1 ? "view" : "views"}`;
  return `${count} ${count === 1 ? ONE[kind] : MANY[kind]}`;
}

const ONE: Readonly<Record<ModelLensKind, string>> = {
  extensions: "class",
  fields: "field",
  views: "view",
  actions: "action",
  access: "access right",
  rules: "record rule",
};
const MANY: Readonly<Record<ModelLensKind, string>> = {
  extensions: "classes",
  fields: "fields",
  views: "views",
  actions: "actions",
  access: "access rights",
  rules: "record rules",
};

/** Windows that open the model. */
function actionsOn(project: Project, model: string): RecordEntry[] {
  return project.modules.order.flatMap(({ name }) => {
    const contents = project.contents.get(name);
    return contents === undefined ? [] : (actionsByModel(contents).get(model) ?? []);
  });
}

const actionsByModel = kept((contents: ModuleContents) =>
  grouped(contents.recordsOf("ir.actions.act_window"), ({ record }) => recordText(record, "res_model")),
);

function recordItem({ xmlId, module, path, record }: RecordEntry): LensItem {
  return { name: xmlId ?? record.model, module, path, span: record.xmlId === null ? record.span : record.idSpan };
}
