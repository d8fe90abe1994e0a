import { request } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { createLog } from "../log.ts";
import { createApp } from "./app.ts";

it("refuses a foreign host name, so that a rebound DNS name reads nothing", async () => {
  const app = createApp({
    operations: [],
    identify: async () => null,
    log: createLog("silent"),
    version: "1",
    hosts: ["127.0.0.1", "localhost"],
    consoleDir: "/nonexistent",
    ready: async () => undefined,
  });
  const server = app.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  const status = (host: string) =>
    new Promise<number | undefined>((resolve, reject) =>
      request({ port, host: "127.0.0.1", path: "/api/openapi.json", headers: { host } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on("error", reject)
        .end(),
    );
  expect(await status(`localhost:${port}`)).toBe(200);
  expect(await status(`evil.example:${port}`)).toBe(400);
  server.close();
});
