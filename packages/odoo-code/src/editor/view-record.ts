import type { FileFacts, RecordFact } from "../facts.ts";
import { fullXmlId } from "../project/module-contents.ts";
import type { Project } from "../project/project.ts";

/** The record of a data file that an offset lies in, the innermost first. */
export function recordAt(facts: FileFacts, offset: number): RecordFact | null {
  if (facts.kind !== "xml" && facts.kind !== "csv") return null;
  let found: RecordFact | null = null;
  for (const record of facts.records) {
    const { span } = record;
    if (
      span[0] <= offset &&
      offset <= span[1] &&
      (found === null || span[1] - span[0] <= found.span[1] - found.span[0])
    )
      found = record;
  }
  return found;
}

/** Full id of the record of a file of the project; null when it has none. */
export function fullIdOf(project: Project, path: string, record: RecordFact): string | null {
  const module = project.moduleOf(path);
  return module === null ? record.xmlId : fullXmlId(module, record.xmlId);
}
