import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type SmallAddons, smallAddons } from "../../packages/odoo-workspace/src/tools/testing/small-addons.ts";
import { runCli } from "../contract/run-cli.ts";
import { connectOverHttp, type Program, startProgram } from "./mcp-program.ts";

// A test starts several programs; on a busy machine each takes its time.
vi.setConfig({ testTimeout: 180_000 });

const TOKEN = "a-token-that-a-test-made-up";

let addons: SmallAddons;
let program: Program;
let url: URL;

/** The address that the server announces. */
async function announced(of: Program): Promise<URL> {
  const line = await of.line((one) => one.includes("MCP server is at"));
  return new URL(/(http:\S+)\. /.exec(line)?.[1] ?? "");
}

beforeAll(async () => {
  addons = smallAddons();
  program = startProgram([addons.folder, "--http", "--port", "0"], { SEXTANT_MCP_TOKEN: TOKEN });
  url = await announced(program);
});
afterAll(async () => {
  program?.child.kill("SIGTERM");
  await program?.ended;
  addons?.remove();
});

interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

interface Answer {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

const LIST = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list" });
const authorised = { Authorization: `Bearer ${TOKEN}` };

/** A request as no library would send it: fetch sets Host and Origin by itself. */
function send({ method = "POST", path = "/mcp", headers = {}, body = LIST }: Sent): Promise<Answer> {
  const standard = { "Content-Type": "application/json", Accept: "application/json, text/event-stream" };
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: "127.0.0.1", port: url.port, method, path, headers: { ...standard, ...headers } },
      (response) => {
        let text = "";
        response.setEncoding("utf8").on("data", (chunk: string) => {
          text += chunk;
        });
        response.on("end", () => resolve({ status: response.statusCode, headers: response.headers, body: text }));
      },
    );
    sent.on("error", reject);
    // A body behind a method that has none would be read as the next request.
    sent.end(method === "POST" ? body : undefined);
  });
}

describe("MCP over HTTP", () => {
  it("listens on the loopback address and serves clients of 2025 and of 2026", async () => {
    expect(url.hostname).toBe("127.0.0.1");
    for (const era of ["2025", "2026"] as const) {
      const client = await connectOverHttp(url.href, TOKEN, era);
      expect((await client.listTools()).tools).toHaveLength(16);
      const progress: unknown[] = [];
      const { structuredContent, isError } = await client.callTool(
        { name: "check", arguments: {} },
        { onprogress: (one) => progress.push(one) },
      );
      expect({ isError: isError ?? false, structuredContent }).toMatchObject({
        isError: false,
        structuredContent: { modules: 2 },
      });
      expect(progress.length).toBeGreaterThan(0);
      await client.close();
    }
  });

  it("keeps an edit from the request that shows it to the one that approves it", async () => {
    const client = await connectOverHttp(url.href, TOKEN, "2026");
    const path = "library/views/book.xml";
    const shown = await client.callTool({ name: "apply_fix", arguments: { path } });
    const { edit } = shown.structuredContent as { edit: string };
    const written = await client.callTool({ name: "apply_fix", arguments: { path, apply: true, edit } });
    expect(written.structuredContent).toMatchObject({ status: "written" });
    await client.close();
  });

  it("wants its token, and says where it is described", async () => {
    for (const headers of [
      {},
      { Authorization: "Bearer wrong" },
      { Authorization: `Basic ${TOKEN}` },
      { Authorization: `Bearer ${TOKEN}x` },
      { Authorization: "Bearer" },
    ]) {
      const { status, headers: answered, body } = await send({ headers });
      expect(status).toBe(401);
      expect(answered["www-authenticate"]).toContain(
        `resource_metadata="${url.origin}/.well-known/oauth-protected-resource/mcp"`,
      );
      expect(body).not.toContain(TOKEN);
    }
    expect((await send({ path: `/mcp?token=${TOKEN}` })).status).toBe(401);
    expect((await send({ headers: authorised })).status).toBe(200);
    for (const path of ["/.well-known/oauth-protected-resource/mcp", "/.well-known/oauth-protected-resource"]) {
      const { status, body } = await send({ method: "GET", path });
      expect(status).toBe(200);
      expect(JSON.parse(body)).toEqual({
        resource: url.href,
        resource_name: "Sextant for Odoo",
        bearer_methods_supported: ["header"],
      });
    }
  });

  it("refuses other hosts and pages of other origins, token or not", async () => {
    for (const headers of [
      { Host: "evil.example" },
      { Host: `evil.example:${url.port}` },
      { Host: "127.0.0.1.evil.example" },
      { Origin: "https://evil.example" },
      { Origin: "http://127.0.0.1.evil.example" },
      { Origin: "null" },
      { Origin: "file://" },
    ]) {
      const { status, body } = await send({ headers: { ...authorised, ...headers } });
      expect({ headers, status }).toEqual({ headers, status: 403 });
      expect(body).not.toContain("find_symbol");
    }
    const described = await send({
      method: "GET",
      path: "/.well-known/oauth-protected-resource",
      headers: { Host: "evil.example" },
    });
    expect(described.status).toBe(403);
    expect((await send({ headers: { ...authorised, Origin: url.origin } })).status).toBe(200);
  });

  it("survives requests that make no sense", async () => {
    expect((await send({ path: "/" })).status).toBe(404);
    expect((await send({ path: "//evil.example/mcp", headers: authorised })).status).toBe(404);
    expect((await send({ headers: authorised, body: "{" })).status).toBe(400);
    expect((await send({ headers: authorised, body: "x".repeat(2 * 1024 * 1024) })).status).toBe(413);
    expect((await send({ headers: { ...authorised, "Content-Type": "text/plain" } })).status).toBe(415);
    expect((await send({ method: "GET", headers: authorised })).status).toBe(405);
    expect((await send({ method: "TRACE", headers: authorised })).status).toBeGreaterThanOrEqual(400);
    expect((await send({ headers: authorised })).status).toBe(200);
  });

  it("says that its port is taken, and makes a token up where none is set", async () => {
    const { exit, stderr } = await runCli(["mcp", "--http", "--port", url.port], { SEXTANT_MCP_TOKEN: TOKEN });
    expect({ exit, stderr }).toEqual({ exit: 2, stderr: expect.stringMatching(/is taken.*\[port_in_use\]/s) });
    expect((await runCli(["mcp", "--http"], { SEXTANT_MCP_TOKEN: "short" })).stderr).toContain("SEXTANT_MCP_TOKEN");
    expect(program.lines().join() + program.errors()).not.toContain(TOKEN);
    const other = startProgram(["--http", "--port", "0"]);
    const address = await announced(other);
    const made = /Token of this run: (\S{43})$/.exec(await other.line((line) => line.startsWith("Token of")))?.[1];
    const client = await connectOverHttp(address.href, made ?? "", "2025");
    expect((await client.listTools()).tools).toHaveLength(9);
    await client.close();
    other.child.kill("SIGTERM");
    expect(await other.ended).toBe(0);
  });
});
