import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ErrorBody, Proposal } from "@sextant/contracts";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { makePairingCode } from "../../../server/src/identity/index.ts";
import { type RunningServer, startServer } from "../../../server/src/main.ts";
import { readConfig } from "../../../server/src/platform/config.ts";
import { describeOdoo } from "../../odoo/describe-odoo.ts";
import { type OwnDatabase, ownDatabase } from "../../odoo/own-database.ts";
import { type RunningOdoo, startOdoo } from "../../odoo/real-odoo.ts";
import { sql } from "../../odoo/sql.ts";
import { ROOT } from "../changes/servers.ts";
import { type FaultyProxy, startFaultyProxy } from "../faulty-proxy.ts";
import { connectOdoo, signInToOdoo, type WebClient } from "./web-client.ts";

type Reply = { readonly status: number; readonly json: Record<string, unknown> & Partial<ErrorBody> };

const HOUR = 3_600_000;
const FRENCH = "Le module dans Odoo et le serveur de Sextant ne vont pas ensemble";

/** A database that is kept as a backup and brought back, whoever is connected. */
const BACKUP = {
  async make(name: string, as: string): Promise<void> {
    await sql("postgres", `alter database "${name}" allow_connections false`);
    await sql("postgres", `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`);
    await sql("postgres", `create database "${as}" template "${name}" strategy file_copy`);
    for (const one of [name, as]) await sql("postgres", `alter database "${one}" allow_connections true`);
  },
  /** @param last whether the backup is not needed any more */
  async restore(name: string, from: string, last = false): Promise<void> {
    await sql("postgres", `drop database "${name}" with (force)`);
    await sql(
      "postgres",
      last
        ? `alter database "${from}" rename to "${name}"`
        : `create database "${name}" template "${from}" strategy file_copy`,
    );
  },
};

/**
 * Odoo and server are looked after by different people: one is updated before the other, brought back from a backup, or runs by a wrong clock. Each is
 * one sentence then, nothing is done twice, and what was right before is right again afterwards.
 */
describeOdoo("an Odoo and a server that are out of step", () => {
  const data = mkdtempSync(join(tmpdir(), "sextant-out-of-step-"));
  let odoo: RunningOdoo;
  let proxy: FaultyProxy;
  let own: OwnDatabase;
  let server: RunningServer;
  let admin: WebClient;
  /** The version that the module says it has, and whether what it answers to an approved change is lost on its way. */
  const module = { version: 1, loses: false };
  const backups: string[] = [];

  const start = async () => {
    server = await startServer(
      readConfig({
        DATABASE_URL: own.url,
        SEXTANT_DATA: data,
        SEXTANT_PORT: "0",
        SEXTANT_LOG: "silent",
        SEXTANT_PUBLIC_URL: "http://127.0.0.1",
        SEXTANT_ALLOW_ADDRESSES: `127.0.0.1:${new URL(proxy.url).port}`,
      }),
    );
  };
  const ask = async (path: string, token?: string, body?: object): Promise<Reply> => {
    const response = await fetch(server.url + path, {
      method: body ? "POST" : "GET",
      headers: {
        ...(body ? { "content-type": "application/json" } : {}),
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return { status: response.status, json: (await response.json()) as Reply["json"] };
  };
  /** Codes are asked for by pages of Odoo, which see no fault. */
  const signIn = async () => ask("/v1/auth/exchange", undefined, await admin.code());
  const token = async () => {
    const { status, json } = await signIn();
    expect([status, json.message]).toEqual([200, undefined]);
    return { access: String(json.access_token), refresh: String(json.refresh_token) };
  };
  const connect = async (lang = "en_US") => {
    const code = await makePairingCode(data, { url: proxy.url, database: odoo.database });
    return connectOdoo(admin, "admin", server.url, code, lang).then(
      () => "connected",
      (error: Error) => error.message,
    );
  };
  const propose = async (access: string, name: string) => {
    const change = { kind: "create", model: "res.partner", values: { name } };
    return (await ask("/api/proposals", access, { change })).json as unknown as Proposal;
  };
  const approve = (access: string, { id, sha256 }: Proposal) =>
    ask(`/api/proposals/${id}/approve`, access, { sha256 }) as Promise<{ status: number; json: Partial<Proposal> }>;
  const made = async (name: string) =>
    Number((await odoo.sql("select count(*)::int as many from res_partner where name = $1", [name]))[0]?.many);
  const backup = async (of: string, name: string) => {
    const as = `${of}_${name}`;
    backups.push(as);
    await BACKUP.make(of, as);
    return as;
  };
  const ownName = () => new URL(own.url).pathname.slice(1);
  const restoreOwn = async (from: string) => {
    await server.stop();
    await BACKUP.restore(ownName(), from);
    await start();
  };

  let odooBefore: string;
  let odooConnected: string;
  let ownBefore: string;

  beforeAll(async () => {
    [odoo, own] = await Promise.all([
      startOdoo({ template: "demo", install: { module: "sextant", addons: join(ROOT, "odoo-module") } }),
      ownDatabase("out_of_step"),
    ]);
    proxy = await startFaultyProxy(odoo.url, (path, body) => {
      if (module.loses && path.endsWith("/execute")) return null;
      if (module.version === 1 || !/\/(\.well-known|call)$/.test(path)) return body;
      return Buffer.from(body.toString().replace(/"version": ?1\b/, `"version": ${module.version}`));
    });
    await start();
    admin = await signInToOdoo(odoo, "admin", "admin");
    for (const [name, value] of [
      ["web.base.url", proxy.url],
      ["web.base.url.freeze", "True"],
    ])
      await admin.call("ir.config_parameter", "set_param", [name, value]);
    odooBefore = await backup(odoo.database, "before");
    ownBefore = await backup(ownName(), "before");
    expect(await connect()).toBe("connected");
    odooConnected = await backup(odoo.database, "connected");
  });
  afterEach(() => {
    vi.useRealTimers();
    Object.assign(module, { version: 1, loses: false });
  });
  afterAll(async () => {
    await server?.stop();
    proxy?.close();
    await odoo?.stop();
    await own?.drop();
    for (const name of backups) await sql("postgres", `drop database if exists "${name}" with (force)`);
    rmSync(data, { recursive: true, force: true });
  });

  it("say by how much their clocks differ, and sign in again when they do not", async () => {
    for (const [apart, where] of [
      [3 * 60_000, "ago"],
      [5 * HOUR, "ago"],
      [-3 * 60_000, "ahead"],
      [-5 * HOUR, "ahead"],
    ] as const) {
      const shown = await admin.code();
      vi.setSystemTime(Date.now() + apart);
      const { status, json } = await ask("/v1/auth/exchange", undefined, shown);
      vi.useRealTimers();
      expect([status, json.code]).toEqual([401, "sign_in_refused"]);
      const seconds = Number(json.details?.seconds);
      expect(json.details?.why).toBe("clock");
      expect(Math.abs(seconds - apart / 1000)).toBeLessThan(30);
      expect(json.message).toMatch(new RegExp(`made ${Math.abs(seconds)} seconds ${where}.*Set the clocks`));
      expect((await signIn()).status).toBe(200);
    }
  });

  it("lose no session and no proposal when the server's clock is set, forth and back", async () => {
    let { access, refresh } = await token();
    const waiting = await propose(access, "Made by another clock");
    for (const apart of [5 * HOUR, -5 * HOUR]) {
      vi.setSystemTime(Date.now() + apart);
      const { status, json } = await ask("/v1/auth/refresh", undefined, { refresh_token: refresh });
      expect(status).toBe(200);
      access = String(json.access_token);
      refresh = String(json.refresh_token);
      expect((await ask("/api/status", access)).json.readAs).toBe("admin");
      expect((await ask(`/api/proposals/${waiting.id}`, access)).json.state).toBe("pending");
      vi.useRealTimers();
    }
    // The token of the clock that was behind has ended by the right one; the session has not.
    expect((await ask("/api/status", access)).json.code).toBe("signed_out");
    const renewed = await ask("/v1/auth/refresh", undefined, { refresh_token: refresh });
    access = String(renewed.json.access_token);
    expect((await ask("/api/status", access)).json.readAs).toBe("admin");
    expect((await approve(access, waiting)).json.state).toBe("done");
    expect(await made("Made by another clock")).toBe(1);
  });

  it("tell that the module is older or newer than the server, and change nothing until they fit", async () => {
    const { access } = await token();
    await odoo.shell(
      "env['res.lang']._activate_lang('fr_FR')\nenv['ir.module.module'].search([('name', '=', 'sextant')])._update_translations(['fr_FR'])",
    );
    for (const [version, older] of [
      [0, "update the module"],
      [2, "update the server"],
    ] as const) {
      const waiting = await propose(access, `Version ${version}`);
      module.version = version;
      const sentence = `The module sextant in Odoo speaks version ${version}, and this server 1: ${older}.`;
      expect(await connect("fr_FR")).toContain(FRENCH);
      expect((await signIn()).json).toMatchObject({
        code: "module_version",
        message: sentence,
        details: { why: "version" },
      });
      expect((await approve(access, waiting)).json).toMatchObject({
        state: "failed",
        result: { error: { code: "module_version", message: sentence } },
      });
      const change = { kind: "create", model: "res.partner", values: { name: `Version ${version}` } };
      expect((await ask("/api/proposals", access, { change })).json.code).toBe("module_version");
      expect(await made(`Version ${version}`)).toBe(0);
      // What is only read does not need the module.
      expect((await ask("/api/reports/trial-balance", access)).status).toBe(200);
      module.version = 1;
      expect((await approve(access, await propose(access, `Version ${version}`))).json.state).toBe("done");
    }
  });

  it("execute nothing twice after the server was brought back from a backup", async () => {
    const before = await token();
    const waiting = await propose(before.access, "Once, server");
    const withProposal = await backup(ownName(), "with_proposal");
    expect((await approve(before.access, waiting)).json).toMatchObject({ state: "done", result: { found: false } });
    await restoreOwn(withProposal);
    // This session was in the backup; one that was not is asked to sign in again.
    expect((await ask(`/api/proposals/${waiting.id}`, before.access)).json.state).toBe("pending");
    expect((await approve(before.access, waiting)).json).toMatchObject({ state: "done", result: { found: true } });
    expect(await made("Once, server")).toBe(1);

    const later = await token();
    await restoreOwn(withProposal);
    expect((await ask("/api/status", later.access)).json.code).toBe("signed_out");
    expect((await ask("/v1/auth/refresh", undefined, { refresh_token: later.refresh })).json.code).toBe("signed_out");
    expect((await ask("/api/status", (await token()).access)).json.readAs).toBe("admin");
  });

  it("execute nothing twice, and nothing that was lost, after Odoo was brought back from a backup", async () => {
    const { access } = await token();
    const [done, lost] = [await propose(access, "Once, Odoo"), await propose(access, "Lost, Odoo")];
    expect((await approve(access, done)).json.state).toBe("done");
    module.loses = true;
    expect((await approve(access, lost)).json).toMatchObject({ state: "unknown" });
    module.loses = false;
    expect([await made("Once, Odoo"), await made("Lost, Odoo")]).toEqual([1, 1]);

    await BACKUP.restore(odoo.database, odooConnected);
    // The keys of that time are not in the backup: the session ends, and the next sign-in is as good as any.
    expect((await ask("/api/reports/trial-balance", access)).json.code).toMatch(/signed_out|authentication/);
    const again = await token();
    expect((await approve(again.access, done)).json).toMatchObject({
      code: "proposal_closed",
      message: expect.stringContaining("done"),
    });
    expect(await made("Once, Odoo")).toBe(0);
    // Who signs in has what was left open settled: the change is not there, and is made now.
    const state = async () => (await ask(`/api/proposals/${lost.id}`, again.access)).json.state;
    await expect.poll(state, { timeout: 20_000 }).toBe("done");
    expect((await ask(`/api/proposals/${lost.id}/settle`, again.access, {})).json.code).toBe("proposal_closed");
    expect(await made("Lost, Odoo")).toBe(1);
  });

  it("hand nothing of a lost user over to another one who gets his number in the Odoo that was brought back", async () => {
    const groups = await odoo.sql(
      "select res_id from ir_model_data where module in ('base', 'sextant') and name = 'group_user'",
    );
    const enter = async (login: string) => {
      const values = { name: login, login, password: login, group_ids: groups.map((one) => [4, one.res_id]) };
      const id = await admin.call("res.users", "create", [values]);
      const { json } = await ask("/v1/auth/exchange", undefined, await (await signInToOdoo(odoo, login, login)).code());
      expect(json.person).toMatchObject({ id, login });
      return { id, access: String(json.access_token) };
    };
    const conversations = async (access: string) => (await ask("/api/conversations", access)).json.conversations;
    const lost = await enter("lost");
    const { id } = (await ask("/api/conversations", lost.access, {})).json;
    await ask(`/api/conversations/${id}/questions`, lost.access, { question: "How much cash do we have?" });
    await expect.poll(() => conversations(lost.access)).toMatchObject([{ id }]);
    // An administrator here has given him more than Odoo's groups do.
    await own.sql("update person set given_role = 'administrator' where login = 'lost'");

    await BACKUP.restore(odoo.database, odooConnected);
    const found = await enter("found");
    expect(found.id).toBe(lost.id);
    expect(await conversations(found.access)).toEqual([]);
    expect((await ask(`/api/conversations/${id}`, found.access)).status).toBe(404);
    expect((await ask("/v1/people", found.access)).status).toBe(403);
    expect((await ask("/api/status", lost.access)).status).toBe(401);
    const people =
      "select login, given_role, closed_at is not null as closed, user_id > 0 as here from person where login in ('lost', 'found') order by login";
    expect(await own.sql(people)).toEqual([
      { login: "found", given_role: null, closed: false, here: true },
      { login: "lost", given_role: "administrator", closed: true, here: false },
    ]);
    const { json } = await ask("/v1/audit?what=account_parted", (await token()).access);
    expect(json.events).toMatchObject([
      { event: { facts: { person: found.id, why: expect.stringContaining("as after a restored backup") } } },
    ]);
    // Signing in once more parts nobody.
    const again = await ask("/v1/auth/exchange", undefined, await (await signInToOdoo(odoo, "found", "found")).code());
    expect(again.status).toBe(200);
    expect((await ask("/v1/account", found.access)).json.person).toMatchObject({ id: found.id, role: "member" });
  });

  it("say in one sentence which of them does not know the other any more", async () => {
    // The server, brought back from before it was connected.
    await restoreOwn(ownBefore);
    expect((await signIn()).json).toMatchObject({ code: "sign_in_refused", details: { why: "not_connected" } });
    expect(await connect()).toBe("connected");
    const { access } = await token();
    const waiting = await propose(access, "Connected anew");
    // Odoo, brought back from when it was connected to that server of before: it knows another key of it.
    await BACKUP.restore(odoo.database, odooConnected);
    expect((await signIn()).json).toMatchObject({
      code: "sign_in_refused",
      details: { why: "another_server" },
      message: expect.stringContaining("restored backup"),
    });
    // Odoo with another key of its own than the one that is known here.
    await admin.call("sextant.connect", "action_disconnect", [[]]);
    expect(await connect()).toBe("connected");
    await BACKUP.restore(odoo.database, odooConnected, true);
    expect((await signIn()).json).toMatchObject({ details: { why: "another_database" } });
    // Odoo from before it was ever connected.
    await BACKUP.restore(odoo.database, odooBefore, true);
    await expect(admin.code()).rejects.toThrow(
      "not connected to Sextant yet. An administrator does that in the settings",
    );
    expect(await connect()).toBe("connected");
    const again = (await token()).access;
    expect((await approve(again, waiting)).json.state).toBe("done");
    expect(await made("Connected anew")).toBe(1);
  });
});
