import { gzipSync } from "node:zlib";
import type { TransportName } from "../types.ts";
import { ALL, type BadReply, bodyOf, broken, JSON2, page, RPC, raw, typeOf, XML } from "./bad-reply.ts";
import { httpReply } from "./raw-server.ts";

const html: BadReply[] = [
  broken("HTML with 200", ALL, page("Welcome", 200), ["gateway"]),
  broken("HTML with 502", ALL, page("Bad Gateway", 502), ["gateway"]),
  broken("HTML with 503", ALL, page("Unavailable", 503), ["overloaded"]),
  broken("HTML with 504", ALL, page("Gateway Timeout", 504), ["gateway"]),
  broken("HTML with 429", ALL, page("Too many", 429, { "Retry-After": "0" }), ["overloaded"]),
  broken("HTML with 500", ALL, page("Internal Server Error", 500), ["server"]),
  broken("HTML with 403", ALL, page("Forbidden", 403), ["access"], ["rolled_back"]),
  broken("HTML with 404", ALL, page("Not Found", 404), ["no_database"], ["not_run"]),
  broken("HTML with 415", ALL, page("Unsupported", 415), ["bad_call"], ["not_run"]),
  broken("HTML with 422", ALL, page("Unprocessable", 422), ["bad_call"], ["not_run"]),
  broken("HTML with 408", ALL, page("Request Timeout", 408), ["transport"]),
  broken("HTML with 401", ALL, page("Unauthorized", 401), ["authentication"], ["not_run"]),
  broken(
    "maintenance page without a type",
    ALL,
    () => httpReply("<html><h1>Maintenance</h1></html>", { headers: { "Content-Type": undefined } }),
    ["gateway"],
  ),
  broken(
    "login page with 200",
    ALL,
    page('<form class="oe_login_form" action="/web/login">', 200),
    ["authentication"],
    ["not_run"],
  ),
  broken("session-expired page", ALL, page("Session expired", 200), ["authentication"], ["not_run"]),
  broken(
    "redirect to login",
    ALL,
    () => httpReply("", { status: 303, headers: { Location: "/web/login?redirect=%2Fjson" } }),
    ["authentication"],
    ["not_run"],
  ),
  broken(
    "redirect to another host",
    ALL,
    () => httpReply("", { status: 301, headers: { Location: "https://other.example.com/x?token=5ec7e7" } }),
    ["not_odoo"],
    ["not_run"],
  ),
  broken("redirect without a target", ALL, () => httpReply("", { status: 302 }), ["not_odoo"], ["not_run"]),
  broken("empty body", ALL, (transport) => raw(transport, "")),
  broken("empty HTML body", ALL, () => httpReply("", { headers: { "Content-Type": "text/html" } }), ["gateway"]),
  broken("204 without a body", ALL, () => httpReply("", { status: 204, headers: { "Content-Length": undefined } })),
  broken("plain text", ALL, (transport) => raw(transport, "OK")),
];

const truncation: BadReply[] = [
  ...cuts("JSON", JSON2, () => bodyOf("json-2"), /[[\]{},:]|"/g),
  ...cuts("JSON-RPC", RPC, () => bodyOf("json-rpc"), /[[\]{}]/g),
  ...cuts("XML", XML, () => bodyOf("xml-rpc"), /[<]/g),
  ...[0, 1, 10, 25, 60, 100, 150].map((bytes) =>
    broken(
      `Content-Length longer, connection closed after ${bytes} bytes`,
      ALL,
      (transport) => {
        const body = bodyOf(transport);
        return raw(transport, body.subarray(0, Math.min(bytes, body.length - 1)), {
          "Content-Length": String(body.length),
        });
      },
      ["transport"],
    ),
  ),
  ...[1, 10, 30].map((bytes) =>
    broken(
      `Content-Length shorter by ${bytes}`,
      ALL,
      (transport) => {
        const body = bodyOf(transport);
        return raw(transport, body, { "Content-Length": String(body.length - bytes - 1) });
      },
      ["bad_reply", "transport"],
    ),
  ),
  broken(
    "chunked without its end",
    ALL,
    (transport) => {
      const body = bodyOf(transport);
      const head = `HTTP/1.1 200 OK\r\nContent-Type: ${typeOf(transport)}\r\nTransfer-Encoding: chunked\r\n\r\n`;
      return Buffer.concat([Buffer.from(`${head}${body.length.toString(16)}\r\n`), body, Buffer.from("\r\n")]);
    },
    ["transport"],
  ),
  broken(
    "chunk of a wrong size",
    ALL,
    () => Buffer.from("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n[]\r\n0\r\n\r\n"),
    ["bad_reply", "transport"],
  ),
];

function cuts(what: string, transports: readonly TransportName[], body: () => Buffer, token: RegExp): BadReply[] {
  const text = body().toString("utf8");
  const at = [...text.matchAll(token)].map((match) => match.index).filter((index) => index > 0);
  return [...new Set(at)].map((index) =>
    broken(`${what} cut at ${index}`, transports, (transport) => raw(transport, text.slice(0, index))),
  );
}

const headers: BadReply[] = [
  broken("wrong content type", ALL, (t) => raw(t, bodyOf(t), { "Content-Type": "text/plain" }), ["ok"], ["ok"]),
  broken("no content type", ALL, (t) => raw(t, bodyOf(t), { "Content-Type": undefined }), ["ok"], ["ok"]),
  broken(
    "ASCII that claims another charset",
    ALL,
    (t) => raw(t, bodyOf(t), { "Content-Type": "application/json; charset=utf-16" }),
    ["ok"],
    ["ok"],
  ),
  broken("other charset", ALL, (t) =>
    raw(t, Buffer.from(bodyOf(t).toString().replace("a", "\xe9"), "latin1"), {
      "Content-Type": "application/json; charset=iso-8859-1",
    }),
  ),
  broken("HTML type on data", ALL, (t) => raw(t, bodyOf(t), { "Content-Type": "text/html" }), ["gateway"]),
  broken("Retry-After malformed", ALL, page("Wait", 503, { "Retry-After": "soon, 1e99" }), ["overloaded"]),
  broken("Retry-After negative", ALL, page("Wait", 429, { "Retry-After": "-5" }), ["overloaded"]),
  broken("Retry-After for hours", ALL, page("Wait", 503, { "Retry-After": "36000" }), ["overloaded"]),
  broken("gzip announced, not used", ALL, (t) => raw(t, bodyOf(t), { "Content-Encoding": "gzip" })),
  broken("gzip used, not announced", ALL, (t) => raw(t, gzipSync(bodyOf(t)))),
  broken(
    "gzip announced and used",
    ALL,
    (t) => raw(t, gzipSync(bodyOf(t)), { "Content-Encoding": "gzip" }),
    ["ok"],
    ["ok"],
  ),
  broken("gzip cut", ALL, (t) => raw(t, gzipSync(bodyOf(t)).subarray(0, 40), { "Content-Encoding": "gzip" })),
  broken("gzip damaged", ALL, (t) => raw(t, damaged(gzipSync(bodyOf(t))), { "Content-Encoding": "gzip" })),
  broken("nested gzip", ALL, (t) => raw(t, gzipSync(gzipSync(bodyOf(t))), { "Content-Encoding": "gzip" })),
  broken("unknown encoding", ALL, (t) => raw(t, bodyOf(t), { "Content-Encoding": "zstd" })),
  broken("gzip bomb", ALL, (t) => raw(t, gzipSync(Buffer.alloc(40 << 20, " ")), { "Content-Encoding": "gzip" })),
  broken("body over the limit", ALL, (t) => raw(t, Buffer.alloc(3 << 20, " "))),
  broken("no HTTP", ALL, () => Buffer.from("SSH-2.0-OpenSSH_9.2\r\n"), ["bad_reply"]),
  broken("two replies", ALL, (t) => Buffer.concat([raw(t, "{"), raw(t, bodyOf(t))]), ["bad_reply", "transport"]),
];

function damaged(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  for (let i = 20; i < copy.length - 8; i += 3) copy[i] = (copy[i] ?? 0) ^ 0xff;
  return copy;
}

const timing: BadReply[] = [
  broken(
    "one byte now and then",
    ALL,
    (t) => (socket) => {
      socket.write(`HTTP/1.1 200 OK\r\nContent-Type: ${typeOf(t)}\r\nContent-Length: 1000\r\n\r\n`);
      const timer = setInterval(() => socket.write(" "), 20);
      socket.on("close", () => clearInterval(timer));
    },
    ["timeout"],
  ),
  broken("headers only", ALL, () => (socket) => void socket.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n"), [
    "timeout",
  ]),
  broken("half a header", ALL, () => (socket) => void socket.write("HTTP/1.1 200 OK\r\nConte"), ["timeout"]),
  broken("no answer", ALL, () => () => undefined, ["timeout"]),
  broken("reset after the request", ALL, () => (socket) => void socket.resetAndDestroy(), ["transport"]),
  broken("closed after the request", ALL, () => (socket) => void socket.end(), ["transport"]),
  broken("closed inside the headers", ALL, () => Buffer.from("HTTP/1.1 200 OK\r\nContent-Le"), [
    "transport",
    "bad_reply",
  ]),
  broken(
    "endless body",
    ALL,
    () => (socket) => {
      const block = Buffer.alloc(1 << 16, " ");
      socket.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n");
      const more = () => {
        while (!socket.destroyed && socket.write(block));
      };
      socket.on("drain", more);
      more();
    },
    ["bad_reply"],
  ),
];

/** Pages for people, cut replies, headers that lie, slow and broken connections. */
export const BAD_ENVELOPES: readonly BadReply[] = [...html, ...truncation, ...headers, ...timing];
