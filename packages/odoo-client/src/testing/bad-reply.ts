import type { ErrorCode } from "@sextant/contracts";
import type { Outcome } from "../errors/outcome.ts";
import type { TransportName } from "../types.ts";
import { envelope, xmlReply } from "./fake-odoo.ts";
import { httpReply, type RawReply } from "./raw-server.ts";

/** One bad reply, and what a read and a write must make of it. */
export interface BadReply {
  readonly name: string;
  readonly transports: readonly TransportName[];
  readonly reply: (transport: TransportName) => RawReply;
  /** Codes allowed for a read; "ok" where the reply can be read without loss. */
  readonly read: readonly (ErrorCode | "ok")[];
  /** Outcomes allowed for a write; "ok" as above. */
  readonly write: readonly (Outcome | "ok")[];
}

export const ALL: readonly TransportName[] = ["json-2", "json-rpc", "xml-rpc"];
export const JSONS: readonly TransportName[] = ["json-2", "json-rpc"];
export const JSON2: readonly TransportName[] = ["json-2"];
export const RPC: readonly TransportName[] = ["json-rpc"];
export const XML: readonly TransportName[] = ["xml-rpc"];

export const GOOD_ROWS = [
  { id: 1, name: "a", amount: 1.5 },
  { id: 2, name: "b", amount: -0.25 },
];

export const TRACEBACK =
  'Traceback (most recent call last):\n  File "/opt/odoo/service/model.py", line 1, in call\n    secret_line()\nmodule.SomeError: boom';

export const broken = (
  name: string,
  transports: readonly TransportName[],
  reply: BadReply["reply"],
  read: BadReply["read"] = ["bad_reply"],
  write: BadReply["write"] = ["unknown"],
): BadReply => ({ name, transports, reply, read, write });

export const typeOf = (transport: TransportName) => (transport === "xml-rpc" ? "text/xml" : "application/json");
export const bodyOf = (transport: TransportName, result: unknown = GOOD_ROWS): Buffer => {
  const reply = envelope(transport, result);
  return reply.subarray(reply.indexOf("\r\n\r\n") + 4);
};
export const page =
  (text: string, status: number, headers: Record<string, string> = {}) =>
  () =>
    httpReply(`<!DOCTYPE html><html><head><title>${text}</title></head><body>${text}</body></html>`, {
      status,
      headers: { "Content-Type": "text/html", ...headers },
    });
export const raw = (
  transport: TransportName,
  text: string | Buffer,
  headers: Record<string, string | undefined> = {},
) => httpReply(text, { headers: { "Content-Type": typeOf(transport), ...headers } });
/** A JSON text as the result, whatever it is. */
export const json = (text: string) => (transport: TransportName) =>
  raw(transport, transport === "json-2" ? text : `{"jsonrpc": "2.0", "id": null, "result": ${text}}`);
export const xml = (value: string) => (transport: TransportName) => raw(transport, xmlReply(value));
export const xmlText = (text: string) => (transport: TransportName) => raw(transport, text);
