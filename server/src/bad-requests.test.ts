import { mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { errorBody } from "@sextant/contracts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accountOperations, auditOperations, peopleOperations, signInOperations } from "./identity/index.ts";
import { startServer } from "./main.ts";
import { identityParts, openIdentity } from "./open-identity.ts";
import { personHere } from "./platform/access/caller.ts";
import { readConfig } from "./platform/config.ts";
import { tenantOf } from "./platform/database/database.ts";
import { DATABASE_MS, inProcessDatabase } from "./platform/database/testing/in-process.ts";
import { createApp } from "./platform/http/app.ts";
import { httpServer, type Patience } from "./platform/http/http-server.ts";
import { createLog } from "./platform/log.ts";

interface Served {
  readonly url: string;
  stop(): Promise<unknown>;
}

/** Every route that OpenAPI tells of: a new one is attacked as soon as it is served. */
interface Route {
  readonly method: string;
  /** With an id in the place of each parameter. */
  readonly path: string;
  readonly parameters: readonly string[];
}

const data = mkdtempSync(join(tmpdir(), "sextant-bad-requests-"));
const config = (environment: Record<string, string>) =>
  readConfig({ SEXTANT_PORT: "0", SEXTANT_LOG: "silent", SEXTANT_DATA: data, ...environment });
const version = "1";

/** The server of the person at this machine, on the demo company: reports, conversations, proposals, connections. */
const demo = async (): Promise<Served> => startServer(config({ SEXTANT_SOURCE: "demo" }));

/** The routes that only a server for many people has, with an administrator signed in. */
async function forPeople(patience?: Patience): Promise<Served> {
  const parts = identityParts(config({ SEXTANT_PUBLIC_URL: "http://127.0.0.1" }), await inProcessDatabase());
  const identity = openIdentity(parts);
  const tenant = tenantOf({ url: "https://bad-requests.example.com", database: "prod" });
  const caller = { ...personHere(tenant, "ann"), userId: 7 };
  const app = createApp({
    operations: [
      ...signInOperations(parts, identity, null, () => undefined),
      ...accountOperations(parts, identity),
      ...peopleOperations(parts, identity),
      ...auditOperations(parts),
    ],
    identify: async () => ({ caller, ended: new AbortController().signal, note: async () => undefined }),
    log: createLog("silent"),
    version,
    hosts: ["127.0.0.1"],
    internet: { publicUrl: "http://127.0.0.1", proxies: [] },
    consoleDir: "/nonexistent",
    ready: async () => undefined,
  });
  const server = httpServer(app, patience);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      await identity.close();
      server.closeAllConnections();
      server.close();
    },
  };
}

async function routesOf(url: string): Promise<readonly Route[]> {
  const { paths } = (await (await fetch(`${url}/api/openapi.json`)).json()) as {
    paths: Record<string, Record<string, { parameters: { name: string; in: string }[] }>>;
  };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters }]) => ({
      method: method.toUpperCase(),
      path: path.replace(/\{\w+\}/g, "ID"),
      parameters: parameters.filter((one) => one.in === "query").map(({ name }) => name),
    })),
  );
}

/** What comes back for bytes that no client of ours would write. */
function raw(url: string, bytes: string, rest?: { readonly bytes: string; readonly everyMs: number }): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    let text = "";
    const socket = connect(Number(port), hostname, () => socket.write(bytes, "latin1"));
    const timer = rest && setInterval(() => socket.writable && socket.write(rest.bytes), rest.everyMs);
    socket.on("data", (part) => {
      text += part.toString();
    });
    socket.on("error", () => undefined);
    socket.on("close", () => {
      clearInterval(timer);
      resolve(text);
    });
  });
}

const head = ({ method, path }: Route, ...more: string[]) =>
  `${[`${method} ${path} HTTP/1.1`, "Host: 127.0.0.1", "Connection: close", ...more].join("\r\n")}\r\n\r\n`;

/** One sentence with a code of the table, and a status that says that the caller is at fault. */
function expectRefusal(name: string, status: number, text: string, codes: readonly string[]): void {
  const body = errorBody.safeParse(JSON.parse(text));
  expect([name, body.success], text.slice(0, 300)).toEqual([name, true]);
  expect(codes, `${name}: ${text}`).toContain(body.data?.code);
  expect(status, `${name}: ${text}`).toBeGreaterThanOrEqual(400);
  expect(status, `${name}: ${text}`).toBeLessThan(500);
  expect(body.data?.message, name).toMatch(/[.!?…]$/);
  expect(text.length, name).toBeLessThan(3_000);
}

const JSON_TYPE = "application/json";
const LARGE = `{"question":"${"a".repeat(1_100_000)}"}`;
const BOMB = gzipSync(`{"question":"${"a".repeat(3_000_000)}"}`);
const deep = (levels: number) => `{"a":${"[".repeat(levels)}${"]".repeat(levels)}}`;

interface BadBody {
  readonly what: string;
  readonly body: string | Uint8Array<ArrayBuffer>;
  readonly type?: string;
  readonly packed?: string;
  readonly code?: string;
}
const BAD_BODIES: readonly BadBody[] = [
  { what: "too large", body: LARGE, code: "too_large" },
  { what: "a bomb", body: BOMB, packed: "gzip", code: "too_large" },
  { what: "packed, and broken", body: BOMB.subarray(0, 100), packed: "gzip" },
  { what: "packed in an unknown way", body: "{}", packed: "rot13" },
  { what: "no JSON", body: "{" },
  { what: "no object", body: '"text"' },
  { what: "another type", body: "{}", type: "text/plain" },
  { what: "a form", body: "a=1", type: "application/x-www-form-urlencoded" },
  { what: "an unknown charset", body: "{}", type: "application/json; charset=klingon" },
  { what: "another charset", body: Buffer.from("{}", "utf16le"), type: "application/json; charset=utf-16le" },
  { what: "not UTF-8", body: Buffer.from('{"a":"\xff\xfe"}', "latin1") },
  { what: "a NUL", body: '{"a":"\\u0000"}' },
  { what: "a NUL in a name", body: '{"a\\u0000":1}' },
  { what: "half a character", body: '{"a":"\\ud800"}' },
  { what: "deep", body: deep(100) },
  { what: "very deep", body: deep(20_000) },
  {
    what: "many unknown fields",
    body: JSON.stringify(Object.fromEntries(Array.from({ length: 50_000 }, (_, i) => [`f${i}`, i]))),
  },
];
/** A body of unknown fields is no fault where a route takes none: it is not looked at. */
const UNREAD = ["no object", "many unknown fields"];

const BAD_ADDRESSES = ["%00", "%E0%A4%A", "%ff", "%c0%af"];

describe.each([
  ["a server of one person", demo],
  ["a server of many people", forPeople],
] as const)("%s", (_name, start) => {
  let served: Served;
  let routes: readonly Route[];
  const own = { authorization: "Bearer x" };
  beforeAll(async () => {
    served = await start();
    routes = await routesOf(served.url);
    expect(routes.length).toBeGreaterThan(10);
  }, DATABASE_MS);
  afterAll(() => served.stop());

  it("refuses every body that cannot be read, on every route, and is as large as before", async () => {
    const posts = routes.filter(({ method }) => method === "POST");
    const before = process.memoryUsage().rss;
    for (const { what, body, type = JSON_TYPE, packed, code = "bad_usage" } of BAD_BODIES)
      for (const { path } of UNREAD.includes(what) ? posts.filter((one) => one.path === posts[0]?.path) : posts) {
        const reply = await fetch(served.url + path, {
          method: "POST",
          headers: { "content-type": type, ...own, ...(packed ? { "content-encoding": packed } : {}) },
          body,
        });
        expectRefusal(`${what}: POST ${path}`, reply.status, await reply.text(), [code]);
      }
    expect(process.memoryUsage().rss - before).toBeLessThan(300_000_000);
    expect((await fetch(`${served.url}/health`)).status).toBe(200);
  });

  it("refuses addresses that cannot be read", async () => {
    for (const { method, path, parameters } of routes) {
      const places = [
        ...(path.includes("ID") ? BAD_ADDRESSES.map((bad) => path.replace("ID", bad)) : []),
        ...[...parameters, "unknown"].map((name) => `${path}?${name}=%00`),
      ];
      for (const at of places) {
        const reply = await fetch(served.url + at, { method, headers: own });
        expectRefusal(`${method} ${at}`, reply.status, await reply.text(), [
          "bad_usage",
          "not_found",
          "unknown_report",
        ]);
      }
    }
  });
});

describe("what is no request", () => {
  let served: Served;
  let routes: readonly Route[];
  beforeAll(async () => {
    served = await forPeople({ headersMs: 400, requestMs: 800 });
    routes = await routesOf(served.url);
  }, DATABASE_MS);
  afterAll(() => served.stop());

  const refusal = (name: string, reply: string, code: string) => {
    const [status = "", body = ""] = [/^HTTP\/1\.1 (\d+)/.exec(reply)?.[1] ?? "0", reply.split("\r\n\r\n")[1]];
    expectRefusal(name, Number(status), body, [code]);
  };

  it("is refused in a sentence on every route: headers too large, or said twice", async () => {
    for (const route of routes) {
      const name = `${route.method} ${route.path}`;
      refusal(name, await raw(served.url, head(route, `X-Large: ${"a".repeat(20_000)}`)), "too_large");
      for (const twice of ["Host: other.example", "Authorization: Bearer a\r\nAuthorization: Bearer b"])
        refusal(`${name} ${twice}`, await raw(served.url, head(route, twice)), "bad_usage");
    }
    const [route] = routes;
    if (!route) throw new Error("there is a route");
    for (const noise of [
      "GET\r\n\r\n",
      "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
      head(route, "Content-Length: 1", "Transfer-Encoding: chunked"),
      head(route, "Content-Length: 1", "Content-Length: 2"),
      head(route, "Bad Header"),
      head(route, "X-Nul: a\0b"),
    ])
      refusal(JSON.stringify(noise.slice(0, 60)), await raw(served.url, noise), "bad_usage");
  });

  it("waits for nobody for ever, whether headers or a body do not come", async () => {
    const [route] = routes;
    if (!route) throw new Error("there is a route");
    const slow = { bytes: "a", everyMs: 100 };
    refusal("headers", await raw(served.url, "GET /api/openapi.json HTTP/1.1\r\nX-Slow: ", slow), "too_slow");
    const posts = routes.filter(({ method }) => method === "POST");
    await Promise.all(
      posts.map(async (one) => {
        const reply = await raw(served.url, head(one, `Content-Type: ${JSON_TYPE}`, "Content-Length: 5000"), slow);
        refusal(`${one.method} ${one.path}`, reply, "too_slow");
      }),
    );
    expect((await fetch(`${served.url}/health`)).status).toBe(200);
  });
});

afterAll(() => rmSync(data, { recursive: true, force: true }));
