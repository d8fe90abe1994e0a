import type { FileFacts } from "../facts.ts";
import { otherFacts } from "../facts-of.ts";
import { fileKind } from "../file-kind.ts";

/** Whether a module's second block tells something of a file: what Python refers to, and JavaScript. */
export function isUsing(path: string): boolean {
  const kind = fileKind(path);
  return kind === "python" || kind === "javascript";
}

/** The facts of a file that a module's first block holds, where it has a second one: what the file defines. */
export function definingFacts(facts: FileFacts): FileFacts {
  if (fileKind(facts.path) === "javascript") return otherFacts(facts.path);
  if (facts.kind !== "python") return facts;
  const { hidesModels: _hides, ...rest } = facts;
  return { ...rest, problems: [], references: [], suppressions: [] };
}
