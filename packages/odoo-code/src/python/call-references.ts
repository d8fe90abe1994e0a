import { type CallArguments, callArguments } from "./call-arguments.ts";
import { noteDomain } from "./domain-references.ts";
import { isRegistryOrEnvironment, type Origin, originOf, type Scope } from "./origin.ts";
import type { PythonNode } from "./python-tree.ts";
import { noteParts, noteString, type ReferenceSink, startAt } from "./reference-sink.ts";
import { stringLiteral } from "./string-literal.ts";

/** Methods whose first argument is a domain on the model they are called on. */
const TAKES_DOMAIN = new Set(
  "search search_count search_read search_fetch _search web_search_read filtered_domain read_group _read_group formatted_read_group web_read_group _read_grouping_sets search_panel_select_range".split(
    " ",
  ),
);
/** Methods whose first argument is one field path. */
const TAKES_PATH = new Set(["mapped", "filtered", "grouped"]);
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
const TAKES_VALUES = new Set(["create", "write", "new", "update", "copy", "copy_data"]);
const TAKES_XML_ID = new Set(
  "ref browse_ref _for_xml_id _xmlid_lookup _xmlid_to_res_id _xmlid_to_res_model_res_id xmlid_to_object xmlid_to_res_id xmlid_to_res_model_res_id xmlid_lookup for_xml_id".split(
    " ",
  ),
);
const TAKES_GROUPS = new Set(["has_group", "has_groups", "user_has_groups", "_has_group"]);
const TAKES_TEMPLATE = new Set([
  "render",
  "_render",
  "_render_template",
  "_render_qweb_html",
  "_render_qweb_pdf",
  "message_post_with_source",
]);

/** Names of the calls that are looked at: to tell the arguments of all others apart would be for nothing. */
const TELLING_METHODS: ReadonlySet<string> = new Set([
  "get",
  "sorted",
  "with_context",
  ...TAKES_DOMAIN,
  ...TAKES_PATH,
  ...Object.keys(TAKES_NAMES),
  ...TAKES_VALUES,
  ...TAKES_XML_ID,
  ...TAKES_GROUPS,
  ...TAKES_TEMPLATE,
]);
const TELLING_FUNCTIONS: ReadonlySet<string> = new Set(["hasattr", "getattr", ...TAKES_XML_ID]);

/** `a.b`, `date:month`, `amount:sum` and `name:sum(field)`: the field path is the group. */
const FIELD_SPEC = /^(?:\w+:\w+\()?((?!__)[A-Za-z_][\w.]*)(?::[\w]+)?\)?$/g;
const ORDER = /(?:^|,)\s*"?((?!__)[A-Za-z_][\w.]*)"?/g;
const XML_ID = /^[\w-]+(?:\.[\w-]+)*$/;
export const GROUPS = /(?:^|,)\s*!?\s*([\w-]+(?:\.[\w-]+)?)(?=\s*(?:,|$))/g;

/** References in the arguments of one call, and in what it is called on where that is `env`. */
export function noteCall(sink: ReferenceSink, node: PythonNode, scope: Scope): void {
  const called = node.children[0];
  const list = node.children[1];
  const object = called?.children[0];
  const nameNode = called?.children[1];
  if (called?.type === "identifier") {
    const written = sink.text.slice(called.start, called.end);
    if (TELLING_FUNCTIONS.has(written)) noteFunction(sink, written, callArguments(list, sink.text), scope);
    return;
  }
  if (called?.type !== "attribute" || !object || !nameNode) return;
  const name = sink.text.slice(nameNode.start, nameNode.end);
  if (!TELLING_METHODS.has(name)) return;
  const call = callArguments(list, sink.text);
  const first = call.positional[0];

  if (name === "get" && isRegistryOrEnvironment(object, sink.text)) noteString(sink, first, "model", "env-test");
  else if (TAKES_XML_ID.has(name)) noteXmlId(sink, name, call);
  else if (TAKES_GROUPS.has(name)) noteParts(sink, first, GROUPS, "group", "has_group");
  else if (TAKES_TEMPLATE.has(name)) noteTemplate(sink, first);
  else noteRecordCall(sink, name, call, () => originOf(object, sink.text, scope));
}

function noteFunction(sink: ReferenceSink, name: string, call: CallArguments, scope: Scope): void {
  const [first, second] = call.positional;
  if (
    (name === "hasattr" || name === "getattr") &&
    first &&
    /^\w+$/.test((second && stringLiteral(second, sink.text)?.value) ?? "")
  )
    noteString(sink, second, "field-path", "fields-test", startAt(originOf(first, sink.text, scope)));
  if (TAKES_XML_ID.has(name) && name !== "ref") noteXmlId(sink, name, call);
}

function noteRecordCall(sink: ReferenceSink, name: string, call: CallArguments, receiver: () => Origin | null): void {
  const first = call.positional[0];
  if (TAKES_DOMAIN.has(name)) {
    const origin = receiver();
    noteDomain(sink, call.keywords.get("domain")?.value ?? call.keywords.get("args")?.value ?? first, origin);
    const order = call.keywords.get("order")?.value ?? call.keywords.get("orderby")?.value;
    if (!ordersByAlias(order, call, sink.text)) noteParts(sink, order, ORDER, "field-path", "order", startAt(origin));
  }
  if (TAKES_PATH.has(name)) {
    const found = first && stringLiteral(first, sink.text);
    if (found && /^[A-Za-z_][\w.]*$/.test(found.value))
      noteString(sink, first, "field-path", name, startAt(receiver()));
  }
  if (name === "sorted") {
    const key = first ?? call.keywords.get("key")?.value;
    if (key && stringLiteral(key, sink.text)) noteParts(sink, key, ORDER, "field-path", "sorted", startAt(receiver()));
  }
  if (Object.hasOwn(TAKES_NAMES, name))
    for (const [keyword, position] of TAKES_NAMES[name] ?? []) {
      const names = call.keywords.get(keyword)?.value ?? call.positional[position];
      if (names) noteNames(sink, names, name, receiver);
    }
  if (TAKES_VALUES.has(name)) noteValues(sink, first ?? call.keywords.get("vals_list")?.value, receiver);
  if (name === "with_context" && call.keywords.size > 0) noteDefaults(sink, call);
}

/** `fields=["points:sum(quiz_points)"], orderby="points desc"`: the groups are ordered by a name that the call itself gives. */
function ordersByAlias(order: PythonNode | undefined, { positional, keywords }: CallArguments, text: string): boolean {
  const written = order === undefined ? undefined : stringLiteral(order, text)?.value;
  const fields = keywords.get("fields")?.value ?? positional[1];
  const names = (fields?.children ?? []).map((item) => stringLiteral(item, text)?.value ?? "");
  return written !== undefined && names.some((name) => name.startsWith(`${written.split(/\s/, 1)[0]}:`));
}

function noteNames(sink: ReferenceSink, node: PythonNode, context: string, receiver: () => Origin | null): void {
  const items = node.type === "list" || node.type === "tuple" || node.type === "set" ? node.children : [node];
  if (!items.some(({ type }) => type === "string")) return;
  const start = startAt(receiver());
  for (const item of items) noteParts(sink, item, FIELD_SPEC, "field-path", context, start);
}

/** Keys of the dict, or of each dict of the list, given to `create`, `write` and the like. */
function noteValues(sink: ReferenceSink, node: PythonNode | undefined, receiver: () => Origin | null): void {
  if (node === undefined) return;
  const dicts =
    node.type === "list" ? node.children : node.type === "list_comprehension" ? node.children.slice(0, 1) : [node];
  if (!dicts.some(({ type }) => type === "dictionary")) return;
  const start = startAt(receiver());
  for (const dict of dicts)
    if (dict.type === "dictionary")
      for (const pair of dict.children)
        if (pair.type === "pair" && /^\w+$/.test(stringLiteral(pair.children[0] ?? pair, sink.text)?.value ?? ""))
          noteString(sink, pair.children[0], "field-path", "values", start);
}

/** `with_context(default_partner_id=…)`: a default of any model created under that context, so its model cannot be told. */
function noteDefaults(sink: ReferenceSink, call: CallArguments): void {
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

function noteXmlId(sink: ReferenceSink, name: string, call: CallArguments): void {
  const first = call.positional[0] ?? call.keywords.get("xml_id")?.value ?? call.keywords.get("xmlid")?.value;
  const found = first && stringLiteral(first, sink.text);
  if (!found || !XML_ID.test(found.value)) return;
  const raises = call.keywords.get("raise_if_not_found")?.value ?? call.positional[1];
  const optional = raises !== undefined && sink.text.slice(raises.start, raises.end) === "False";
  noteString(sink, first, "xml-id", optional ? "ref-optional" : name === "ref" ? "ref" : "ref-call");
}

function noteTemplate(sink: ReferenceSink, first: PythonNode | undefined): void {
  const found = first && stringLiteral(first, sink.text);
  if (found && /^\w+\.[\w-]+$/.test(found.value)) noteString(sink, first, "template", "render");
}
