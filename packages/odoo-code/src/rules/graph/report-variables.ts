import type { RecordFact, Span, XmlNode } from "../../facts.ts";
import { kept } from "../../project/kept.ts";
import { namesIn } from "../../xml/expression.ts";
import { elements } from "../../xml/xml-node.ts";
import type { Check } from "../rule.ts";
import type { GraphSource } from "./graph-source.ts";
import { type TemplateCalls, templateCalls } from "./template-calls.ts";

const undefinedName = {
  rule: "odoo-qweb-undefined-var",
  code: null,
  severity: "warning",
  title: "what a template of a report reads is given to it: by the report, or by a template that calls it",
} as const;

/** What Odoo gives every template, and what it gives those of a report without a model of its own; names of Python and of the web site among it. */
const GIVEN: ReadonlySet<string> = new Set(
  (
    "doc_ids doc_model docs data report_type is_html_empty time context_timestamp user res_company web_base_url website web_editor editable translatable " +
    "env request debug user_id test_mode_enabled json quote_plus datetime relativedelta image_data_uri floor ceil lang keep_query main_object viewid xmlid " +
    "slug unslug unslug_url url_for url_localized true false company html_container subst report_header report_footer format_amount format_date " +
    "formatLang tools base64 page pager float_round float_is_zero float_compare " +
    "abs all any bool bytes dict divmod enumerate filter float format getattr hasattr int isinstance len list map max min next ord range repr reversed round " +
    "set sorted str sum tuple type zip print self"
  ).split(" "),
);
const EXPRESSIONS =
  /^t-(?:esc|out|raw|field|if|elif|foreach|value|att|att-.+|options|options-.+|lang|call-context|key)$/;
const FORMATS = /^t-(?:attf-.+|valuef)$/;

/**
 * Templates of reports that have no model of their own, and those that only such reports reach: all that can give them a value is written in
 * templates. A name without one that is read as a record stops the report. A bare `t-if="name"` is a question, and asks for nothing.
 */
export const reportVariables: Check<GraphSource> = {
  rules: [undefinedName],
  check(source, report) {
    const { facts, contents, project } = source;
    if (facts.kind !== "xml") return;
    const own = contents.recordsIn(facts.path).filter(({ record }) => isTemplate(record));
    if (own.length === 0 || source.sight.missing.size > 0) return;
    const world = worldOf(source);
    const shown = new Set(own.flatMap(({ xmlId }) => (xmlId === null ? [] : [rootOf(source, xmlId)])));
    for (const xmlId of shown) {
      const given = givenTo(source, world, xmlId);
      const node = given === null ? null : nodeOf(source, xmlId);
      const root = project.views.get(xmlId)?.path;
      if (given === null || node === null || root === undefined) continue;
      for (const { name, span, path } of readIn(node, root))
        if (path === facts.path && !given.has(name) && !GIVEN.has(name))
          report({
            rule: undefinedName,
            span,
            message: `Nobody gives the template ${xmlId} a value "${name}": neither a report nor a template that calls it.`,
          });
    }
  },
};

function isTemplate({ tag, model, arch, fields }: RecordFact): boolean {
  if (tag === "template") return true;
  const typed = fields.some(({ name, value }) => name === "type" && value.kind === "text" && value.text === "qweb");
  return model === "ir.ui.view" && arch !== null && typed;
}

/** The template that an extension of one changes. */
function rootOf({ project }: GraphSource, xmlId: string): string {
  const seen = new Set<string>();
  let at = xmlId;
  for (
    let view = project.views.get(at);
    view !== undefined && view.mode === "extension";
    view = project.views.get(at)
  ) {
    if (view.inheritId === null || seen.has(at)) break;
    seen.add(at);
    at = view.inheritId;
  }
  return at;
}

function nodeOf({ project, sight }: GraphSource, xmlId: string): XmlNode | null {
  const combined = project.combinedView(xmlId, { seenFrom: sight.module.name });
  // A change that cannot be followed here may set what is looked for.
  return combined === undefined || combined.misses.length > 0 ? null : combined.node;
}

interface World {
  /** Templates of which every caller is known. */
  readonly closed: ReadonlySet<string>;
  /** Those that each report of them reaches, itself first. */
  readonly reached: ReadonlyMap<string, ReadonlySet<string>>;
  /** Names that the templates of a report set, as far as they were asked for; null where one of them cannot be followed. */
  readonly names: Map<string, ReadonlySet<string> | null>;
}

const worlds: (sight: GraphSource["sight"]) => { found: World | null } = kept(() => ({ found: null }));

function worldOf(source: GraphSource): World {
  const kept = worlds(source.sight);
  kept.found ??= workOut(source, templateCalls(source));
  return kept.found;
}

/** What the reports that reach a template set on the way to it; null where not all of that is known. */
function givenTo(source: GraphSource, world: World, xmlId: string): ReadonlySet<string> | null {
  if (!world.closed.has(xmlId)) return null;
  const roots = [...world.reached].filter(([, ids]) => ids.has(xmlId)).map(([root]) => root);
  const given = new Set<string>();
  for (const root of roots) {
    const set = setOnTheWay(source, world, root);
    // What a template that cannot be followed sets may be anything.
    if (set === null) return null;
    for (const name of set) given.add(name);
  }
  return roots.length === 0 ? null : given;
}

function setOnTheWay(source: GraphSource, world: World, root: string): ReadonlySet<string> | null {
  const known = world.names.get(root);
  if (known !== undefined) return known;
  const nodes = [...(world.reached.get(root) ?? [])].map((id) => nodeOf(source, id));
  const followed = nodes.filter((node) => node !== null);
  const found = followed.length < nodes.length ? null : new Set(followed.flatMap(setIn));
  world.names.set(root, found);
  return found;
}

function workOut(source: GraphSource, { called, reports, open }: TemplateCalls): World {
  const { models } = source.project;
  const callers = new Map<string, string[]>();
  for (const [from, targets] of called)
    for (const to of targets) callers.set(to, [...(callers.get(to) ?? []), rootOf(source, from)]);
  const roots = [...reports].filter((id) => !open.has(id) && !models.has(`report.${id}`));
  const reach = (start: string): ReadonlySet<string> => {
    const found = new Set([start]);
    for (const id of found) for (const to of called.get(id) ?? []) found.add(to);
    return found;
  };
  const reached = new Map(roots.map((root) => [root, reach(root)]));
  const closed = new Set([...reached.values()].flatMap((ids) => [...ids]).filter((id) => !open.has(id)));
  for (let size = -1; size !== closed.size; ) {
    size = closed.size;
    for (const id of closed) {
      const known = (callers.get(id) ?? []).every((caller) => closed.has(caller));
      if (
        !known ||
        (!reports.has(id) && callers.get(id) === undefined) ||
        (reports.has(id) && models.has(`report.${id}`))
      )
        closed.delete(id);
    }
  }
  return { closed, reached: new Map([...reached].filter(([root]) => closed.has(root))), names: new Map() };
}

function* below(node: XmlNode): Generator<XmlNode> {
  yield node;
  for (const child of elements(node)) yield* below(child);
}

/** Names that a template gives a value: to itself, and to those that it calls. */
function setIn(root: XmlNode): readonly string[] {
  const found: string[] = [];
  for (const { attributes } of below(root)) {
    const name = attributes["t-set"]?.value;
    const item = attributes["t-as"]?.value ?? (attributes["t-foreach"] === undefined ? undefined : "item");
    if (name !== undefined) found.push(name);
    for (const end of ["", "_index", "_size", "_value", "_first", "_last", "_parity", "_even", "_odd", "_all"])
      if (item !== undefined) found.push(`${item}${end}`);
    // Values that a call hands on, as versions from 19.1 on write them.
    if (attributes["t-call"] !== undefined)
      found.push(...Object.keys(attributes).filter((key) => !key.startsWith("t-")));
  }
  return found;
}

interface Read {
  readonly name: string;
  readonly span: Span;
  readonly path: string;
}

/** Names that a template reads something of, unless it asks for them somewhere. */
function readIn(root: XmlNode, rootPath: string): readonly Read[] {
  const found: Read[] = [];
  const asked = new Set<string>();
  for (const node of below(root))
    for (const [key, { value, span, source }] of Object.entries(node.attributes)) {
      const path = source ?? node.source ?? rootPath;
      for (const code of expressionsOf(key, value))
        for (const { parts, called } of namesIn(code)) {
          const name = parts[0]?.value ?? "";
          if (parts.length > 1) found.push({ name, span, path });
          else if (!called) asked.add(name);
        }
    }
  return found.filter(({ name }) => !asked.has(name));
}

function expressionsOf(key: string, value: string): readonly string[] {
  if (EXPRESSIONS.test(key)) return [value];
  if (!FORMATS.test(key)) return [];
  return [...value.matchAll(/\{\{(.*?)\}\}|#\{(.*?)\}/gs)].map(([, a, b]) => a ?? b ?? "");
}
