import { isSextantError, type SextantError } from "@sextant/contracts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connectTuned } from "./connect.ts";
import { BAD_REPLIES } from "./testing/bad-replies.ts";
import { type BadReply, GOOD_ROWS } from "./testing/bad-reply.ts";
import { envelope, SECRET, startFakeOdoo } from "./testing/fake-odoo.ts";
import type { RawReply, RawServer } from "./testing/raw-server.ts";
import type { TransportName } from "./types.ts";

let server: RawServer;
let reply: RawReply;
const stray: unknown[] = [];
const note = (reason: unknown) => void stray.push(reason);

beforeAll(async () => {
  process.on("unhandledRejection", note);
  server = await startFakeOdoo(() => reply);
});
afterAll(async () => {
  await server.close();
  process.off("unhandledRejection", note);
  expect(stray).toEqual([]);
});

async function attempt(
  transport: TransportName,
  kind: "read" | "write",
  timeoutMs = 20_000,
): Promise<SextantError | { rows: unknown }> {
  const odoo = await connectTuned(
    {
      url: server.url,
      database: "db",
      login: "ann",
      secret: SECRET,
      transport,
      maxReplyBytes: 1 << 20,
    },
    { baseMs: 1 },
  );
  try {
    const rows =
      kind === "read"
        ? await odoo.search({ model: "x.thing", domain: [], fields: ["name", "amount"], limit: 10 }, { timeoutMs })
        : await odoo.call("write", "x.thing", "do_it", { ids: [1] }, { timeoutMs });
    return { rows };
  } catch (error) {
    if (isSextantError(error)) return error;
    throw error;
  } finally {
    await odoo.close();
  }
}

/** Only where a time-out is what is tested does the client wait briefly. */
const patience = (bad: BadReply) => (bad.read.includes("timeout") ? 150 : 20_000);

/** Everything a log or a screen could show of an error. */
function shown(error: SextantError): string {
  const cause = error.cause as { message?: string; stack?: string } | undefined;
  return `${error.message} ${JSON.stringify(error.details)} ${cause?.message} ${JSON.stringify(cause)}`;
}

function expectClean(error: SextantError) {
  for (const leak of [SECRET, "Traceback", "secret_line", "/opt/odoo", "private@example.com", "token="])
    expect(shown(error)).not.toContain(leak);
  expect(error.message.length).toBeGreaterThan(1);
}

const cases = BAD_REPLIES.flatMap((bad) => bad.transports.map((transport) => [bad.name, transport, bad] as const));

test("there are at least 150 bad replies", () => {
  expect(new Set(BAD_REPLIES.map((bad) => bad.name)).size).toBeGreaterThanOrEqual(150);
});

describe.each(["json-2", "json-rpc", "xml-rpc"] as const)("%s", (transport) => {
  test("the good reply is read", async () => {
    reply = envelope(transport, GOOD_ROWS);
    const result = await attempt(transport, "read");
    expect(result).toEqual({
      rows: [
        { id: 1, name: "a", amount: "1.5" },
        { id: 2, name: "b", amount: "-0.25" },
      ],
    });
  });
});

test.each(cases)("%s, %s, as the reply to a read", async (_name, transport, bad: BadReply) => {
  reply = bad.reply(transport);
  const result = await attempt(transport, "read", patience(bad));
  if (!isSextantError(result)) {
    expect(bad.read).toContain("ok");
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    return;
  }
  expect(bad.read, shown(result)).toContain(result.code);
  expectClean(result);
});

test.each(cases)("%s, %s, as the reply to a write", async (_name, transport, bad: BadReply) => {
  reply = bad.reply(transport);
  const sent = server.requests.length;
  const result = await attempt(transport, "write", patience(bad));
  const writes = server.requests.slice(sent).filter((request) => /do_it/.test(request.path + request.body));
  expect(writes.length).toBe(1);
  if (!isSextantError(result)) {
    expect(bad.write).toContain("ok");
    return;
  }
  expect(bad.write, shown(result)).toContain(result.details.outcome);
  if (result.details.outcome === "unknown") expect(result.message).toContain("unknown whether Odoo did the work");
  expectClean(result);
});
