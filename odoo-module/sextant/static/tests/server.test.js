import { advanceTime, describe, expect, microTick, mockFetch, test } from "@odoo/hoot";
import { createConnection, mismatch } from "@sextant/server/connection";
import { createEventParser } from "@sextant/server/event_parser";
import { createServer } from "@sextant/server/server";
import { errorBody, errorOfReply, ServerError } from "@sextant/server/server_error";
import { createSession } from "@sextant/server/session";
import { patchTranslations, patchWithCleanup } from "@web/../tests/web_test_helpers";
import { inEnglish } from "./fakes";

describe.current.tags("headless");

const settled = async () => {
  for (let turn = 0; turn < 30; turn += 1) {
    await microTick();
  }
};

test("events are read from pieces that are cut anywhere", () => {
  const text = ': hi\r\nid: 7\r\nevent: note\r\ndata: {"a":\r\ndata: 1}\r\n\r\ndata: x\n\ndata: unfinished';
  for (let size = 1; size < text.length; size += 1) {
    const parse = createEventParser();
    const events = [];
    for (let from = 0; from < text.length; from += size) {
      events.push(...parse(text.slice(from, from + size)));
    }
    expect(events).toEqual([
      { event: "note", data: '{"a":\n1}', id: "7" },
      { event: "message", data: "x", id: "7" },
    ]);
  }
});

test("a server that is older or newer than the module is said in one sentence", () => {
  inEnglish();
  expect(mismatch("0.1", { version: "0.1.9" })).toBe(null);
  expect(mismatch("2.3", { version: "2.0.1" })).toBe(null);
  expect(mismatch("0.2", { version: "0.1.0" })).toInclude("version 0.2, and the server is 0.1.0");
  expect(mismatch("0.1", { version: "7.1.0" })).toInclude("version 0.1, and the server is 7.1.0");
});

test("refusals that the server gives by name are in the language of the user", async () => {
  patchTranslations({
    sextant: {
      "The clocks of Odoo and of Sextant are %s seconds apart.": "%s Sekunden auseinander.",
      "This database is not connected to Sextant any more.": "Nicht mehr verbunden.",
      "The module in Odoo and the server of Sextant do not fit: update the older one.": "Passt nicht.",
      "Sextant knows another state of this database, as of a copy or before a restored backup.": "Anderer Stand.",
      "This database knows another state of Sextant, as before a restored backup.": "Anderes Sextant.",
    },
  });
  const said = async (details) => {
    const reply = new Response(JSON.stringify({ code: "sign_in_refused", message: "English.", details }), {
      status: 401,
    });
    const { body, status } = await errorOfReply(reply);
    return [status, body.message, body.retryable];
  };
  expect(await said({ why: "clock", seconds: -300 })).toEqual([401, "300 Sekunden auseinander.", false]);
  expect(await said({ why: "not_connected" })).toEqual([401, "Nicht mehr verbunden.", false]);
  expect(await said({ why: "version" })).toEqual([401, "Passt nicht.", false]);
  expect(await said({ why: "another_database" })).toEqual([401, "Anderer Stand.", false]);
  expect(await said({ why: "another_server" })).toEqual([401, "Anderes Sextant.", false]);
  expect(await said({ why: "toString" })).toEqual([401, "English.", false]);
});

test("what is no reply of Sextant, and what fails here, is said too", async () => {
  inEnglish();
  const gateway = await errorOfReply(new Response("<h1>Bad gateway</h1>", { status: 502 }));
  expect(gateway.body).toMatchObject({ code: "gateway", retryable: true });
  expect(gateway.body.message).toInclude("502");
  expect(errorBody(new DOMException("x", "AbortError")).code).toBe("aborted");
  expect(errorBody(new TypeError("oh")).message).toInclude("oh");
});

test("a server that is away is asked again until it answers", async () => {
  inEnglish();
  const states = [];
  let away = true;
  const server = {
    health: async () =>
      away ? Promise.reject(new ServerError({ code: "transport", message: "Away." })) : { version: "0.1.0" },
  };
  const connection = createConnection(server, "0.1", ({ state }) => states.push(state));
  connection.check();
  connection.check();
  await settled();
  await advanceTime(1000);
  away = false;
  await advanceTime(2000);
  await settled();
  expect(states).toEqual(["down", "down", "up"]);
  connection.stop();
});

const settings = { server: "https://s.example", paired: true, tenant: "t", userId: 2, origin: "" };

/** A server of Sextant and an Odoo, at their routes. */
function bothSides(more = {}) {
  let issued = 0;
  // Where tests run there is none.
  patchWithCleanup(crypto.subtle, { digest: async () => new ArrayBuffer(32) });
  mockFetch(async (url, { body } = {}) => {
    const { pathname } = new URL(url, "https://odoo.example");
    expect.step(pathname);
    if (more[pathname]) {
      return more[pathname](JSON.parse(body ?? "{}"));
    }
    if (pathname === "/sextant/v1/code") {
      return { jsonrpc: "2.0", id: 1, result: { code: "a.b.c" } };
    }
    issued += 1;
    return {
      access_token: `token ${issued}`,
      refresh_token: `refresh ${issued}`,
      expires_in: 900,
      person: { id: 2, tenant: "t" },
    };
  });
}

test("many who need a token at once wait for one; it is renewed before it ends", async () => {
  inEnglish();
  bothSides();
  const session = createSession(settings);
  const tokens = await Promise.all(Array.from({ length: 20 }, () => session.token()));
  expect(new Set(tokens).size).toBe(1);
  expect.verifySteps(["/sextant/v1/code", "/v1/auth/exchange"]);
  await advanceTime(871_000);
  expect(await Promise.all([session.token(), session.token()])).toEqual(["token 2", "token 2"]);
  expect.verifySteps(["/v1/auth/refresh"]);
});

test("a token that was refused is got anew once, for all requests that had it", async () => {
  inEnglish();
  bothSides({
    "/api/status": () => new Response(JSON.stringify({ code: "signed_out", message: "Over." }), { status: 401 }),
  });
  const server = createServer(settings.server, createSession(settings));
  await expect(server.get("/api/status")).rejects.toThrow("Over.");
  expect.verifySteps(["/sextant/v1/code", "/v1/auth/exchange", "/api/status", "/v1/auth/refresh", "/api/status"]);
});

test("a file comes with the name that the server gives it", async () => {
  inEnglish();
  const headers = { "Content-Disposition": `attachment; filename="a.csv"; filename*=UTF-8''%C3%A4.csv` };
  bothSides({ "/api/file": () => new Response("1;2", { headers }), "/api/bare": () => new Response("1;2") });
  const server = createServer(settings.server, createSession({ ...settings, paired: false }));
  const { blob, name } = await server.file("/api/file");
  expect([await blob.text(), name]).toEqual(["1;2", "ä.csv"]);
  expect((await server.file("/api/bare")).name).toBe(null);
  expect.verifySteps(["/api/file", "/api/bare"]);
});

test("nobody is taken for somebody else who signed in in the same browser, or at another address", async () => {
  inEnglish();
  bothSides();
  await expect(createSession({ ...settings, userId: 3 }).token()).rejects.toThrow("Somebody else");
  await expect(createSession({ ...settings, tenant: "u" }).token()).rejects.toThrow("Somebody else");
  expect.verifySteps(["/sextant/v1/code", "/v1/auth/exchange", "/sextant/v1/code", "/v1/auth/exchange"]);
  await expect(createSession({ ...settings, origin: "https://elsewhere.example" }).token()).rejects.toThrow(
    "elsewhere",
  );
  expect.verifySteps([]);
  expect(await createSession({ ...settings, paired: false }).token()).toBe(null);
});
