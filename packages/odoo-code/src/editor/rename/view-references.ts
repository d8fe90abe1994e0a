import type { Reference, XmlNode } from "../../facts.ts";
import type { CombinedView } from "../../project/combined-view.ts";
import type { Project } from "../../project/project.ts";
import type { View } from "../../project/views.ts";
import { combinedReferences } from "../../xml/combined-references.ts";

/** What the references in views that extend others start from, as the combined view tells it. Each view is combined once. */
export interface ViewReferences {
  /** The reference with its exact start; undefined where no combined view shows it. */
  exact(view: View, path: string, reference: Reference): Reference | undefined;
  /** The view as it is before this one is applied. */
  before(view: View): { readonly node: XmlNode; readonly path: string } | null;
}

export function viewReferences(project: Project): ViewReferences {
  const combined = new Map<string, ReadonlyMap<string, readonly Reference[]>>();
  const referencesIn = (key: string, made: CombinedView | undefined): ReadonlyMap<string, readonly Reference[]> => {
    const known = combined.get(key);
    if (known) return known;
    const found = new Map<string, Reference[]>();
    const model = made?.view.model ?? null;
    if (made?.node && model !== null)
      for (const reference of combinedReferences(made.node, model)) {
        const place = `${reference.source ?? made.parts[0]?.path}:${reference.role}:${reference.value}`;
        const list = found.get(place);
        if (list) list.push(reference);
        else found.set(place, [reference]);
      }
    combined.set(key, found);
    return found;
  };
  const before = new Map<string, { readonly node: XmlNode; readonly path: string } | null>();
  return {
    exact(view, path, reference) {
      const top = shownWith(project, view);
      const look = (key: string, make: () => CombinedView | undefined) =>
        (combined.get(key) ?? referencesIn(key, make())).get(`${path}:${reference.role}:${reference.value}`)?.find(
          // The span of what an extension sets is that of the whole value.
          ({ span }) => span[0] <= reference.span[0] && reference.span[1] <= span[1],
        );
      return (
        look(top.xmlId, () => project.combinedView(top.xmlId)) ??
        // What others replace again is there for those who do not have them.
        look(`${view.xmlId} seen`, () => project.combinedView(view.xmlId, { seenFrom: view.module }))
      );
    },
    before(view) {
      const known = before.get(view.xmlId);
      if (known !== undefined) return known;
      const made = project.combinedView(view.xmlId, { before: view.xmlId });
      const found = made?.node ? { node: made.node, path: made.parts[0]?.path ?? "" } : null;
      before.set(view.xmlId, found);
      return found;
    },
  };
}

/** The view that shows an extension: the first primary one above it. */
function shownWith({ views }: Project, view: View): View {
  const seen = new Set<string>();
  let at = view;
  while (at.mode === "extension" && at.inheritId !== null && !seen.has(at.xmlId)) {
    seen.add(at.xmlId);
    const above = views.get(at.inheritId);
    if (above === undefined) break;
    at = above;
  }
  return at;
}
