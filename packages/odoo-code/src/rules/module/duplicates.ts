import { suppressed } from "../../check/suppressed.ts";
import type { RuleInfo } from "../../diagnostic.ts";
import type { FileFacts, RecordFact, Span } from "../../facts.ts";
import type { Check, Report } from "../rule.ts";
import { loadedFiles } from "./loaded-files.ts";
import type { ModuleSource } from "./module-source.ts";

const record = {
  rule: "xml-duplicate-record-id",
  code: null,
  severity: "warning",
  title: "no id twice in the data, or in the demo data, of a module",
} as const;
const template = {
  rule: "xml-duplicate-template-id",
  code: null,
  severity: "warning",
  title: "no template id twice in a module",
} as const;
const row = {
  rule: "csv-duplicate-record-id",
  code: null,
  severity: "warning",
  title: "no id twice in the CSV files of a section of the manifest",
} as const;
const inherited = {
  rule: "consider-merging-classes-inherited",
  code: "R8180",
  severity: "info",
  title: "one class per model that a module extends",
} as const;

interface Place {
  readonly path: string;
  readonly span: Span;
}

/** What a module says twice. */
export const duplicates: Check<ModuleSource> = {
  rules: [record, template, row, inherited],
  check(source, report) {
    const { module } = source;
    for (const paths of loadedFiles(module).values()) {
      const xml = new Map<string, Place[]>();
      const templates = new Map<string, Place[]>();
      const csv = new Map<string, Place[]>();
      for (const path of module.manifest?.installable === true ? paths : []) {
        const facts = source.facts.get(`${module.root}/${path}`);
        if (facts?.kind === "xml")
          for (const made of facts.records) {
            if (made.tag === "template") add(templates, key(source, made), placeOf(facts.path, made));
            else if (made.tag === "record" || made.tag === "menuitem")
              add(xml, key(source, made), placeOf(facts.path, made));
          }
        if (facts?.kind === "csv")
          for (const made of facts.records)
            if (made.model !== "") add(csv, localId(source, made), { path: facts.path, span: made.idSpan });
      }
      tell(source, xml, record, report);
      tell(source, templates, template, report);
      tell(source, csv, row, report);
    }
    tell(source, bareInherits([...source.facts.values()]), inherited, report, true);
  },
};

function localId({ module }: ModuleSource, { xmlId }: RecordFact): string | null {
  return xmlId?.startsWith(`${module.name}.`) ? xmlId.slice(module.name.length + 1) : xmlId;
}

/** In the line where the start tag ends, as far as the facts tell. */
function placeOf(path: string, { idSpan, modelSpan }: RecordFact): Place {
  return { path, span: modelSpan[0] > idSpan[0] ? modelSpan : idSpan };
}

function key(source: ModuleSource, made: RecordFact): string | null {
  const id = localId(source, made);
  return id === null ? null : `${id} ${made.noUpdate}`;
}

function add(places: Map<string, Place[]>, id: string | null, place: Place): void {
  if (id === null) return;
  const known = places.get(id);
  if (known === undefined) places.set(id, [place]);
  else known.push(place);
}

/** One finding per id: at its first place, or at its last, with the others beside it. A place where a comment switches the rule off does not count. */
function tell(
  source: ModuleSource,
  found: ReadonlyMap<string, readonly Place[]>,
  rule: RuleInfo,
  report: Report,
  last = false,
): void {
  found.forEach((all, id) => {
    if (all.length < 2) return;
    const places = all.filter((place) => !isSilenced(source, rule, place));
    const at = last ? places.at(-1) : places[0];
    if (places.length < 2 || at === undefined) return;
    const name = id.split(" ")[0];
    const related = places.filter((place) => place !== at).map((place) => ({ ...place, message: "also here" }));
    const message =
      rule === inherited
        ? `"${name}" is extended by ${places.length} classes of this module; one is enough.`
        : `The id "${name}" is used ${places.length} times; the last one wins.`;
    report({ rule, path: at.path, span: at.span, message, related });
  });
}

function isSilenced({ facts }: ModuleSource, rule: RuleInfo, { path, span }: Place): boolean {
  const file = facts.get(path);
  return file !== undefined && suppressed(rule, span, file);
}

/** Classes that only extend a model: `_inherit` of one model without a `_name`. */
function bareInherits(all: readonly FileFacts[]): Map<string, Place[]> {
  const found = new Map<string, Place[]>();
  const ordered = [...all].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  for (const facts of ordered)
    for (const { attributes, nameSpan } of facts.kind === "python" ? facts.classes : []) {
      const inherited = Object.hasOwn(attributes, "_inherit") ? attributes._inherit : undefined;
      if (typeof inherited?.value === "string" && !Object.hasOwn(attributes, "_name"))
        add(found, inherited.value, { path: facts.path, span: inherited.span ?? nameSpan });
    }
  return found;
}
