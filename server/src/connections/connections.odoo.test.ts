import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ConnectionInfo } from "@sextant/contracts";
import { afterAll, beforeAll, expect, it } from "vitest";
import { describeOdoo } from "../../../test/odoo/describe-odoo.ts";
import { type RunningOdoo, startOdoo } from "../../../test/odoo/real-odoo.ts";
import { connection, sql } from "../../../test/odoo/sql.ts";
import { type RunningServer, startServer } from "../main.ts";
import { readConfig } from "../platform/config.ts";

describeOdoo("a second Odoo beside the first books", () => {
  const data = mkdtempSync(join(tmpdir(), "sextant-connections-"));
  const own = connection(`sextant_connections_${process.pid}`);
  let odoo: RunningOdoo;
  let server: RunningServer;
  const start = () =>
    startServer(
      readConfig({
        SEXTANT_SOURCE: "demo",
        SEXTANT_PORT: "0",
        SEXTANT_DATA: data,
        DATABASE_URL: `postgresql://${own.user}:${own.password}@${own.host}:${own.port}/${own.database}`,
        SEXTANT_LOG: "silent",
        SEXTANT_ALLOW_ADDRESSES: `127.0.0.1:${odoo.port}`,
      }),
    );
  const call = async (path: string, body?: object, connection?: string) => {
    const response = await fetch(`${server.url}${path}`, {
      method: body ? "POST" : "GET",
      headers: {
        "content-type": "application/json",
        ...(connection === undefined ? {} : { "sextant-connection": connection }),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return { status: response.status, json: (await response.json()) as Record<string, unknown> };
  };
  const draft = () => ({
    name: "Harvest",
    url: odoo.url,
    database: odoo.database,
    login: odoo.users.accountant.login,
    key: odoo.users.accountant.key,
  });
  const listed = async (id: string) => {
    const { connections } = (await call("/api/connections")).json as unknown as { connections: ConnectionInfo[] };
    return connections.find((one) => one.id === id);
  };

  beforeAll(async () => {
    await sql("postgres", `create database ${own.database}`);
    odoo = await startOdoo({ template: "demo" });
    server = await start();
  });
  afterAll(async () => {
    await server?.stop();
    await odoo?.stop();
    await sql("postgres", `drop database if exists ${own.database} with (force)`);
    rmSync(data, { recursive: true, force: true });
  });

  it("is tested before it is kept, asked on its own, copied, paused, and removed", async () => {
    const { name: _name, ...place } = draft();
    expect((await call("/api/connections/test", { ...place, key: "0".repeat(40) })).json.error).toMatchObject({
      code: "authentication",
    });
    expect((await call("/api/connections", { ...draft(), key: "0".repeat(40) })).json.code).toBe("authentication");
    expect((await call("/api/connections", { ...draft(), login: "admin" })).json.message).toContain("accountant's");
    for (const url of [
      "http://169.254.169.254",
      "http://127.0.0.1:1",
      "http://[::ffff:10.0.0.1]",
      "file:///etc/passwd",
    ])
      expect([url, (await call("/api/connections", { ...draft(), url })).json.code]).toEqual([url, "address_refused"]);
    expect((await call("/api/connections/test", place)).json).toMatchObject({
      error: null,
      version: "19.0",
      transport: "json-2",
      login: "accountant",
      module: "absent",
    });

    const id = String((await call("/api/connections", draft())).json.id);
    expect((await call("/api/connections", draft())).json.code).toBe("bad_usage");
    expect((await call("/api/status", undefined, id)).json).toMatchObject({ mode: "live", readAs: "accountant" });
    expect((await call("/api/status")).json).toMatchObject({ mode: "demo" });
    expect((await call("/api/me", undefined, id)).json).toMatchObject({ connection: id, person: null });
    expect((await call("/api/me", undefined, "unknown")).json.code).toBe("not_found");

    expect((await call(`/api/connections/${id}/change`, { source: "lake" })).json.code).toBe("bad_usage");
    expect((await call(`/api/connections/${id}/sync`, {})).status).toBe(202);
    expect((await call(`/api/connections/${id}/sync`, {})).json.code).toBe("sync_running");
    expect((await call(`/api/connections/${id}/cancel-sync`, {})).json).toEqual({ cancelled: true });
    expect((await listed(id))?.sync).toMatchObject({ state: "cancelled", error: null });
    await call(`/api/connections/${id}/sync`, {});
    await expect.poll(async () => (await listed(id))?.sync?.state, { timeout: 60_000 }).toBe("done");
    expect((await listed(id))?.copy?.items).toBeGreaterThan(0);
    expect((await call(`/api/connections/${id}/change`, { source: "lake", name: "Copy" })).status).toBe(200);
    expect((await call("/api/status", undefined, id)).json).toMatchObject({ mode: "lake", readAs: "accountant" });

    // It is there after a restart, its key sealed.
    await server.stop();
    server = await start();
    expect(await listed(id)).toMatchObject({ name: "Copy", source: "lake", paused: false });
    expect((await call(`/api/connections/${id}/health`)).json).toMatchObject({ error: null, version: "19.0" });
    expect((await call(`/api/connections/${id}/key`, { login: "accountant", key: "0".repeat(40) })).json.code).toBe(
      "authentication",
    );
    const { login, key } = odoo.users.admin;
    expect((await call(`/api/connections/${id}/key`, { login, key })).status).toBe(200);

    await call(`/api/connections/${id}/change`, { paused: true });
    expect((await call("/api/status", undefined, id)).json).toMatchObject({ code: "not_configured" });
    await call(`/api/connections/${id}/change`, { paused: false, source: "live" });
    expect((await call("/api/status", undefined, id)).json).toMatchObject({ mode: "live", readAs: "admin" });
    expect((await call(`/api/connections/${id}/remove`, { name: "another" })).json.code).toBe("bad_usage");
    expect((await call(`/api/connections/${id}/remove`, { name: "Copy" })).status).toBe(200);
    expect((await call("/api/status", undefined, id)).json.code).toBe("not_found");
    expect((await call(`/api/connections/demo/remove`, { name: "Demo company" })).json.code).toBe("bad_usage");
  });
});
