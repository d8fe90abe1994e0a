import type { ErrorCode } from "@sextant/contracts";
import type { Failure } from "./failure.ts";

const BY_CODE: Readonly<Record<number, ErrorCode>> = { 2: "business", 3: "authentication", 4: "access" };

const BY_V1_NAME: Readonly<Record<string, ErrorCode>> = {
  AccessDenied: "authentication",
  AccessError: "access",
  MissingError: "missing",
  UserError: "business",
  ValidationError: "business",
  Warning: "business",
};

/** Odoo did the work and failed only in writing the answer: such faults come after the commit. */
const MARSHALLING = /^(?:cannot marshal\b|int exceeds XML-RPC limits|dictionary key must be string)/;

/** The failure in an XML-RPC fault: integer codes of `/xmlrpc/2`, string codes of `/xmlrpc`; null when it is no fault at all. */
export function failureOfFault(value: unknown): Failure | null {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  const { faultCode: code, faultString: text } = value as { faultCode?: unknown; faultString?: unknown };
  const message = typeof text === "string" ? text : "";
  if (typeof code === "number") {
    const known = BY_CODE[code];
    if (known) return { code: known, exception: "", message: known === "business" ? firstOfTuple(message) : message };
    return failureOfTraceback(message);
  }
  if (typeof code !== "string") return null;
  const match = /^(?:warning -- )?(\w+)(?:\s+([\s\S]*))?$/.exec(code);
  const name = match?.[1] ?? "";
  const known = Object.hasOwn(BY_V1_NAME, name) ? BY_V1_NAME[name] : undefined;
  if (known) return { code: known, exception: "", message: firstOfTuple(match?.[2] ?? message) };
  return failureOfTraceback(message);
}

/** Class and message in the last line of a traceback; nothing else of it is kept. */
export function failureOfTraceback(traceback: string): Failure {
  const frames = traceback.lastIndexOf('\n  File "');
  const tail = traceback.slice(frames < 0 ? 0 : frames + 1).split("\n");
  const named = tail.filter((text) => /^[A-Za-z_][\w.]*(?::|$)/.test(text));
  // After the last frame comes the exception; its own message may go on over more lines.
  const line = (frames < 0 ? named[named.length - 1] : named[0]) ?? "";
  const colon = line.indexOf(":");
  const exception = (colon < 0 ? line : line.slice(0, colon)).trim();
  const message = colon < 0 ? "" : line.slice(colon + 1).trim();
  if (MARSHALLING.test(message)) return { code: "none_result", exception, message: "" };
  return { exception, message };
}

/** A `RedirectWarning` comes as the text of a Python tuple, `('message', 1, 'button', None)`: its message. */
export function firstOfTuple(text: string): string {
  const match = /^\((['"])((?:\\[\s\S]|(?!\1)[^\\])*)\1, [\s\S]*\)$/.exec(text);
  if (!match) return text;
  return (match[2] ?? "").replace(/\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([\s\S]))/g, (_, u, x, plain) => {
    if (u !== undefined || x !== undefined) return String.fromCharCode(Number.parseInt(u ?? x, 16));
    return plain === "n" ? "\n" : plain === "t" ? "\t" : plain === "r" ? "\r" : plain;
  });
}
