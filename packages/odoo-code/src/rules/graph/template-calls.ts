import type { FileFacts, RecordFact } from "../../facts.ts";
import { notesOf } from "../../packed/per-packed-file.ts";
import { kept } from "../../project/kept.ts";
import { fullXmlId, type ModuleContents } from "../../project/module-contents.ts";
import type { GraphSource } from "./graph-source.ts";

/** One file's word on who renders a template: another template, a report, or code. */
interface Call {
  /** Id of the template that calls, as written, with the template that it extends; null where it is no template. */
  readonly from: { readonly id: string; readonly extends: string | null } | null;
  readonly to: string;
  readonly how: "call" | "report" | "code";
}

/** Who renders which template, as a module sees it. Ids are full. */
export interface TemplateCalls {
  /** Templates that a template calls. */
  readonly called: ReadonlyMap<string, ReadonlySet<string>>;
  /** Templates that reports name. */
  readonly reports: ReadonlySet<string>;
  /** Templates that code, or something else than a template, renders with values of its own. */
  readonly open: ReadonlySet<string>;
}

const callsOf: (contents: ModuleContents) => readonly (readonly Call[])[] = kept(({ files }) => [
  ...notesOf(files, noteCalls),
]);

/** What the modules that a module sees say about templates. */
export function templateCalls({ project, sight }: GraphSource): TemplateCalls {
  const called = new Map<string, Set<string>>();
  const reports = new Set<string>();
  const open = new Set<string>();
  for (const name of sight.closure) {
    const contents = project.contents.get(name);
    for (const calls of contents === undefined ? [] : callsOf(contents))
      for (const { from, to, how } of calls) {
        const target = fullXmlId(name, to);
        if (target === null) continue;
        if (how === "report") reports.add(target);
        else if (from === null) open.add(target);
        else {
          const caller = fullXmlId(name, from.extends ?? from.id) ?? "";
          called.set(caller, (called.get(caller) ?? new Set()).add(target));
        }
      }
  }
  return { called, reports, open };
}

function noteCalls(facts: FileFacts): readonly Call[] | undefined {
  if (facts.kind !== "xml" && facts.kind !== "python") return undefined;
  const found: Call[] = [];
  for (const { role, context, value, span } of facts.references) {
    // An id that code looks up may be a template that it renders.
    if (role === "xml-id" && facts.kind === "python") found.push({ from: null, to: value, how: "code" });
    if (role !== "template") continue;
    if (context === "report_name") found.push({ from: null, to: value, how: "report" });
    else if (facts.kind === "python") found.push({ from: null, to: value, how: "code" });
    else {
      const record = facts.records.find(({ span: [start, end] }) => start <= span[0] && span[1] <= end);
      found.push({ from: callerOf(record), to: value, how: "call" });
    }
  }
  return found.length > 0 ? found : undefined;
}

function callerOf(record: RecordFact | undefined): Call["from"] {
  if (record === undefined || record.xmlId === null || record.arch === null) return null;
  return { id: record.xmlId, extends: record.inheritId };
}
