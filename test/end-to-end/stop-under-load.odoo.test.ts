import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { errorBody, type Proposal } from "@sextant/contracts";
import { afterAll, beforeAll, expect, it } from "vitest";
import { describeOdoo } from "../odoo/describe-odoo.ts";
import { type RunningOdoo, startOdoo, users } from "../odoo/real-odoo.ts";
import { type ConsoleServer, freePort, startConsole } from "./console-server.ts";

const EACH = 10;
/** Requests that are sent after the signal, on the same connections. */
const LATE = 20;
const QUESTION = "How much cash do we have?";

/** What became of a request: its status and its whole body, or how its connection ended. */
type Outcome =
  | { readonly number: number; readonly status: number; readonly body: string }
  | { readonly number: number; readonly broken: string };

describeOdoo("a server that is told to stop under load", () => {
  const home = mkdtempSync(join(tmpdir(), "sextant-stop-"));
  const readLog = join(home, "read.log");
  let odoo: RunningOdoo;
  let server: ConsoleServer;
  let port: number;

  const start = () =>
    startConsole(
      port,
      {
        SEXTANT_ODOO_URL: odoo.url,
        SEXTANT_ODOO_DATABASE: odoo.database,
        SEXTANT_ODOO_LOGIN: users.admin.login,
        SEXTANT_ODOO_KEY: users.admin.key,
        NODE_OPTIONS: `--require ${fileURLToPath(new URL("log-requests.cjs", import.meta.url))}`,
        READ_LOG: readLog,
      },
      home,
    );
  beforeAll(async () => {
    odoo = await startOdoo({ template: "demo" });
    port = await freePort();
    server = await start();
  });
  afterAll(async () => {
    await server?.stop();
    await odoo?.stop();
    rmSync(home, { recursive: true, force: true });
  });

  it("answers what it has read, refuses the rest so that it can be asked again, and loses nothing", async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 5 * EACH, maxFreeSockets: 5 * EACH });
    let numbers = 0;
    const send = (path: string, body: object | null = null, headers: Record<string, string> = {}): Promise<Outcome> => {
      const number = numbers++;
      return new Promise((resolve) => {
        const given = { ...headers, "x-number": String(number), "content-type": "application/json" };
        const method = body === null ? "GET" : "POST";
        const sent = request({ host: "127.0.0.1", port, path, method, agent, headers: given }, (reply) => {
          let text = "";
          reply.setEncoding("utf8").on("data", (part: string) => {
            text += part;
          });
          reply.on("end", () => resolve({ number, status: reply.statusCode ?? 0, body: text }));
          reply.on("error", ({ message }) => resolve({ number, broken: `in its reply: ${message}` }));
        });
        sent.on("error", ({ message }) => resolve({ number, broken: message }));
        sent.end(body === null ? undefined : JSON.stringify(body));
      });
    };
    const made = async <T>(path: string, body: object | null = {}): Promise<T> => {
      const outcome = await send(path, body);
      if ("broken" in outcome || outcome.status >= 400) throw new Error(JSON.stringify(outcome));
      return JSON.parse(outcome.body) as T;
    };

    const ids = await Promise.all(many(async () => (await made<{ id: string }>("/api/conversations")).id));
    const proposals = await Promise.all(
      many((at) =>
        made<Proposal>("/api/proposals", {
          change: { kind: "action", action: "lead", parameters: { name: nameOf(at) } },
        }),
      ),
    );
    // Every connection has carried a request and is kept.
    await Promise.all(Array.from({ length: 5 * EACH }, () => made("/health", null)));

    const asked = ids.map((id) => send(`/api/conversations/${id}/questions`, { question: QUESTION }));
    const followed = ids.map((id) => send(`/api/conversations/${id}/events`));
    const approved = proposals.map(({ id, sha256 }) => send(`/api/proposals/${id}/approve`, { sha256 }));
    const read = many((at) => send(`/api/reports/balance-sheet?asOf=2026-0${(at % 9) + 1}-28`));
    const streamed = many((at) => send(`/api/reports/trial-balance/stream?to=2026-0${(at % 9) + 1}-28`));
    await Promise.race(approved);
    const stopped = server.stop();
    const late: Promise<Outcome>[] = [];
    for (let at = 0; at < LATE; at += 1) {
      late.push(send(`/api/reports/balance-sheet?asOf=2025-12-${at + 10}`));
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    const outcomes = {
      asked: await Promise.all(asked),
      followed: await Promise.all(followed),
      approved: await Promise.all(approved),
      read: await Promise.all(read),
      streamed: await Promise.all(streamed),
      late: await Promise.all(late),
    };
    await stopped;
    agent.destroy();

    const wasRead = new Set(readFileSync(readLog, "utf8").split("\n").filter(Boolean).map(Number));
    const all = Object.values(outcomes).flat();
    // A connection that ends without a reply never brought its request to the server.
    expect(all.filter((one) => "broken" in one && wasRead.has(one.number))).toEqual([]);
    const replies = all.flatMap((one) => ("status" in one ? [one] : []));
    for (const { status, body } of replies) {
      if (status >= 400) expect([status, errorBody.parse(JSON.parse(body)).retryable]).toEqual([503, true]);
    }
    for (const one of [...outcomes.read, ...outcomes.late])
      if ("status" in one && one.status === 200) expect(JSON.parse(one.body).lines.length).toBeGreaterThan(0);
    for (const one of outcomes.streamed)
      if ("status" in one && one.status === 200) expect(one.body).toMatch(/event: (result|error)\ndata: [^\n]*\n\n$/);
    writeFileSync(readLog, "");

    server = await start();
    for (const [at, id] of ids.entries()) {
      const [told, before] = [outcomes.asked[at], outcomes.followed[at]];
      if (!told || !("status" in told) || told.status !== 202) continue;
      const seen = before && "status" in before && before.status === 200 ? eventsIn(before.body) : [];
      const kept = await follow(server.url, id, "0");
      expect(kept.map(({ type }) => type)).toEqual(expect.arrayContaining(["question", "done"]));
      expect(kept.some(({ type }) => type === "answer" || type === "error")).toBe(true);
      // What a reader had seen is what is kept, and he goes on behind it.
      for (const event of seen.filter(({ type }) => kept.some((one) => one.type === type)))
        expect(kept).toContainEqual(event);
      const last = seen.at(-1)?.id ?? "0";
      if (seen.at(-1)?.type !== "done")
        expect(await follow(server.url, id, last)).toEqual(kept.filter((one) => Number(one.id) > Number(last)));
    }
    for (const { id, sha256 } of proposals) {
      const { state } = await get<Proposal>(server.url, `/api/proposals/${id}`);
      if (state === "pending") await post(server.url, `/api/proposals/${id}/approve`, { sha256 });
      else expect(state).toBe("done");
    }
    const leads = await odoo.sql("select name from crm_lead where name like 'Stopped %' order by name");
    expect(leads.map(({ name }) => name)).toEqual(many(nameOf).sort());
    for (const { id } of proposals)
      expect((await get<Proposal>(server.url, `/api/proposals/${id}`)).state).toBe("done");
  });
});

const many = <T>(make: (at: number) => T): T[] => Array.from({ length: EACH }, (_, at) => make(at));
const nameOf = (at: number) => `Stopped ${at}`;

async function get<T>(url: string, path: string): Promise<T> {
  const response = await fetch(`${url}${path}`);
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()) as T;
}

async function post(url: string, path: string, body: object): Promise<void> {
  const headers = { "content-type": "application/json" };
  const response = await fetch(`${url}${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(await response.text());
}

interface Told {
  readonly id: string;
  readonly type: string;
  readonly data: string;
}

const eventsIn = (text: string): Told[] =>
  [...text.matchAll(/^id: (\d+)\nevent: (\w+)\ndata: (.*)$/gm)].map(([, id = "", type = "", data = ""]) => ({
    id,
    type,
    data,
  }));

/** The events behind one, up to the end of the question. */
async function follow(url: string, id: string, after: string): Promise<Told[]> {
  const headers = { "last-event-id": after };
  const stream = await fetch(`${url}/api/conversations/${id}/events`, { headers, signal: AbortSignal.timeout(60_000) });
  let text = "";
  for await (const part of stream.body ?? []) {
    text += Buffer.from(part).toString();
    if (eventsIn(text).at(-1)?.type === "done") return eventsIn(text);
  }
  throw new Error(`The conversation ${id} broke off.`);
}
