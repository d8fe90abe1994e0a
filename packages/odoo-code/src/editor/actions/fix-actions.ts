import { applyEdits } from "../../check/apply-edits.ts";
import type { Diagnostic, Edit } from "../../diagnostic.ts";
import type { Span } from "../../facts.ts";
import type { OfferedAction } from "./code-action.ts";

/** Cures of the findings that touch a stretch of a file: each on its own, and all of its rule in the file at once. */
export function fixActions(findings: readonly Diagnostic[], path: string, text: string, at: Span): OfferedAction[] {
  const here = findings.filter(({ fix, span }) => fix !== undefined && span[0] <= at[1] && at[0] <= span[1]);
  const single = here.flatMap((finding): OfferedAction[] =>
    finding.fix === undefined
      ? []
      : [{ title: finding.fix.title, kind: "fix", edits: finding.fix.edits, finding, preferred: true }],
  );
  const rules = [...new Set(here.map(({ rule }) => rule))];
  const all = rules.flatMap((rule): OfferedAction[] => {
    const together = editsTogether(
      findings.filter((finding) => finding.rule === rule),
      path,
      text,
    );
    if (together.groups < 2) return [];
    const title = `Fix all ${together.groups} of ${rule} in this file`;
    return [{ title, kind: "fix", edits: [{ path, edits: together.edits }], preferred: false }];
  });
  return [...single, ...all];
}

/** Edits of all cures that stay in the file and do not touch each other. */
function editsTogether(findings: readonly Diagnostic[], path: string, text: string) {
  const edits: Edit[] = [];
  let groups = 0;
  for (const { fix } of findings) {
    const [only, ...others] = fix?.edits ?? [];
    if (only === undefined || others.length > 0 || only.path !== path) continue;
    if (applyEdits(text, [edits, only.edits]).applied < (edits.length > 0 ? 2 : 1)) continue;
    edits.push(...only.edits);
    groups += 1;
  }
  return { edits: edits.sort((a, b) => a.span[0] - b.span[0]), groups };
}
