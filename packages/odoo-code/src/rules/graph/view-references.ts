import type { Reference } from "../../facts.ts";
import type { CombinedView } from "../../project/combined-view.ts";
import { kept } from "../../project/kept.ts";
import type { Models } from "../../project/models.ts";
import { combinedReferences } from "../../xml/combined-references.ts";
import type { GraphSource } from "./graph-source.ts";
import { combinedAround, viewsOf } from "./seen-view.ts";

/** Rules, each with a file, that have nothing to tell of a combined view; by the models, and by what the module sees of them. */
const settled = kept((_models: Models) =>
  kept((_closure: ReadonlySet<string>) => kept((_view: CombinedView) => new Set<string>())),
);

/**
 * Lets a rule judge the references of the file's views as they stand in the combined views, where each one's record is certain. A view that a rule
 * has nothing to tell of is not judged again as long as it, the models and the modules that are seen are the same.
 *
 * @param judge Gives false where there is something to tell, and where the judgement rests on anything beside the reference, the models and the
 * modules that are seen.
 */
export function judgeViewReferences(source: GraphSource, rule: string, judge: (reference: Reference) => boolean): void {
  const { facts, project, sight } = source;
  const quiet = settled(project.models)(sight.closure);
  const key = `${rule} ${facts.path}`;
  for (const view of combinedViews(source)) {
    const known = quiet(view);
    if (known.has(key)) continue;
    // Each has to be judged.
    if (referencesIn(source, view).filter((reference) => !judge(reference)).length === 0) known.add(key);
  }
}

/** What this and the other rules over one state of the file have in common. */
interface Looked {
  readonly views: ReadonlySet<CombinedView>;
  readonly references: Map<CombinedView, readonly Reference[]>;
}

const looked: (source: GraphSource) => Looked = kept((source) => ({ views: findViews(source), references: new Map() }));

function combinedViews(source: GraphSource): ReadonlySet<CombinedView> {
  return looked(source).views;
}

function findViews(source: GraphSource): ReadonlySet<CombinedView> {
  const { facts } = source;
  const found = new Set<CombinedView>();
  if (facts.kind !== "xml") return found;
  for (const view of viewsOf(source)) {
    if (view.model === null || view.path !== facts.path) continue;
    const combined = combinedAround(source, view);
    if (combined !== null && combined.parts.length > 0 && combined.view.model !== null && combined.node?.tag !== "t")
      found.add(combined);
  }
  return found;
}

/** References of a combined view that stand in the file. */
function referencesIn(source: GraphSource, view: CombinedView): readonly Reference[] {
  const { references } = looked(source);
  const before = references.get(view);
  if (before !== undefined) return before;
  const { path } = source.facts;
  const { node, parts } = view;
  const { model } = view.view;
  const own = parts[0]?.path === path;
  const found =
    node === null || model === null
      ? []
      : combinedReferences(node, model).filter((reference) =>
          reference.source === undefined ? own : reference.source === path,
        );
  references.set(view, found);
  return found;
}
