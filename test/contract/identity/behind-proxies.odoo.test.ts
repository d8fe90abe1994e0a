import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ErrorBody } from "@sextant/contracts";
import { afterAll, beforeAll, expect, it } from "vitest";
import { makePairingCode } from "../../../server/src/identity/index.ts";
import { type RunningServer, startServer } from "../../../server/src/main.ts";
import { readConfig } from "../../../server/src/platform/config.ts";
import { findChromium, launch, openPage } from "../../end-to-end/browser.ts";
import { describeOdoo } from "../../odoo/describe-odoo.ts";
import { type RunningOdoo, startOdoo, users } from "../../odoo/real-odoo.ts";
import { connection, sql } from "../../odoo/sql.ts";
import { ROOT } from "../changes/servers.ts";
import { type ReverseProxy, startReverseProxy } from "../reverse-proxy.ts";
import { connectOdoo, signInToOdoo, type WebClient } from "./web-client.ts";

const chromium = findChromium();

/**
 * Companies put both behind proxies: Odoo with two databases under `/erp`, Sextant under `/tools/sextant`. The second database is a copy of the first
 * down to its identifier, so that nothing but name, key and session tells them apart.
 */
describeOdoo("two databases of one Odoo, and Sextant, behind proxies under paths", () => {
  const own = `sextant_proxies_${process.pid}`;
  const data = mkdtempSync(join(tmpdir(), "sextant-proxies-"));
  let odoo: RunningOdoo;
  let toOdoo: ReverseProxy;
  let toSextant: ReverseProxy;
  let server: RunningServer;
  /** First, second. */
  let databases: readonly [string, string];
  let admins: readonly [WebClient, WebClient];

  beforeAll(async () => {
    [odoo, toOdoo, toSextant] = await Promise.all([
      startOdoo({ template: "demo", twin: true, install: { module: "sextant", addons: join(ROOT, "odoo-module") } }),
      startReverseProxy({ under: "/erp" }),
      startReverseProxy({ under: "/tools/sextant", passesHost: false }),
      sql("postgres", `create database ${own}`),
    ]);
    toOdoo.target = odoo.url;
    databases = [odoo.database, `${odoo.database}_twin`];
    const { host, port, user, password } = connection(own);
    server = await startServer(
      readConfig({
        DATABASE_URL: `postgresql://${user}:${password}@${host}:${port}/${own}`,
        SEXTANT_DATA: data,
        SEXTANT_PORT: "0",
        SEXTANT_LOG: "silent",
        SEXTANT_PUBLIC_URL: toSextant.url,
        SEXTANT_PROXIES: "127.0.0.1",
        SEXTANT_ALLOW_ADDRESSES: `127.0.0.1:${new URL(toOdoo.url).port}`,
      }),
    );
    toSextant.target = server.url;
    admins = [await enter(0, "admin"), await enter(1, "admin")];
  });
  afterAll(async () => {
    await server?.stop();
    await Promise.all([toOdoo?.stop(), toSextant?.stop(), odoo?.stop()]);
    await sql("postgres", `drop database if exists ${own} with (force)`);
    rmSync(data, { recursive: true, force: true });
  });

  const enter = (which: 0 | 1, login: string) =>
    signInToOdoo({ ...odoo, url: toOdoo.url, database: databases[which] }, login, login);
  const ask = async (path: string, token?: string, body?: object) => {
    const response = await fetch(toSextant.url + path, {
      method: body ? "POST" : "GET",
      headers: {
        ...(body ? { "content-type": "application/json" } : {}),
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return { status: response.status, json: (await response.json()) as Record<string, unknown> & Partial<ErrorBody> };
  };
  const tokenOf = async (which: 0 | 1, login: string) => {
    const { json, status } = await ask("/v1/auth/exchange", undefined, await (await enter(which, login)).code());
    expect([status, json.message]).toEqual([200, undefined]);
    return String(json.access_token);
  };

  it("are not connected under a name or an address that is not theirs, and told so in a sentence", async () => {
    const code = (url: string, database: string) => makePairingCode(data, { url, database });
    const connect = async (made: string) =>
      connectOdoo(admins[0], "admin", toSextant.url, made).then(
        () => "connected",
        (error: Error) => error.message,
      );
    // Odoo has not been told that it is under a path.
    expect(await connect(await code(toOdoo.url, databases[0]))).toContain("Correct the parameter web.base.url");
    for (const admin of admins)
      for (const [name, value] of [
        ["web.base.url", toOdoo.url],
        ["web.base.url.freeze", "True"],
      ])
        await admin.call("ir.config_parameter", "set_param", [name, value]);
    expect(await connect(await code(toOdoo.url, "no_such_database"))).toBe(
      `Sextant refused the connection: ${toOdoo.url} serves no database "no_such_database" with the module Sextant. Check the name, and that the module is installed there.`,
    );
    expect(await connect(await code(toOdoo.url, databases[1]))).toContain("finds another database");
    for (const which of [0, 1] as const)
      await connectOdoo(admins[which], "admin", toSextant.url, await code(toOdoo.url, databases[which]));
    const [one, two] = await sql(own, "select db_uuid, thumbprint from connection order by database");
    expect(one?.db_uuid).toBe(two?.db_uuid);
    expect(one?.thumbprint).not.toBe(two?.thumbprint);
  });

  it("are read through both proxies, and followed while they are", async () => {
    const token = await tokenOf(0, "admin");
    const status = await ask("/api/status", token);
    expect([status.status, status.json.readAs, status.json.odooUrl]).toEqual([200, "admin", toOdoo.url]);
    expect((await ask("/api/reports/balance-sheet", token)).status).toBe(200);
    const events = await fetch(`${toSextant.url}/api/reports/trial-balance/stream`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(await events.text()).toMatch(/event: progress[\s\S]+event: result/);
    const { origin } = new URL(toOdoo.url);
    const preflight = (from: string) =>
      fetch(`${toSextant.url}/api/status`, { method: "OPTIONS", headers: { origin: from } });
    expect((await preflight(origin)).headers.get("access-control-allow-origin")).toBe(origin);
    expect((await preflight(odoo.url)).headers.get("access-control-allow-origin")).toBeNull();
    // Nothing has gone past the proxy.
    expect(toOdoo.asked.every((path) => path.startsWith("/erp/"))).toBe(true);
  });

  it("never mix: not their keys, sessions, conversations, or what their panels are told", async () => {
    const [first, second] = [await tokenOf(0, "admin"), await tokenOf(1, "admin")];
    const conversation = String((await ask("/api/conversations", first, {})).json.id);
    await ask(`/api/conversations/${conversation}/questions`, first, { question: "How much cash do we have?" });
    expect((await ask(`/api/conversations/${conversation}`, first)).status).toBe(200);
    expect((await ask(`/api/conversations/${conversation}`, second)).status).toBe(404);
    expect(JSON.stringify((await ask("/api/conversations", second)).json)).not.toContain(conversation);
    // A code of one database says for whom it is; the other's key does not sign it.
    const { code } = await (await enter(0, "admin")).code();
    const [head = "", body = "", signature = ""] = code.split(".");
    const claims = JSON.parse(Buffer.from(body, "base64url").toString()) as { aud: string };
    expect(claims.aud).toMatch(new RegExp(`/erp/${databases[0]}$`));
    const forged = Buffer.from(JSON.stringify({ ...claims, aud: claims.aud.replace(/[^/]+$/, databases[1]) }));
    const refused = await ask("/v1/auth/exchange", undefined, {
      code: [head, forged.toString("base64url"), signature].join("."),
      pkce_verifier: "v".repeat(43),
    });
    expect([refused.status, refused.json.code]).toEqual([401, "sign_in_refused"]);
    // A key of one opens nothing in the other.
    const made = (await admins[0].call("res.users.apikeys", "search_count", [[["scope", "=", "sextant"]]])) as number;
    const there = (await admins[1].call("res.users.apikeys", "search_count", [[["scope", "=", "sextant"]]])) as number;
    expect([made > 0, there > 0]).toEqual([true, true]);
    const told = async (web: WebClient) =>
      ((await web.route("/web/session/get_session_info", {})) as { sextant: { tenant: string; server: string } })
        .sextant;
    const [here, other] = [await told(admins[0]), await told(admins[1])];
    expect([here.server, other.server]).toEqual([toSextant.url, toSextant.url]);
    expect(here.tenant).not.toBe(other.tenant);
    await admins[1].call("ir.config_parameter", "set_param", ["sextant.server_url", "https://elsewhere.example"]);
    expect((await told(admins[0])).server).toBe(toSextant.url);
  });

  it("are told apart by whoever signs in with a key", async () => {
    await sql(own, "delete from rate_bucket");
    const { login, key } = users.admin;
    const sign = (database?: string) =>
      ask("/v1/auth/key", undefined, { url: toOdoo.url, login, key, ...(database && { database }) });
    expect((await sign()).json.message).toContain("several databases");
    expect((await sign("no_such_database")).json).toMatchObject({
      code: "sign_in_refused",
      message: expect.stringContaining('with another database than "no_such_database"'),
    });
    const { json } = await sign(databases[1]);
    expect((json.person as { tenant: string }).tenant).toMatch(new RegExp(`/erp/${databases[1]}$`));
  });

  it.skipIf(chromium === null)("show the console under its path: pages, links, and the way back to them", async () => {
    const browser = await launch(chromium ?? "");
    try {
      const { page, offences } = await openPage(browser, new URL(toSextant.url).origin, {}, /status of 401/);
      const signIn = async () => {
        await page.getByLabel("Address of Odoo").fill(toOdoo.url);
        await page.getByLabel("Database").fill(databases[0]);
        await page.getByLabel("Login").fill(users.admin.login);
        await page.getByLabel("API key", { exact: false }).first().fill(users.admin.key);
        await page.getByRole("button", { name: "Sign in", exact: true }).click();
      };
      await page.goto(`${toSextant.url}/reports/balance-sheet`);
      await signIn();
      await page.getByRole("heading", { name: "Balance sheet" }).waitFor();
      await page.getByRole("link", { name: "Reports" }).click();
      await page.waitForURL(`${toSextant.url}/reports`);
      await page
        .getByRole("link", { name: /Trial balance/ })
        .first()
        .click();
      await page.waitForURL((url) => url.href.startsWith(`${toSextant.url}/reports/trial-balance`));
      await page.getByRole("link", { name: "Sextant, home" }).click();
      await page.waitForURL((url) => [`${toSextant.url}/`, toSextant.url].includes(url.origin + url.pathname));
      await page.goto(`${toSextant.url}/sign-in`);
      await signIn();
      await page.getByRole("textbox", { name: /question/i }).waitFor();
      expect(new URL(page.url()).pathname).toBe("/tools/sextant/");
      expect(offences).toEqual([]);
    } finally {
      await browser.close();
    }
  });

  it("stay connected when the other one is not any more", async () => {
    await sql(own, "delete from rate_bucket");
    const [first, second] = [await tokenOf(0, "admin"), await tokenOf(1, "admin")];
    await admins[0].call("sextant.connect", "action_disconnect", [[]]);
    expect((await ask("/api/reports/balance-sheet", first)).status).toBe(401);
    expect((await ask("/api/reports/balance-sheet", second)).status).toBe(200);
  });
});
