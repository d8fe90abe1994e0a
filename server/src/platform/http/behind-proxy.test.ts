import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { type ProxyHabits, startReverseProxy } from "../../../../test/contract/reverse-proxy.ts";
import { readConfig } from "../config.ts";
import { createLog } from "../log.ts";
import { createApp } from "./app.ts";
import { openEventStream } from "./event-stream.ts";
import { operation } from "./operation.ts";

const PAGE = '<meta name="sextant-base" content="./" /><script src="./assets/index.js"></script>';
const folder = mkdtempSync(join(tmpdir(), "sextant-behind-proxy-"));
writeFileSync(join(folder, "index.html"), PAGE);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const operations = [
  operation({
    method: "get",
    path: "/api/who",
    summary: "The address that limits count",
    access: "public",
    reply: { schema: z.object({ ip: z.string() }) },
    handle: ({ request: { ip = "" } }) => ({ ip }),
  }),
  operation({
    method: "get",
    path: "/api/events",
    summary: "Events",
    access: "public",
    reply: { stream: "One event, and no end" },
    handle: ({ response }) => openEventStream(response).send("word", "said", 1),
  }),
];

/** A server at the address of a proxy, as far as the given networks are trusted. */
async function behind(habits: ProxyHabits, proxies: readonly string[] = ["127.0.0.1"]) {
  const proxy = await startReverseProxy(habits);
  const app = createApp({
    operations,
    identify: async () => null,
    log: createLog("silent"),
    version: "1",
    hosts: ["127.0.0.1"],
    internet: { publicUrl: proxy.url, proxies },
    consoleDir: folder,
    ready: async () => undefined,
  });
  const server = app.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  proxy.target = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    proxy,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await proxy.stop();
    },
  };
}

const who = async (url: string, forwarded?: string): Promise<unknown> =>
  (await fetch(`${url}/api/who`, forwarded ? { headers: { "x-forwarded-for": forwarded } } : {})).json();

describe.each<[string, ProxyHabits]>([
  ["at a host of its own", {}],
  ["under a path that it takes off", { under: "/tools/sextant" }],
  ["under a path that it passes on", { under: "/tools/sextant", strips: false }],
  ["that passes its own host on", { under: "/sextant", passesHost: false }],
])("behind a proxy %s", (_name, habits) => {
  it("serves the page, the API and events, to pages of its own origin", async () => {
    await using served = await behind(habits);
    const { url } = served.proxy;
    const base = habits.under ?? "";
    for (const deep of ["/", "/reports/balance-sheet", "/sign-in?code=1"])
      expect(await (await fetch(url + deep)).text()).toBe(PAGE.replaceAll("./", `${base}/`));
    if (base !== "") expect((await fetch(url)).status).toBe(200);
    const { origin } = new URL(url);
    const from = (page: string) => fetch(`${url}/api/who`, { headers: { origin: page } });
    expect((await from(origin)).status).toBe(200);
    expect((await from("https://evil.example")).status).toBe(400);
    const events = await fetch(`${url}/api/events`);
    const first = await events.body?.getReader().read();
    expect(new TextDecoder().decode(first?.value)).toContain('data: "said"');
    const { servers } = (await (await fetch(`${url}/api/openapi.json`)).json()) as { servers: unknown };
    expect(servers).toEqual([{ url: base === "" ? "/" : base }]);
    expect((await fetch(`${url}/api/nothing`)).status).toBe(404);
  });
});

describe("the address that limits count", () => {
  it("is the one before the trusted proxies, whatever the client writes", async () => {
    await using served = await behind({});
    const { url } = served.proxy;
    expect(await who(url)).toEqual({ ip: "127.0.0.1" });
    // Its own proxy is trusted, and says that the client came from this machine: what he wrote before that is his.
    await using chain = await behind({}, ["127.0.0.1", "10.0.0.0/8"]);
    expect(await who(chain.proxy.url, "203.0.113.9")).toEqual({ ip: "203.0.113.9" });
    expect(await who(chain.proxy.url, "198.51.100.1, 203.0.113.9, 10.1.2.3")).toEqual({ ip: "203.0.113.9" });
  });

  it("is the proxy's own where none is trusted", async () => {
    await using served = await behind({}, []);
    expect(await who(served.proxy.url, "203.0.113.9")).toEqual({ ip: "127.0.0.1" });
    const direct = served.proxy.target;
    expect(await who(direct, "203.0.113.9")).toEqual({ ip: "127.0.0.1" });
  });

  it("takes no host from whoever is not trusted", async () => {
    const status = (url: string) =>
      new Promise((resolve, reject) => {
        const headers = { "x-forwarded-host": "evil.example", host: "127.0.0.1" };
        request(`${url}/api/who`, { headers }, (reply) => resolve(reply.resume().statusCode))
          .on("error", reject)
          .end();
      });
    await using trusting = await behind({}, ["127.0.0.1"]);
    expect(await status(trusting.proxy.target)).toBe(400);
    await using alone = await behind({}, []);
    expect(await status(alone.proxy.target)).toBe(200);
  });

  it("is said by networks, and nothing else", () => {
    const read = (proxies: string) =>
      readConfig({ SEXTANT_PUBLIC_URL: "https://x.example/s", SEXTANT_PROXIES: proxies });
    expect(read("10.0.0.0/8, ::1,loopback").signIn?.proxies).toEqual(["10.0.0.0/8", "::1", "loopback"]);
    for (const wrong of ["nginx", "10.0.0.0/33", "10.0.0.0/8/8", "1.2.3"])
      expect(() => read(wrong), wrong).toThrow(`SEXTANT_PROXIES holds what is no network: ${wrong}`);
    expect(() => readConfig({ SEXTANT_PUBLIC_URL: "https://x.example/?a" })).toThrow("SEXTANT_PUBLIC_URL");
  });
});
