import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningServer, startServer } from "./main.ts";
import { isAccess } from "./platform/access/permission.ts";
import { readConfig } from "./platform/config.ts";
import { createApp } from "./platform/http/app.ts";
import { operation } from "./platform/http/operation.ts";
import { createLog } from "./platform/log.ts";

/** It takes a second, on a busy machine many. */
const START_MS = 60_000;

/** Who may call which route. A new route stands here before it is served to anybody. */
const ROUTES: Record<string, string> = {
  "get /api/status": "read-books",
  "get /api/reports": "read-books",
  "get /api/reports/{name}": "read-books",
  "get /api/reports/{name}/stream": "read-books",
  "get /api/reports/{name}/export": "export",
  "post /api/drill": "read-books",
  "get /api/conversations": "ask",
  "post /api/conversations": "ask",
  "get /api/conversations/{id}": "ask",
  "get /api/conversations/{id}/export": "export",
  "post /api/conversations/{id}/change": "ask",
  "post /api/conversations/{id}/remove": "ask",
  "post /api/conversations/{id}/restore": "ask",
  "post /api/conversations/{id}/questions": "ask",
  "post /api/conversations/{id}/cancel": "ask",
  "get /api/conversations/{id}/events": "ask",
  "get /api/preferences": "ask",
  "post /api/preferences": "ask",
  "get /api/marked-questions": "ask",
  "post /api/marked-questions": "ask",
  "post /api/marked-questions/{id}/decision": "review-questions",
  "get /api/proposals": "read-proposals",
  "get /api/proposals/{id}": "read-proposals",
  "post /api/proposals": "propose",
  "post /api/proposals/approve": "approve",
  "post /api/proposals/{id}/edit": "propose",
  "post /api/proposals/{id}/approve": "approve",
  "post /api/proposals/{id}/reject": "approve",
  "post /api/proposals/{id}/undo": "propose",
  "post /api/proposals/{id}/settle": "approve",
  "get /api/me": "signed-in",
  "get /api/connections": "manage-connection",
  "post /api/connections": "manage-connection",
  "post /api/connections/test": "manage-connection",
  "get /api/connections/{id}/health": "manage-connection",
  "post /api/connections/{id}/change": "manage-connection",
  "post /api/connections/{id}/key": "manage-connection",
  "post /api/connections/{id}/remove": "manage-connection",
  "post /api/connections/{id}/sync": "manage-connection",
  "post /api/connections/{id}/cancel-sync": "manage-connection",
  "get /api/runs": "read-runs",
  "get /api/audit": "read-audit",
  "get /v1/audit": "read-audit",
  "get /v1/audit/export": "export-audit",
  "get /v1/audit/key": "read-audit",
};

describe("the routes of the server", () => {
  const data = mkdtempSync(join(tmpdir(), "sextant-routes-"));
  let server: RunningServer;
  beforeAll(async () => {
    const environment = { SEXTANT_SOURCE: "demo", SEXTANT_PORT: "0", SEXTANT_DATA: data, SEXTANT_LOG: "silent" };
    server = await startServer(readConfig(environment));
  }, START_MS);
  afterAll(async () => {
    await server.stop();
    rmSync(data, { recursive: true, force: true });
  });

  it("are all classified", async () => {
    const { paths } = (await (await fetch(`${server.url}/api/openapi.json`)).json()) as {
      paths: Record<string, Record<string, { "x-access": string }>>;
    };
    const served = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { "x-access": access }]) => [`${method} ${path}`, access]),
    );
    expect(Object.fromEntries(served)).toEqual(ROUTES);
    expect(Object.values(ROUTES).every(isAccess)).toBe(true);
  });

  it("are not served while one does not say who may call it", () => {
    for (const access of [undefined, "", "anybody"])
      expect(() =>
        createApp({
          operations: [
            operation({
              method: "get",
              path: "/api/forgotten",
              summary: "Forgotten",
              ...({ access } as { access: "public" }),
              reply: { file: "Nothing" },
              handle: () => undefined,
            }),
          ],
          identify: async () => null,
          log: createLog("silent"),
          version: "1",
          hosts: [],
          consoleDir: "/nonexistent",
          ready: async () => undefined,
        }),
      ).toThrow("get /api/forgotten does not declare who may call it");
  });
});
