import type { TransportName } from "../types.ts";
import { xmlValue } from "../xml/write-call.ts";
import { httpReply, type RawReply, type RawRequest, type RawServer, startRawServer } from "./raw-server.ts";

export const SECRET = "5ec7e7-ke7-0f-a-te57-u5e7";

const FIELDS = {
  name: { type: "char", string: "Name" },
  amount: { type: "monetary", string: "Amount", currency_field: "currency_id" },
  currency_id: { type: "many2one", string: "Currency", relation: "res.currency" },
  size: { type: "integer", string: "Size" },
  rate: { type: "float", string: "Rate" },
  day: { type: "date", string: "Day" },
  at: { type: "datetime", string: "At" },
  tag_ids: { type: "many2many", string: "Tags", relation: "x.tag" },
};

/**
 * An Odoo that knows how to be signed in to over each transport, with one model `x.thing`; every other call is answered by `answer`.
 */
export function startFakeOdoo(answer: (request: RawRequest) => RawReply): Promise<RawServer> {
  return startRawServer((request) => {
    const own = ownAnswer(request);
    return own === undefined ? answer(request) : own;
  });
}

/** A result in the envelope of a transport. */
export function envelope(transport: TransportName, result: unknown): Buffer {
  if (transport === "json-2") return httpReply(JSON.stringify(result));
  if (transport === "json-rpc") return httpReply(JSON.stringify({ jsonrpc: "2.0", id: null, result }));
  return httpReply(xmlReply(xmlValue(result)), { headers: { "Content-Type": "text/xml" } });
}

export function xmlReply(value: string): string {
  return `<?xml version="1.0"?>\n<methodResponse>\n<params>\n<param>\n${value}\n</param>\n</params>\n</methodResponse>\n`;
}

export function xmlFault(code: string, text: string): string {
  return `<?xml version="1.0"?>\n<methodResponse>\n<fault>\n<value><struct>\n<member>\n<name>faultCode</name>\n<value>${code}</value>\n</member>\n<member>\n<name>faultString</name>\n<value><string>${text}</string></value>\n</member>\n</struct></value>\n</fault>\n</methodResponse>\n`;
}

function ownAnswer({ method, path, body }: RawRequest): Buffer | undefined {
  if (method === "GET" && path.endsWith("/web/version"))
    return httpReply(JSON.stringify({ version: "19.0", version_info: [19, 0, 0, "final", 0, ""] }));
  const transport = path.includes("/json/2/") ? "json-2" : path.endsWith("/jsonrpc") ? "json-rpc" : "xml-rpc";
  const result = ownResult(path, body);
  return result === undefined ? undefined : envelope(transport, result);
}

function ownResult(path: string, body: string): unknown {
  if (path.endsWith("/res.users/context_get")) return { uid: 2, lang: "en_US", tz: "UTC" };
  if (/"method":"authenticate"|<methodName>authenticate</.test(body)) return 2;
  const says = (word: string) => path.includes(`/${word}`) || body.includes(`"${word}"`) || body.includes(`>${word}<`);
  if (says("res.users") && says("read")) return [{ id: 2, login: "ann", lang: "en_US", tz: "UTC" }];
  if (says("res.currency")) return [{ id: 1, decimal_places: 2 }];
  if (says("fields_get")) return FIELDS;
  return undefined;
}
