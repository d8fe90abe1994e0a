import type { Edit } from "../../diagnostic.ts";
import type { Span } from "../../facts.ts";
import type { Project } from "../../project/project.ts";
import type { CodeSymbol } from "../code-symbol.ts";
import type { Doubt, Found, Refusal, RenameContext, RenamePlan, Replacement, UncertainMatch } from "./rename-plan.ts";
import { textMentions } from "./text-mentions.ts";

/** Uncertain matches that are listed. */
const MOST = 1000;

/** Likely ones first. */
const ORDER: readonly Doubt[] = ["computed", "unknown-place", "unknown-record", "string", "text", "read-only"];

/** Compares what was found with the texts as they are, looks for the word elsewhere, and puts it all in order. */
export function finishPlan(
  context: RenameContext,
  names: { readonly symbol: CodeSymbol; readonly oldName: string; readonly newName: string },
  found: Found,
  owners: readonly string[],
): RenamePlan | Refusal {
  const { text, writable, project } = context;
  const edits = new Map<string, Map<number, Edit>>();
  const uncertain = new Map<string, UncertainMatch>();
  const doubt = ({ path, span, old, text: put }: Replacement, why: Doubt): void => {
    const at = wordIn(text(path)?.slice(...span) ?? "", old);
    const start = span[0] + Math.max(0, at);
    const match = at < 0 ? { span, text: null } : { span: [start, start + old.length] as const, text: put };
    const key = `${path}:${match.span[0]}`;
    if (!uncertain.has(key)) uncertain.set(key, { path, ...match, doubt: why });
  };
  for (const match of found.certain) {
    const { path, span, old, text: put } = match;
    if (!writable(path))
      return {
        refused: `"${names.oldName}" is used in ${path}, which is not part of the workspace and is not changed: that use would break.`,
      };
    // What does not stand there as expected is written with escapes, or the file changed meanwhile.
    if (text(path)?.slice(...span) !== old) doubt(match, "computed");
    else editsOf(path).set(span[0], { span, text: put });
  }
  for (const match of found.uncertain)
    if (!edits.get(match.path)?.has(match.span[0])) doubt(match, writable(match.path) ? match.doubt : "read-only");
  const taken = takenBy([
    ...[...edits].flatMap(([path, map]) => [...map.values()].map(({ span }) => ({ path, span }))),
    ...uncertain.values(),
    ...found.others,
  ]);
  for (const match of textMentions(context, found.words, dependentsOf(project, owners), taken))
    uncertain.set(`${match.path}:${match.span[0]}`, match);
  const sorted = [...uncertain.values()].sort(
    (a, b) =>
      ORDER.indexOf(a.doubt) - ORDER.indexOf(b.doubt) ||
      (a.path < b.path ? -1 : a.path > b.path ? 1 : 0) ||
      a.span[0] - b.span[0],
  );
  return {
    ...names,
    edits: [...edits]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([path, map]) => ({ path, edits: inOrder([...map.values()]) })),
    uncertain: sorted.slice(0, MOST),
    more: Math.max(0, sorted.length - MOST),
    moves: (found.moves ?? []).filter(({ from }) => writable(from)),
  };

  function editsOf(path: string): Map<number, Edit> {
    const known = edits.get(path) ?? new Map<number, Edit>();
    edits.set(path, known);
    return known;
  }
}

/** Modules that can know of what these define: themselves and all that depend on them. */
function dependentsOf({ modules }: Project, owners: readonly string[]): readonly string[] {
  return [...new Set(owners.flatMap((owner) => [owner, ...modules.dependents(owner).map(({ name }) => name)]))];
}

/** Offset of the one place where a word stands in a text; -1 where it stands nowhere or at several. */
function wordIn(text: string, word: string): number {
  const at = text.indexOf(word);
  return at !== -1 && text.indexOf(word, at + 1) === -1 ? at : -1;
}

/** Whether a stretch of a file lies in one of these, or holds one. */
function takenBy(spans: readonly { readonly path: string; readonly span: Span }[]) {
  const byPath = new Map<string, Span[]>();
  for (const { path, span } of spans) {
    const list = byPath.get(path);
    if (list) list.push(span);
    else byPath.set(path, [span]);
  }
  return (path: string, [start, end]: Span): boolean =>
    byPath.get(path)?.some(([from, to]) => start < to && from < end) === true;
}

function inOrder(edits: readonly Edit[]): Edit[] {
  let end = -1;
  return [...edits]
    .sort((a, b) => a.span[0] - b.span[0])
    .filter(({ span }) => {
      if (span[0] < end) return false;
      end = span[1];
      return true;
    });
}
