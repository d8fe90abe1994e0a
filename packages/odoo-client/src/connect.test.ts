import { createServer, type IncomingHttpHeaders } from "node:http";
import { isSextantError, type SextantError } from "@sextant/contracts";
import { afterEach, describe, expect, test } from "vitest";
import { connect, connectTuned } from "./connect.ts";
import { probe } from "./probe.ts";
import { envelope, SECRET, startFakeOdoo, xmlFault } from "./testing/fake-odoo.ts";
import { httpReply, type RawReply, type RawRequest, type RawServer, startRawServer } from "./testing/raw-server.ts";
import type { TransportName } from "./types.ts";

const TRANSPORTS = ["json-2", "json-rpc", "xml-rpc"] as const;
const open: { close(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.close();
});

async function fake(answer: (request: RawRequest) => RawReply): Promise<RawServer> {
  const server = await startFakeOdoo(answer);
  open.push(server);
  return server;
}

async function raw(answer: (request: RawRequest) => RawReply): Promise<RawServer> {
  const server = await startRawServer(answer);
  open.push(server);
  return server;
}

async function client(url: string, transport: TransportName, more: object = {}) {
  const odoo = await connectTuned(
    { url, database: "prod", login: "ann", secret: SECRET, transport, ...more },
    { baseMs: 1 },
  );
  open.push(odoo);
  return odoo;
}

async function failure(work: Promise<unknown>): Promise<SextantError> {
  const error = await work.then(
    () => undefined,
    (e: unknown) => e,
  );
  if (isSextantError(error)) return error;
  throw new Error(`a typed error was expected, not ${String(error)}`);
}

describe.each(TRANSPORTS)("over %s", (transport) => {
  test("a path prefix is kept, no cookie is sent back, the caller's arguments stay as they are", async () => {
    const server = await fake(() => {
      const reply = envelope(transport, [1, 2]).toString("latin1");
      return Buffer.from(reply.replace("\r\n", "\r\nSet-Cookie: session_id=abc; Path=/\r\n"), "latin1");
    });
    const odoo = await client(`${server.url}/behind/proxy/?utm=1`, transport);
    const domain = Object.freeze([Object.freeze(["id", "in", Object.freeze([1, 2])])]);
    for (let i = 0; i < 2; i++)
      expect(
        await odoo.call("read", "x.thing", "search", { named: { domain } }, { companyIds: Object.freeze([3, 1]) }),
      ).toEqual([1, 2]);
    for (const { path, headers } of server.requests) {
      expect(path).toMatch(/^\/behind\/proxy\/(web\/version|json\/2\/|jsonrpc$|xmlrpc\/2\/)/);
      expect(headers).not.toHaveProperty("cookie");
    }
  });

  test("companies, language, zone and archived records travel with every call", async () => {
    const server = await fake(() => envelope(transport, 0));
    const odoo = await client(server.url, transport);
    await odoo.count("x.thing", [], {
      companyIds: [3, 1],
      lang: "fr_FR",
      tz: "Asia/Tokyo",
      activeTest: false,
      context: { more: "yes" },
    });
    const { body } = server.requests[server.requests.length - 1] ?? { body: "" };
    const text = body
      .replaceAll('"', "")
      .replaceAll(/<[^>]+>/g, " ")
      .replaceAll(/\s+/g, " ");
    for (const word of ["allowed_company_ids", "fr_FR", "Asia/Tokyo", "active_test", "more"])
      expect(text).toContain(word);
    expect(text).toMatch(/allowed_company_ids[^\w]+3[^\w]+1/);
    await odoo.count("x.thing", []);
    const plain = server.requests[server.requests.length - 1]?.body ?? "";
    expect(plain).toContain("en_US");
    expect(plain).not.toMatch(/allowed_company_ids|active_test/);
    expect((await failure(odoo.count("x.thing", [], { companyIds: [] }))).code).toBe("bad_usage");
  });

  test("the fields of a model are asked once, with the attributes that are needed", async () => {
    const server = await fake(() => envelope(transport, []));
    const odoo = await client(server.url, transport);
    const query = { model: "x.thing", domain: [], fields: ["name", "amount"], limit: 5 };
    await Promise.all([odoo.search(query), odoo.search(query), odoo.fieldsOf("x.thing")]);
    await odoo.search(query);
    const asked = server.requests.filter(({ path, body }) => `${path}${body}`.includes("fields_get"));
    expect(asked.length).toBe(1);
    for (const attribute of ["currency_field", "relation", "store"]) expect(asked[0]?.body).toContain(attribute);
    const currencies = server.requests.filter(
      ({ path, body }) => `${path}${body}`.includes("res.currency") && !`${path}${body}`.includes("fields_get"),
    );
    expect(currencies.length).toBe(1);
  });

  test("calls that run side by side get their own answers", async () => {
    const server = await fake(({ path, body }) => {
      const number = Number(/n(\d+)n/.exec(path + body)?.[1]);
      return (socket) => void setTimeout(() => socket.end(envelope(transport, number)), (number * 7) % 13);
    });
    const odoo = await client(server.url, transport, { concurrency: 8 });
    const numbers = Array.from({ length: 60 }, (_, i) => i);
    expect(await Promise.all(numbers.map((n) => odoo.count("x.thing", [["name", "=", `n${n}n`]])))).toEqual(numbers);
  });

  test("a read is sent again after a broken connection, a write is not", async () => {
    let broken = 2;
    const server = await fake(() => {
      broken -= 1;
      return broken >= 0 ? (socket) => void socket.resetAndDestroy() : envelope(transport, 7);
    });
    const odoo = await client(server.url, transport);
    expect(await odoo.count("x.thing", [])).toBe(7);
    broken = 1;
    const error = await failure(odoo.call("write", "x.thing", "do_it", { ids: [1] }));
    expect(error).toMatchObject({ code: "transport", details: { outcome: "unknown" } });
    expect(server.requests.filter(({ path, body }) => `${path}${body}`.includes("do_it")).length).toBe(1);
  });

  test("an abort ends a call that hangs; nothing is left open", async () => {
    const server = await fake(() => () => undefined);
    const odoo = await client(server.url, transport);
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 30);
    expect((await failure(odoo.count("x.thing", [], { signal: stop.signal }))).code).toBe("aborted");
    expect((await failure(odoo.count("x.thing", [], { signal: AbortSignal.abort() }))).code).toBe("aborted");
    expect(
      (await failure(odoo.call("write", "x.thing", "do_it", {}, { signal: AbortSignal.abort() }))).details.outcome,
    ).toBe("not_run");
  });

  test("after close nothing is sent", async () => {
    const server = await fake(() => envelope(transport, 1));
    const odoo = await client(server.url, transport);
    await odoo.close();
    const sent = server.requests.length;
    expect((await failure(odoo.count("x.thing", []))).code).toBe("bad_usage");
    expect(server.requests.length).toBe(sent);
  });
});

describe("connections", () => {
  test("reads share kept connections where the server offers them; a write gets its own", async () => {
    const ports: { port: number | undefined; write: boolean }[] = [];
    const seen: IncomingHttpHeaders[] = [];
    const server = createServer((request, response) => {
      let body = "";
      request.on("data", (chunk) => (body += chunk));
      request.on("end", () => {
        ports.push({
          port: request.socket.remotePort,
          write: body.includes("do_it") || request.url?.includes("do_it") === true,
        });
        seen.push(request.headers);
        response.setHeader("content-type", "application/json");
        const results: Record<string, unknown> = {
          "/web/version": { version: "19.0" },
          "/json/2/res.users/context_get": { uid: 2 },
          "/json/2/res.users/read": [{ id: 2, login: "ann", lang: "en_US", tz: false }],
        };
        response.end(JSON.stringify(results[request.url ?? ""] ?? 5));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    open.push({ close: () => new Promise((resolve) => server.close(resolve)) });
    const { port } = server.address() as { port: number };
    const odoo = await client(`http://127.0.0.1:${port}`, "json-2", { userAgent: "test/1" });
    expect(odoo.info.tz).toBe("UTC");
    for (let i = 0; i < 4; i++) {
      await odoo.count("x.thing", []);
      await odoo.call("write", "x.thing", "do_it", {});
    }
    expect(new Set(ports.filter(({ write }) => !write).map((p) => p.port)).size).toBe(1);
    expect(new Set(ports.filter(({ write }) => write).map((p) => p.port)).size).toBe(4);
    for (const headers of seen.slice(1)) {
      expect(headers.authorization).toBe(`bearer ${SECRET}`);
      expect(headers["x-odoo-database"]).toBe("prod");
      expect(headers["user-agent"]).toBe("test/1");
    }
    // The version is asked without the key.
    expect(seen[0]).not.toHaveProperty("authorization");
  });
});

describe("one clear sentence", () => {
  const options = { database: "prod", login: "ann", secret: SECRET };

  test("nothing listens", async () => {
    const error = await failure(connect({ ...options, url: "http://127.0.0.1:9" }));
    expect(error).toMatchObject({ code: "odoo_unreachable" });
    expect(error.message).toContain("127.0.0.1:9");
  });
  test("no such host", async () => {
    expect((await failure(connect({ ...options, url: "http://no-such-host.invalid" }))).code).toBe("odoo_unreachable");
  });
  test("a server that is no Odoo", async () => {
    const server = await raw(() => httpReply("<html>It works!</html>", { headers: { "Content-Type": "text/html" } }));
    const error = await failure(connect({ ...options, url: server.url }));
    expect(error.code).toBe("not_odoo");
    expect(error.message).toContain(server.url);
  });
  test("a server of another kind that speaks JSON", async () => {
    const server = await raw(() => httpReply('{"version": "2.3.1-grafana"}', { status: 404 }));
    expect((await failure(probe(server.url))).code).toBe("not_odoo");
  });
  test("a port that speaks no HTTP", async () => {
    const server = await raw(() => Buffer.from("+OK POP3 ready\r\n"));
    expect((await failure(probe(server.url))).code).toBe("not_odoo");
  });
  test("TLS where there is none", async () => {
    const server = await raw(() => httpReply("{}"));
    expect((await failure(probe(server.url.replace("http:", "https:"), { timeoutMs: 500 }))).code).toMatch(
      /odoo_unreachable|timeout/,
    );
  });
  test("a proxy without an Odoo behind it", async () => {
    const server = await raw(() => httpReply("<html>Bad Gateway</html>", { status: 502 }));
    expect((await failure(probe(server.url))).code).toBe("gateway");
  });
  test("a redirect says where to", async () => {
    const server = await raw(() =>
      httpReply("", { status: 301, headers: { Location: "https://erp.example.com/?x=1" } }),
    );
    const error = await failure(probe(server.url));
    expect(error.code).toBe("not_odoo");
    expect(error.message).toContain("https://erp.example.com/");
    expect(error.message).not.toContain("x=1");
  });
  test("a server that never answers", async () => {
    const server = await raw(() => () => undefined);
    expect((await failure(probe(server.url, { timeoutMs: 80 }))).code).toBe("timeout");
  });
  test.each(["", "erp.example.com:x", "ftp://erp.example.com", "http://ann:pw@erp.example.com"])(
    "the address %j",
    async (url) => {
      const error = await failure(connect({ ...options, url }));
      expect(error.code).toBe("bad_usage");
      expect(error.message).not.toContain("pw@");
    },
  );
  test.each([
    { database: "" },
    { secret: "" },
    { database: "prod\r\nX-Evil: 1" },
    { secret: "two\nlines", transport: "json-2" as const },
    { secret: "pasted-key\n" },
    { secret: "clé" },
  ])("the options %j", async (wrong) => {
    const server = await fake(() => httpReply("5"));
    expect((await failure(connect({ ...options, url: server.url, ...wrong }))).code).toBe("bad_usage");
  });
  test("JSON-2 asked of an Odoo that has none", async () => {
    const server = await raw(({ path }) =>
      path === "/xmlrpc/2/common" ? envelope("xml-rpc", { server_version: "18.0" }) : httpReply("", { status: 404 }),
    );
    expect((await failure(connect({ ...options, url: server.url, transport: "json-2" }))).code).toBe(
      "unsupported_version",
    );
  });
  test("no login where one is needed", async () => {
    const server = await fake(() => httpReply("5"));
    expect(
      (await failure(connect({ url: server.url, database: "prod", secret: SECRET, transport: "xml-rpc" }))).code,
    ).toBe("bad_usage");
  });
});

describe("the choice of transport", () => {
  const version = (reply: object) => httpReply(JSON.stringify(reply));
  const xmlVersion = (text: string) => envelope("xml-rpc", { server_version: text, protocol_version: 1 });
  test.each<[string, (request: RawRequest) => RawReply, object]>([
    [
      "19.0",
      ({ path }) => (path === "/web/version" ? version({ version: "19.0" }) : httpReply("", { status: 404 })),
      { transport: "json-2", major: 19 },
    ],
    [
      "saas~19.1",
      () => version({ version: "saas~19.1", version_info: ["saas~19", 1] }),
      { transport: "json-2", version: "saas~19.1", major: 19.1 },
    ],
    [
      "17.0",
      ({ path }) => (path === "/xmlrpc/2/common" ? xmlVersion("17.0+e") : httpReply("", { status: 404 })),
      { transport: "xml-rpc", version: "17.0+e", major: 17 },
    ],
    [
      "16 without XML-RPC",
      ({ path }) =>
        path === "/jsonrpc"
          ? version({ jsonrpc: "2.0", id: 1, result: { server_version: "16.0" } })
          : httpReply("", { status: 403 }),
      { transport: "json-rpc", major: 16 },
    ],
    [
      "19 whose version page is blocked",
      ({ path }) => (path === "/xmlrpc/2/common" ? xmlVersion("19.0") : httpReply("", { status: 403 })),
      { transport: "json-2", major: 19 },
    ],
  ])("%s", async (_name, answer, expected) => {
    const server = await raw(answer);
    expect(await probe(server.url)).toMatchObject(expected);
  });
});

describe("what XML-RPC cannot carry", () => {
  const tooBig = () =>
    httpReply(xmlFault("<int>1</int>", "Traceback\nOverflowError: int exceeds XML-RPC limits"), {
      headers: { "Content-Type": "text/xml" },
    });
  test("is read over JSON-RPC", async () => {
    const server = await fake(({ path }) =>
      path === "/jsonrpc" ? envelope("json-rpc", [{ id: 1, size: 12345678901 }]) : tooBig(),
    );
    const odoo = await client(server.url, "xml-rpc");
    expect(await odoo.search({ model: "x.thing", domain: [], fields: ["size"], limit: 5 })).toEqual([
      { id: 1, size: 12345678901 },
    ]);
  });
  test("or named, where JSON-RPC is blocked", async () => {
    const server = await fake(({ path, body }) => {
      if (path === "/jsonrpc")
        return httpReply("<html>Forbidden</html>", { status: 403, headers: { "Content-Type": "text/html" } });
      return body.includes(">size<") ? tooBig() : envelope("xml-rpc", [{ id: 1, name: "a" }]);
    });
    const odoo = await client(server.url, "xml-rpc");
    const error = await failure(odoo.search({ model: "x.thing", domain: [], fields: ["name", "size"], limit: 5 }));
    expect(error.code).toBe("none_result");
    expect(error.message).toContain("Leave out size");
  });
  test("a write is never sent over the other", async () => {
    const server = await fake(tooBig);
    const odoo = await client(server.url, "xml-rpc");
    const error = await failure(odoo.call("write", "x.thing", "do_it", { ids: [1] }));
    expect(error).toMatchObject({ code: "none_result", details: { outcome: "committed" } });
    expect(server.requests.filter(({ body }) => body.includes("do_it")).length).toBe(1);
  });
});

test("JSON-2 takes no positional arguments and no private method", async () => {
  const server = await fake(() => httpReply("true"));
  const odoo = await client(server.url, "json-2");
  expect((await failure(odoo.call("read", "x.thing", "name_search", { positional: ["a"] }))).code).toBe("bad_call");
  for (const method of ["_write", "", "a/b", "../x"])
    expect((await failure(odoo.call("write", "x.thing", method, {}))).code).toBe("bad_call");
});
