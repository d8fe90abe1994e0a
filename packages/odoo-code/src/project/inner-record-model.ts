import type { FileFacts } from "../facts.ts";
import type { Models } from "./models.ts";
import type { RecordEntry } from "./module-contents.ts";
import { resolvePath } from "./resolve-path.ts";

/**
 * Model of the record that a cell `line_ids/id` of a CSV row makes: the comodel at the end of the path, which the columns beside it
 * tell. Null where it cannot be told.
 */
export function innerRecordModel(entry: RecordEntry, facts: FileFacts | undefined, models: Models): string | null {
  const field = entry.record.fields[0];
  if (facts?.kind !== "csv" || field === undefined) return null;
  const column = facts.header.find(({ span }) => span[0] <= field.nameSpan[0] && field.nameSpan[1] <= span[1]);
  const path = column?.name
    .replace(/[:/]id$/, "")
    .split(/[/.]/)
    .slice(0, -1)
    .join(".");
  return path ? (resolvePath(models, facts.model, path).at(-1)?.field?.comodel ?? null) : null;
}
