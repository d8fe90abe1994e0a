import { get, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";
import { errorBody, SextantError } from "@sextant/contracts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { createLog } from "../log.ts";
import { createApp } from "./app.ts";
import { openEventStream } from "./event-stream.ts";
import { type Operation, operation } from "./operation.ts";

const operations: readonly Operation[] = [
  operation({
    method: "get",
    path: "/api/echo/:word",
    summary: "Echo",
    access: "public",
    query: z.object({ times: z.coerce.number().int().optional() }),
    reply: { schema: z.object({ word: z.string() }) },
    handle: ({ params, query }) => ({ word: (params.word ?? "").repeat(query.times ?? 1) }),
  }),
  operation({
    method: "post",
    path: "/api/add",
    summary: "Add",
    access: "public",
    body: z.object({ a: z.number() }),
    reply: { schema: z.object({ sum: z.number() }) },
    handle: ({ body }) => ({ sum: body.a + 1 }),
  }),
  operation({
    method: "get",
    path: "/api/fail",
    summary: "Fail",
    access: "public",
    reply: { schema: z.object({}) },
    handle: () => {
      throw new Error("password=hunter2");
    },
  }),
  operation({
    method: "get",
    path: "/api/events",
    summary: "Events",
    access: "public",
    reply: { stream: "Long events" },
    handle: ({ response }) => {
      const events = openEventStream(response);
      events.send("word", "ab".repeat(5000), 1);
      setTimeout(() => events.end(), 5000).unref();
    },
  }),
];

let base = "";
let stop: () => void;
let ready: () => Promise<unknown> = async () => undefined;

beforeAll(async () => {
  const app = createApp({
    operations,
    identify: async () => null,
    log: createLog("silent"),
    version: "1.2.3",
    hosts: ["127.0.0.1"],
    origins: (origin) => origin === "https://erp.example",
    consoleDir: "/nonexistent",
    ready: () => ready(),
  });
  const server = app.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  stop = () => server.close();
});
afterAll(() => stop());

/** A reply as it travels; read to its end, or until so many pieces have come. */
const raw = (path: string, accepted: string, pieces = Number.POSITIVE_INFINITY) =>
  new Promise<{ headers: IncomingHttpHeaders; body: Buffer }>((resolve, reject) => {
    const request = get(`${base}${path}`, { headers: { "accept-encoding": accepted } }, (reply) => {
      const chunks: Buffer[] = [];
      const done = () => resolve({ headers: reply.headers, body: Buffer.concat(chunks) });
      reply.on("data", (chunk: Buffer) => {
        if (chunks.push(chunk) < pieces) return;
        done();
        request.destroy();
      });
      reply.on("end", done);
    });
    request.on("error", reject);
  });

const errorOf = async (response: Response) => ({
  status: response.status,
  body: errorBody.parse(await response.json()),
});

describe("the HTTP server", () => {
  it("answers with validated input", async () => {
    expect(await (await fetch(`${base}/api/echo/ab?times=2`)).json()).toEqual({ word: "abab" });
  });

  it("compresses a long reply for those who can read it, and no short one", async () => {
    const long = await raw("/api/echo/ab?times=5000", "gzip");
    expect(long.headers["content-encoding"]).toBe("gzip");
    expect(long.body.length).toBeLessThan(500);
    expect(JSON.parse(gunzipSync(long.body).toString())).toEqual({ word: "ab".repeat(5000) });
    expect((await raw("/api/echo/ab?times=5000", "identity")).headers["content-encoding"]).toBeUndefined();
    expect((await raw("/api/echo/ab", "gzip")).headers["content-encoding"]).toBeUndefined();
  });

  it("sends an event at once, as it is", async () => {
    const { headers, body } = await raw("/api/events", "gzip, br", 1);
    expect(headers["content-encoding"]).toBeUndefined();
    expect(body.toString()).toContain("id: 1\nevent: word");
  });

  it("refuses input that does not fit, naming it", async () => {
    const { status, body } = await errorOf(await fetch(`${base}/api/echo/ab?times=x`));
    expect([status, body.code]).toEqual([400, "bad_usage"]);
    expect(body.message).toContain("times");
  });

  it("refuses a body that is not JSON", async () => {
    const response = await fetch(`${base}/api/add`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "{",
    });
    expect(await errorOf(response)).toMatchObject({ status: 400, body: { code: "bad_usage" } });
  });

  it("never shows the text of an unforeseen error", async () => {
    const { status, body } = await errorOf(await fetch(`${base}/api/fail`));
    expect([status, body.code]).toEqual([500, "internal"]);
    expect(JSON.stringify(body)).not.toContain("hunter2");
  });

  it("refuses pages of other origins", async () => {
    const response = await fetch(`${base}/api/echo/a`, { headers: { origin: "https://evil.example" } });
    expect(await errorOf(response)).toMatchObject({ status: 400, body: { code: "bad_usage" } });
    expect((await fetch(`${base}/api/echo/a`, { headers: { origin: base } })).status).toBe(200);
  });

  it("lets pages of allowed origins call, without cookies", async () => {
    const origin = "https://erp.example";
    for (const path of ["/health", "/api/echo/a"]) {
      const reply = await fetch(base + path, { headers: { origin } });
      expect([reply.status, reply.headers.get("access-control-allow-origin")]).toEqual([200, origin]);
      expect(reply.headers.get("access-control-allow-credentials")).toBeNull();
      const preflight = await fetch(base + path, { method: "OPTIONS", headers: { origin } });
      expect(preflight.status).toBe(204);
      expect(preflight.headers.get("access-control-allow-headers")).toContain("authorization");
      for (const other of ["https://erp.example.evil", "http://erp.example", "null"]) {
        const refused = await fetch(base + path, { method: "OPTIONS", headers: { origin: other } });
        expect(refused.headers.get("access-control-allow-origin")).toBeNull();
      }
    }
  });

  it("answers an unknown address with a typed error", async () => {
    expect(await errorOf(await fetch(`${base}/api/nothing`))).toMatchObject({
      status: 404,
      body: { code: "not_found" },
    });
    expect(await errorOf(await fetch(`${base}/some.js`))).toMatchObject({ status: 404, body: { code: "not_found" } });
  });

  it("allows no foreign script, frame or connection", async () => {
    const policy = (await fetch(`${base}/api/echo/a`)).headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
  });

  it("is healthy at once and ready when the books open", async () => {
    expect((await fetch(`${base}/health`)).status).toBe(200);
    expect((await fetch(`${base}/ready`)).status).toBe(200);
    ready = () => Promise.reject(new SextantError("odoo_unreachable", "No server answers."));
    expect(await errorOf(await fetch(`${base}/ready`))).toMatchObject({
      status: 502,
      body: { code: "odoo_unreachable", retryable: true },
    });
  });

  it("describes every operation in OpenAPI", async () => {
    const document = (await (await fetch(`${base}/api/openapi.json`)).json()) as {
      paths: Record<string, Record<string, { parameters: { name: string; in: string }[] }>>;
    };
    expect(Object.keys(document.paths)).toEqual(["/api/echo/{word}", "/api/add", "/api/fail", "/api/events"]);
    expect(
      document.paths["/api/echo/{word}"]?.get?.parameters.map(({ name, in: where }) => `${where}:${name}`),
    ).toEqual(["path:word", "query:times"]);
  });
});
