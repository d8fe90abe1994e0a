import type { RuleInfo } from "../../diagnostic.ts";
import type { FileFacts, RecordFact, Span } from "../../facts.ts";
import type { Check, Report } from "../rule.ts";
import { type ModuleSource, sectionFiles } from "./module-source.ts";

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
    for (const demo of [false, true]) {
      const xml = new Map<string, Place[]>();
      const templates = new Map<string, Place[]>();
      const csv = new Map<string, Place[]>();
      for (const facts of sectionFiles(source, demo)) {
        if (facts.kind === "xml")
          for (const made of facts.records) {
            if (made.tag === "template") add(templates, localId(source, made), { path: facts.path, span: made.idSpan });
            else if (made.tag === "record") add(xml, key(source, made), { path: facts.path, span: made.idSpan });
          }
        if (facts.kind === "csv")
          for (const made of facts.records)
            if (made.model === facts.model) add(csv, localId(source, made), { path: facts.path, span: made.idSpan });
      }
      tell(xml, record, report);
      tell(templates, template, report);
      tell(csv, row, report);
    }
    tell(bareInherits([...source.facts.values()]), inherited, report, true);
  },
};

function localId({ module }: ModuleSource, { xmlId }: RecordFact): string | null {
  return xmlId?.startsWith(`${module.name}.`) ? xmlId.slice(module.name.length + 1) : xmlId;
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

/** One finding per id: at its first place, or at its last, with the others beside it. */
function tell(found: ReadonlyMap<string, readonly Place[]>, rule: RuleInfo, report: Report, last = false): void {
  for (const [id, places] of found) {
    if (places.length < 2) continue;
    const at = last ? places.at(-1) : places[0];
    if (at === undefined) continue;
    const name = id.split(" ")[0];
    const related = places.filter((place) => place !== at).map((place) => ({ ...place, message: "also here" }));
    const message =
      rule === inherited
        ? `"${name}" is extended by ${places.length} classes of this module; one is enough.`
        : `The id "${name}" is used ${places.length} times; the last one wins.`;
    report({ rule, path: at.path, span: at.span, message, related });
  }
}

/** Classes that only extend a model: `_inherit` without `_name`, outside tests. */
function bareInherits(all: readonly FileFacts[]): Map<string, Place[]> {
  const found = new Map<string, Place[]>();
  for (const facts of all) {
    if (facts.kind !== "python" || /(?:^|\/)(?:tests|migrations|upgrades)\//.test(facts.path)) continue;
    for (const { inherit, model, kind, attributes, nameSpan } of facts.classes)
      if (
        kind !== "other" &&
        kind !== "controller" &&
        model === null &&
        inherit.length === 1 &&
        typeof attributes._inherit?.value === "string"
      )
        add(found, inherit[0] ?? null, { path: facts.path, span: attributes._inherit.span ?? nameSpan });
  }
  return found;
}
