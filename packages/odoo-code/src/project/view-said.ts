import type { RecordFact } from "../facts.ts";
import { kept } from "./kept.ts";
import { fullXmlId, type RecordEntry } from "./module-contents.ts";

/** What one record says of a view. */
export interface ViewSaid {
  readonly model: string | null;
  /** Full id of the view that it extends. */
  readonly inheritId: string | null;
  readonly mode: string | null;
  readonly priority: string | null;
  readonly active: string | null;
  readonly hasArch: boolean;
}

/** Null for a record that is no view. */
export function viewSaid(entry: RecordEntry): ViewSaid | null {
  return entry.viewSaid === undefined ? worked(entry) : entry.viewSaid;
}

const worked: (entry: RecordEntry) => ViewSaid | null = kept(({ record, module }) => viewSaidBy(record, module));

/** The same of a record in a file of the module. */
export function viewSaidBy(record: RecordFact, module: string): ViewSaid | null {
  if (record.model !== "ir.ui.view") return null;
  return {
    model: valueText(record, "model"),
    inheritId: fullXmlId(module, record.inheritId),
    mode: valueText(record, "mode"),
    priority: valueText(record, "priority"),
    active: valueText(record, "active"),
    hasArch: hasArch(record),
  };
}

/** An arch is large: a packed record has it behind a getter, which it would take long to call for thousands of views. */
function hasArch(record: RecordFact): boolean {
  return Object.getOwnPropertyDescriptor(record, "arch")?.get !== undefined || record.arch !== null;
}

function valueText(record: RecordFact, name: string): string | null {
  const value = record.fields.findLast((field) => field.name === name)?.value;
  if (value?.kind === "text") return value.text.trim();
  return value?.kind === "eval" ? value.code.trim().replace(/^(['"])(.*)\1$/, "$2") : null;
}
