import type { Reference } from "../../facts.ts";
import { fullXmlId } from "../../project/module-contents.ts";
import type { Project } from "../../project/project.ts";
import { type PlacedReference, startOf } from "../../project/reference-index.ts";
import { resolvePath } from "../../project/resolve-path.ts";
import type { SourceSpan } from "../source-span.ts";
import { fullIdOf, recordAt } from "../view-record.ts";
import type { Family } from "./family.ts";
import { type Doubt, partSpan } from "./rename-plan.ts";
import type { ViewReferences } from "./view-references.ts";

export type Judgement = "certain" | "other" | Doubt;

/** A place that has the name of a member, and whether it means it. */
export interface MemberMatch extends SourceSpan {
  readonly judgement: Judgement;
}

/** Contexts whose references are locators: judged by what they locate, elsewhere. */
const LOCATORS: ReadonlySet<string> = new Set(["xpath", "locator"]);

/** Judges every reference that has the name of a family's member. */
export function memberMatches(project: Project, family: Family, views: ViewReferences): readonly MemberMatch[] {
  const { kind, name } = family;
  const found = project.references.named(kind, name).flatMap((placed) => matchOf(placed, kind));
  if (kind === "field") return found;
  // `self.action_confirm` that is not called reads like a field.
  return [...found, ...project.references.named("field", name).flatMap((placed) => matchOf(placed, "attribute"))];

  function matchOf(placed: PlacedReference, as: "field" | "method" | "attribute"): MemberMatch[] {
    const { path, reference, part } = placed;
    if (reference.extension === true && LOCATORS.has(reference.context)) return [];
    const span = reference.certain ? partSpan(reference.span, part) : reference.span;
    const segment = reference.value.slice(0, part[0]).split(".").length - 1;
    if (as === "attribute" && reference.context !== "attribute") return [];
    const judgement = judge(placed, segment, as);
    if (as === "attribute" && judgement !== "certain") return [];
    return [{ path, span, judgement: judgement === "certain" && !reference.certain ? "computed" : judgement }];
  }

  function judge({ module, path, reference }: PlacedReference, segment: number, as: string): Judgement {
    const start = exactStart(module, path, reference);
    if (start === "unknown-place") return start;
    if (start === null) return "unknown-record";
    if (as === "method") return judgeMethod(start);
    const step = resolvePath(project.models, start, reference.value)[segment];
    if (step === undefined) return "other";
    if (step.model === null) return "unknown-record";
    if (as === "attribute") return step.field === null && family.has(step.model) ? "certain" : "other";
    return step.field !== null && family.has(step.model) ? "certain" : "other";
  }

  function judgeMethod(model: string): Judgement {
    if (family.has(model)) return "certain";
    const known = project.models.get(model);
    if (known === undefined) return "unknown-record";
    if (known.methods.has(name)) return "other";
    // A mixin that calls what only its heirs have.
    const heirs = [...family.models].some((heir) =>
      project.models.get(heir)?.classes.some((extension) => extension.model === model),
    );
    return heirs ? "unknown-record" : "other";
  }

  function exactStart(module: string, path: string, reference: Reference): string | null | "unknown-place" {
    if (reference.modelXmlId !== undefined) {
      const id = fullXmlId(module, reference.modelXmlId);
      const record = id === null ? undefined : project.xmlIds.get(id)?.automatic;
      return record?.kind === "model" ? record.model : null;
    }
    if (reference.extension !== true) return startOf(reference, project.models);
    const facts = project.files.get(path);
    const record = facts === undefined ? null : recordAt(facts, reference.span[0]);
    const id = record === null ? null : fullIdOf(project, path, record);
    const view = id === null ? undefined : project.views.get(id);
    const exact = view && views.exact(view, path, reference);
    return exact === undefined ? "unknown-place" : startOf(exact, project.models);
  }
}
