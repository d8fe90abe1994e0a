import { type CallArguments, callArguments } from "./call-arguments.ts";
import { noteDomain } from "./domain-references.ts";
import { isRegistryOrEnvironment, type Origin, originOf, recordOfFields, type Scope } from "./origin.ts";
import type { PythonNode } from "./python-tree.ts";
import { noteParts, noteString, type ReferenceSink, startAt } from "./reference-sink.ts";
import { stringLiteral } from "./string-literal.ts";

/** What a call of a method says in its arguments. */
interface Called {
  /** The method, and what it is called on. */
  readonly name: string;
  readonly object: PythonNode;
  readonly call: CallArguments;
  readonly scope: Scope;
}
type Note = (sink: ReferenceSink, called: Called) => void;

const named = (names: string): readonly string[] => names.split(" ");

const GIVE_XML_ID = named(
  "ref browse_ref _for_xml_id _xmlid_lookup _xmlid_to_res_id _xmlid_to_res_model_res_id xmlid_to_object xmlid_to_res_id xmlid_to_res_model_res_id xmlid_lookup for_xml_id",
);

/** Methods whose argument is a list of field names, with the position of that argument. */
const TAKES_NAMES: Readonly<Record<string, readonly [keyword: string, position: number][]>> = {
  read: [["fields", 0]],
  search_read: [["fields", 1]],
  search_fetch: [["field_names", 1]],
  read_group: [
    ["fields", 1],
    ["groupby", 2],
  ],
  _read_group: [
    ["groupby", 1],
    ["aggregates", 2],
  ],
  formatted_read_group: [
    ["groupby", 1],
    ["aggregates", 2],
  ],
  fields_get: [["allfields", 0]],
  flush_model: [["fnames", 0]],
  flush_recordset: [["fnames", 0]],
  invalidate_model: [["fnames", 0]],
  invalidate_recordset: [["fnames", 0]],
  modified: [["fnames", 0]],
  fetch: [["field_names", 0]],
  default_get: [["fields", 0]],
};

/** What is looked for in calls, by the methods that are called; those of several rows in their order. */
const NOTES: readonly (readonly [methods: readonly string[], note: Note])[] = [
  [["get"], noteAsked],
  [named("_get _get_id"), noteModelAsked],
  [GIVE_XML_ID, noteXmlId],
  [named("has_group has_groups user_has_groups _has_group"), noteGroups],
  [named("render _render _render_template _render_qweb_html _render_qweb_pdf message_post_with_source"), noteTemplate],
  [
    named(
      "search search_count search_read search_fetch _search web_search_read filtered_domain read_group _read_group formatted_read_group web_read_group _read_grouping_sets search_panel_select_range",
    ),
    noteSearch,
  ],
  [named("mapped filtered grouped"), notePath],
  [["sorted"], noteSorting],
  [Object.keys(TAKES_NAMES), noteNames],
  [named("create write new update copy copy_data"), noteValues],
  [["with_context"], noteDefaults],
];

/** The same by method. To tell the arguments of any other call apart would be for nothing. */
const BY_METHOD: ReadonlyMap<string, readonly Note[]> = NOTES.reduce((all, [methods, note]) => {
  for (const method of methods) all.set(method, [...(all.get(method) ?? []), note]);
  return all;
}, new Map<string, readonly Note[]>());
/** Functions that are looked at. */
const FUNCTIONS: ReadonlyMap<string, Note> = new Map<string, Note>([
  ...GIVE_XML_ID.filter((name) => name !== "ref").map((name) => [name, noteXmlId] as const),
  ...named("hasattr getattr").map((name) => [name, noteTest] as const),
]);

/** `a.b`, `date:month`, `amount:sum` and `name:sum(field)`: the field path is the group. */
const FIELD_SPEC = /^(?:\w+:\w+\()?((?!__)[A-Za-z_][\w.]*)(?::[\w]+)?\)?$/g;
const ORDER = /(?:^|,)\s*"?((?!__)[A-Za-z_][\w.]*)"?/g;
const XML_ID = /^[\w-]+(?:\.[\w-]+)*$/;
export const GROUPS = /(?:^|,)\s*!?\s*([\w-]+(?:\.[\w-]+)?)(?=\s*(?:,|$))/g;

/** References in the arguments of one call, and in what it is called on where that is `env`. */
export function noteCall(sink: ReferenceSink, node: PythonNode, scope: Scope): void {
  const [called, list] = node.children;
  if (called?.type === "identifier") {
    const name = sink.text.slice(called.start, called.end);
    FUNCTIONS.get(name)?.(sink, { name, object: called, call: callArguments(list, sink.text), scope });
    return;
  }
  const [object, written] = called?.type === "attribute" ? called.children : [];
  if (!object || !written) return;
  const name = sink.text.slice(written.start, written.end);
  const notes = BY_METHOD.get(name);
  if (notes === undefined) return;
  const said: Called = { name, object, call: callArguments(list, sink.text), scope };
  for (const note of notes) note(sink, said);
}

/** What the records are that a method is called on. */
function receiverOf({ text }: ReferenceSink, { object, scope }: Called): Origin | null {
  return originOf(object, text, scope);
}

/** `env.get("sale.order")` asks whether there is such a model, `record._fields.get("state")` whether there is such a field. */
function noteAsked(sink: ReferenceSink, { object, call, scope }: Called): void {
  const [first] = call.positional;
  const record = recordOfFields(object, sink.text);
  if (isRegistryOrEnvironment(object, sink.text)) noteString(sink, first, "model", "env-test");
  else if (record !== null)
    noteString(sink, first, "field-path", "fields-test", startAt(originOf(record, sink.text, scope)));
}

/** `env["ir.model"]._get("sale.order")`. */
function noteModelAsked(sink: ReferenceSink, called: Called): void {
  const origin = receiverOf(sink, called);
  if (origin?.model === "ir.model" && origin.path === "")
    noteString(sink, called.call.positional[0], "model", "env-test");
}

/** Who searches the models or fields that there are for one by its name asks whether it is there. */
function noteSearched(sink: ReferenceSink, domain: PythonNode | undefined, { model }: Origin): void {
  for (const { children } of domain?.children ?? []) {
    const [field, , value] = children;
    const name = field && stringLiteral(field, sink.text)?.value;
    if (name === "model") noteString(sink, value, "model", "env-test");
    else if (name === "name" && model === "ir.model.fields")
      noteString(sink, value, "field-path", "fields-test", startAt(null));
  }
}

function noteGroups(sink: ReferenceSink, { call }: Called): void {
  noteParts(sink, call.positional[0], GROUPS, "group", "has_group");
}

/** `hasattr(record, "name")`. */
function noteTest(sink: ReferenceSink, { call, scope }: Called): void {
  const [first, second] = call.positional;
  if (first && /^\w+$/.test((second && stringLiteral(second, sink.text)?.value) ?? ""))
    noteString(sink, second, "field-path", "fields-test", startAt(originOf(first, sink.text, scope)));
}

/** A domain on the model, and an order. */
function noteSearch(sink: ReferenceSink, called: Called): void {
  const { positional, keywords } = called.call;
  const origin = receiverOf(sink, called);
  const domain = keywords.get("domain")?.value ?? keywords.get("args")?.value ?? positional[0];
  noteDomain(sink, domain, origin);
  if (origin?.path === "" && (origin.model === "ir.model" || origin.model === "ir.model.fields"))
    noteSearched(sink, domain, origin);
  const order = keywords.get("order")?.value ?? keywords.get("orderby")?.value;
  if (!ordersByAlias(order, called.call, sink.text))
    noteParts(sink, order, ORDER, "field-path", "order", startAt(origin));
}

/** One field path. */
function notePath(sink: ReferenceSink, called: Called): void {
  const [first] = called.call.positional;
  const found = first && stringLiteral(first, sink.text);
  if (found && /^[A-Za-z_][\w.]*$/.test(found.value))
    noteString(sink, first, "field-path", called.name, startAt(receiverOf(sink, called)));
}

function noteSorting(sink: ReferenceSink, called: Called): void {
  const key = called.call.positional[0] ?? called.call.keywords.get("key")?.value;
  if (key && stringLiteral(key, sink.text))
    noteParts(sink, key, ORDER, "field-path", "sorted", startAt(receiverOf(sink, called)));
}

/** `fields=["points:sum(quiz_points)"], orderby="points desc"`: the groups are ordered by a name that the call itself gives. */
function ordersByAlias(order: PythonNode | undefined, { positional, keywords }: CallArguments, text: string): boolean {
  const written = order === undefined ? undefined : stringLiteral(order, text)?.value;
  const fields = keywords.get("fields")?.value ?? positional[1];
  const names = (fields?.children ?? []).map((item) => stringLiteral(item, text)?.value ?? "");
  return written !== undefined && names.some((name) => name.startsWith(`${written.split(/\s/, 1)[0]}:`));
}

function noteNames(sink: ReferenceSink, called: Called): void {
  for (const [keyword, position] of TAKES_NAMES[called.name] ?? []) {
    const node = called.call.keywords.get(keyword)?.value ?? called.call.positional[position];
    if (node === undefined) continue;
    const items = node.type === "list" || node.type === "tuple" || node.type === "set" ? node.children : [node];
    if (!items.some(({ type }) => type === "string")) continue;
    const start = startAt(receiverOf(sink, called));
    for (const item of items) noteParts(sink, item, FIELD_SPEC, "field-path", called.name, start);
  }
}

/** Keys of the dict, or of each dict of the list, given to `create`, `write` and the like. */
function noteValues(sink: ReferenceSink, called: Called): void {
  const node = called.call.positional[0] ?? called.call.keywords.get("vals_list")?.value;
  if (node === undefined) return;
  const dicts =
    node.type === "list" ? node.children : node.type === "list_comprehension" ? node.children.slice(0, 1) : [node];
  if (!dicts.some(({ type }) => type === "dictionary")) return;
  const start = startAt(receiverOf(sink, called));
  for (const dict of dicts)
    if (dict.type === "dictionary")
      for (const pair of dict.children)
        if (pair.type === "pair" && /^\w+$/.test(stringLiteral(pair.children[0] ?? pair, sink.text)?.value ?? ""))
          noteString(sink, pair.children[0], "field-path", "values", start);
}

/** `with_context(default_partner_id=…)`: a default of any model created under that context, so its model cannot be told. */
function noteDefaults(sink: ReferenceSink, { call }: Called): void {
  for (const [keyword, { name }] of call.keywords) {
    if (!keyword.startsWith("default_")) continue;
    const at = name.start + "default_".length;
    const value = keyword.slice("default_".length);
    sink.references.push({
      role: "field-path",
      value,
      span: [at, name.end],
      context: "default-key",
      certain: true,
      model: null,
    });
  }
}

function noteXmlId(sink: ReferenceSink, { name, call }: Called): void {
  const first = call.positional[0] ?? call.keywords.get("xml_id")?.value ?? call.keywords.get("xmlid")?.value;
  const found = first && stringLiteral(first, sink.text);
  if (!found || !XML_ID.test(found.value)) return;
  const raises = call.keywords.get("raise_if_not_found")?.value ?? call.positional[1];
  const optional = raises !== undefined && sink.text.slice(raises.start, raises.end) === "False";
  noteString(sink, first, "xml-id", optional ? "ref-optional" : name === "ref" ? "ref" : "ref-call");
}

function noteTemplate(sink: ReferenceSink, { call }: Called): void {
  const [first] = call.positional;
  const found = first && stringLiteral(first, sink.text);
  if (found && /^\w+\.[\w-]+$/.test(found.value)) noteString(sink, first, "template", "render");
}
