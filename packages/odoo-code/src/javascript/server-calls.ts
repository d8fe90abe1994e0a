import { type Gathering, noteText } from "./gathering.ts";
import { child, childList, type EsNode, nameOf, type StringNode, stringNode } from "./syntax-tree.ts";

interface Shape {
  /** Which arguments hold a domain, a list of fields, and values to write. */
  readonly domain?: number;
  readonly fields?: number;
  readonly values?: number;
  /** Name of the method on the server. */
  readonly method: string;
}

/** Methods of the client's `orm` service, whose first argument is the model. */
const ORM: ReadonlyMap<string, Shape> = new Map<string, Shape>([
  ["call", { method: "" }],
  ["create", { method: "create", values: 1 }],
  ["formattedReadGroup", { method: "formatted_read_group", domain: 1, fields: 2 }],
  ["nameGet", { method: "name_get" }],
  ["read", { method: "read", fields: 2 }],
  ["readGroup", { method: "read_group", domain: 1, fields: 2 }],
  ["search", { method: "search", domain: 1 }],
  ["searchCount", { method: "search_count", domain: 1 }],
  ["searchRead", { method: "search_read", domain: 1, fields: 2 }],
  ["unlink", { method: "unlink" }],
  ["webRead", { method: "web_read" }],
  ["webReadGroup", { method: "web_read_group", domain: 1, fields: 2 }],
  ["webSave", { method: "web_save", values: 2 }],
  ["webSearchRead", { method: "web_search_read", domain: 1 }],
  ["write", { method: "write", values: 2 }],
]);
/** Calls of a route of the server, with the model and method among any arguments. */
export const RPC_CALLS: ReadonlySet<string> = new Set(["_rpc", "rpc", "_call", "query"]);
/** Names of the calls that {@link serverCall} looks at. */
export const SERVER_CALLS: ReadonlySet<string> = new Set([...ORM.keys(), ...RPC_CALLS, "doAction", "hasGroup"]);
/** Names of the properties that {@link modelProperty} looks at. */
export const MODEL_KEYS: ReadonlySet<string> = new Set(["res_model", "resModel"]);
const MODEL = /^[a-z][\w]*(?:\.[a-z_][\w]*)*$/;
const XML_ID = /^[a-z]\w*\.\w[\w.-]*$/;

/** `this.orm.searchRead("res.partner", domain, fields)`, `this._rpc({ model, method })`, `doAction("module.id")`, `hasGroup("module.id")`. */
export function serverCall(gathering: Gathering, call: EsNode): void {
  const callee = child(call, "callee");
  const name = nameOf(callee);
  if (callee === null || name === null || !SERVER_CALLS.has(name)) return;
  const given = childList(call, "arguments");
  const receiver = nameOf(child(callee, "object"));
  const shape = receiver !== null && /^(?:orm|_?ormService|silentOrm)$/i.test(receiver) ? ORM.get(name) : undefined;
  if (shape !== undefined) ormCall(gathering, call, shape, given);
  else if (RPC_CALLS.has(name)) rpcCall(gathering, call, given);
  else if (name === "doAction") {
    const id = stringNode(given[0], gathering.text);
    if (id !== null && XML_ID.test(id.value)) noteText(gathering, id, "xml-id", "doAction");
  } else if (name === "hasGroup") noteText(gathering, stringNode(given[0], gathering.text), "group", "hasGroup");
}

/** `res_model: "sale.order"` of an action described in code. */
export function modelProperty(gathering: Gathering, property: EsNode): void {
  if (!MODEL_KEYS.has(nameOf(child(property, "key")) ?? "")) return;
  const model = stringNode(child(property, "value"), gathering.text);
  if (model !== null && MODEL.test(model.value)) noteText(gathering, model, "model", "res_model");
}

function ormCall(gathering: Gathering, call: EsNode, shape: Shape, given: readonly EsNode[]): void {
  const model = stringNode(given[0], gathering.text);
  if (model === null || !MODEL.test(model.value)) return;
  noteText(gathering, model, "model", "orm");
  const called = shape.method === "" ? stringNode(given[1], gathering.text) : null;
  noteText(gathering, called, "method", "orm", model.value);
  const fields = listOfStrings(gathering, shape.fields === undefined ? undefined : given[shape.fields]);
  for (const field of fields) noteText(gathering, beforeColon(field), "field-path", "orm", model.value);
  if (shape.domain !== undefined) domain(gathering, given[shape.domain], model.value);
  if (shape.values !== undefined) values(gathering, given[shape.values], model.value);
  gathering.ormCalls.push({
    model: model.value,
    method: called?.value ?? shape.method,
    fields: fields.map(({ value }) => value),
    span: [call.start, call.end],
  });
}

/** `_rpc({ model: "x", method: "y" })` and `rpc("/web/dataset/call_kw", { model: "x", method: "y" })`. */
function rpcCall(gathering: Gathering, call: EsNode, given: readonly EsNode[]): void {
  const options = given.find(({ type }) => type === "ObjectExpression");
  const model = property(gathering, options, "model");
  const method = property(gathering, options, "method");
  if (model === null || method === null || !MODEL.test(model.value)) return;
  noteText(gathering, model, "model", "rpc");
  noteText(gathering, method, "method", "rpc", model.value);
  gathering.ormCalls.push({ model: model.value, method: method.value, fields: [], span: [call.start, call.end] });
}

function property(gathering: Gathering, object: EsNode | undefined, name: string): StringNode | null {
  const found = childList(object ?? null, "properties").find((entry) => nameOf(child(entry, "key")) === name);
  return stringNode(child(found ?? null, "value"), gathering.text);
}

function listOfStrings(gathering: Gathering, list: EsNode | undefined): StringNode[] {
  return childList(list?.type === "ArrayExpression" ? list : null, "elements")
    .map((element) => stringNode(element, gathering.text))
    .filter((found) => found !== null);
}

/** Paths on the left of the conditions of a literal domain. */
function domain(gathering: Gathering, list: EsNode | undefined, model: string): void {
  for (const leaf of childList(list?.type === "ArrayExpression" ? list : null, "elements")) {
    const parts = leaf.type === "ArrayExpression" ? childList(leaf, "elements") : [];
    if (parts.length === 3) noteText(gathering, stringNode(parts[0], gathering.text), "field-path", "domain", model);
  }
}

/** Keys of what is created or written. */
function values(gathering: Gathering, given: EsNode | undefined, model: string): void {
  const objects = given?.type === "ArrayExpression" ? childList(given, "elements") : given ? [given] : [];
  for (const object of objects) {
    if (object.type !== "ObjectExpression") continue;
    for (const entry of childList(object, "properties")) {
      const key = child(entry, "key");
      const name = entry.computed === true ? null : nameOf(key);
      if (key === null || name === null) continue;
      noteText(gathering, { value: name, span: [key.start, key.end], certain: true }, "field-path", "orm", model);
    }
  }
}

/** `amount_total:sum` and `create_date:month` are about the field before the colon. */
function beforeColon({ value, span, certain }: StringNode): StringNode {
  const name = value.split(":")[0] ?? value;
  return { value: name, span: [span[0], span[0] + name.length], certain };
}
