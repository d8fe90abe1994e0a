import { describe, expect, it } from "vitest";
import { z } from "zod";
import { anthropicModel } from "./anthropic.ts";
import { collect, REQUEST } from "./testing/collect.ts";
import { ANTHROPIC, OLLAMA, OPENAI, PROTOCOLS } from "./testing/vendor-protocols.ts";
import { cut, endless, failing, inTwo, silent, stalled, streamed, vendorServer } from "./testing/vendor-server.ts";
import type { LanguageModel, ModelEvent, Turn } from "./types.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const REPLY = {
  text: ["Cash is ", "{c1} – größer 💶", "."],
  calls: [{ name: "report", json: ['{"report":', '"cash"}'] }],
};

describe.each(PROTOCOLS.map((protocol) => [protocol.vendor, protocol] as const))("%s over the wire", (_, protocol) => {
  const { type, stream, model, error, broken, emptyStart, part } = protocol;

  it("reads text, a call of a tool, counts and the reason of the end", async () => {
    await using server = await vendorServer(streamed(type, stream(REPLY)));
    const reply = await collect(model(server.url));
    expect(reply.text).toBe("Cash is {c1} – größer 💶.");
    expect(reply.calls).toMatchObject([{ name: "report", input: { report: "cash" } }]);
    const cacheRead = protocol === OLLAMA ? 0 : 100;
    const cacheWrite = protocol === ANTHROPIC ? 5 : 0;
    expect(reply.stop).toEqual({ reason: "tools", usage: { input: 11, cacheRead, cacheWrite, output: 7 } });
    expect(reply.error).toBeNull();
  });

  it("reads the same however the bytes are parted", async () => {
    const content = bytes(stream(REPLY));
    const places = Array.from({ length: Math.floor(content.length / 61) }, (_, n) => 61 * n + 1);
    await using server = await vendorServer(streamed(type, content), ...places.map((at) => inTwo(type, content, at)));
    const expected = await collect(model(server.url));
    for (const at of places) expect(await collect(model(server.url)), `in two at ${at}`).toEqual(expected);
  });

  it.each(["end", "destroy"] as const)("takes no cut reply for a whole one (%s)", async (how) => {
    const content = bytes(stream({ text: REPLY.text }));
    let whole = 0;
    const even = Array.from({ length: 12 }, (_, n) => Math.floor((n * content.length) / 12) + 1);
    const cuts = [...new Set([...borders(content), ...even])];
    await using server = await vendorServer(...cuts.map((at) => cut(type, content, at, how)));
    for (const at of cuts) {
      const reply = await collect(model(server.url));
      if (reply.stop !== null) {
        whole += 1;
        expect(reply.text, `cut at ${at} of ${content.length}`).toBe("Cash is {c1} – größer 💶.");
      } else expect(["model_reply", "model_unreachable"], `cut at ${at}`).toContain(reply.error?.code);
    }
    expect(whole).toBeLessThan(10);
  });

  it("hands on a call whose JSON is broken as malformed", async () => {
    const call = { name: "report", json: ['{"report": "ca'] };
    await using server = await vendorServer(streamed(type, stream({ calls: [call] })));
    const reply = await collect(model(server.url));
    expect(reply.calls).toMatchObject([{ name: "report", input: null, malformed: "The input is not valid JSON." }]);
    expect(reply.stop?.reason).toBe("tools");
  });

  it.each([
    ["a list", "[1]"],
    ["a text", '"x"'],
    ["nothing", ""],
  ])("does not take %s for the input of a tool", async (_what, json) => {
    await using server = await vendorServer(streamed(type, stream({ calls: [{ name: "report", json: [json] }] })));
    const [call] = (await collect(model(server.url))).calls;
    if (json === "") expect(call?.malformed ?? JSON.stringify(call?.input)).toBe("{}");
    else expect(call).toMatchObject({ input: null, malformed: expect.any(String) });
  });

  it("tells the limits of length and a refusal from an end", async () => {
    await using server = await vendorServer(streamed(type, stream({ text: ["half"], stop: "length" })));
    expect((await collect(model(server.url))).stop?.reason).toBe("length");
    if (protocol === OLLAMA) return;
    await using other = await vendorServer(streamed(type, stream({ text: ["no"], stop: "declined" })));
    expect((await collect(model(other.url))).stop?.reason).toBe("declined");
  });

  it.each<[number, string, string]>([
    [400, "invalid_request_error", "model_refused"],
    [401, "authentication_error", "model_authentication"],
    [403, "permission_error", "model_authentication"],
    [404, "not_found_error", "model_unknown"],
    [429, "rate_limit_error", "model_limited"],
    [500, "api_error", "model_overloaded"],
    [503, "", "model_overloaded"],
    [529, "overloaded_error", "model_overloaded"],
  ])("turns status %i %s into %s", async (status, kind, code) => {
    await using server = await vendorServer(failing(status, error(kind, "It is so. Key sk-abcdef123456 was used")));
    const reply = await collect(model(server.url));
    expect(reply.error).toMatchObject({ code, details: { status } });
    expect(reply.error?.message).toContain("It is so");
    expect(reply.error?.message).not.toContain("abcdef");
    expect(server.received).toHaveLength(1);
  });

  it("keeps how long the server wants it to wait", async () => {
    await using server = await vendorServer(
      failing(429, error("rate_limit_error", "slow down"), { "retry-after": "7" }),
      failing(429, error("rate_limit_error", "slow down")),
    );
    expect((await collect(model(server.url))).error?.details.retryAfterMs).toBe(7000);
    expect((await collect(model(server.url))).error?.details).not.toHaveProperty("retryAfterMs");
  });

  it("does not take an error with status 200, a page or whole JSON for a stream", async () => {
    await using server = await vendorServer(
      failing(200, error("overloaded_error", "busy")),
      streamed("text/html", "<h1>Login</h1>"),
    );
    const first = await collect(model(server.url));
    expect(first.error?.code).toBe(protocol === OLLAMA ? "model_reply" : "model_overloaded");
    expect(first.error?.message).toContain("busy");
    expect((await collect(model(server.url))).error).toMatchObject({
      code: "model_reply",
      message: expect.stringContaining("a page of HTML"),
    });
  });

  it("reports an error inside a stream, after the text that came", async () => {
    await using server = await vendorServer(streamed(type, emptyStart + part + broken));
    const reply = await collect(model(server.url));
    expect(reply.text).toBe("more ");
    expect(reply.error?.code).toBe("model_overloaded");
    expect(reply.stop).toBeNull();
  });

  it("ends an endless stream at its limit", async () => {
    await using server = await vendorServer(endless(type, emptyStart, part));
    const reply = await collect(model(server.url, { bytes: 60_000 }));
    expect(reply.error).toMatchObject({ code: "model_reply", message: expect.stringContaining("does not stop") });
  });

  it("waits neither for a silent server, nor for one that falls silent, nor for ever", async () => {
    await using quiet = await vendorServer(silent);
    const limits = { firstByteMs: 600, idleMs: 600 };
    expect((await collect(model(quiet.url, { ...limits, firstByteMs: 60 }))).error?.code).toBe("model_timeout");
    await using stops = await vendorServer(stalled(type, emptyStart + part));
    const reply = await collect(model(stops.url, limits));
    expect([reply.text, reply.error?.code, reply.stop]).toEqual(["more ", "model_timeout", null]);
    await using drips = await vendorServer(endless(type, emptyStart, part));
    expect((await collect(model(drips.url, { totalMs: 60, bytes: 1e12 }))).error?.code).toBe("model_timeout");
  });

  it("can be cancelled before and during the reply", async () => {
    await using server = await vendorServer(stalled(type, emptyStart + part));
    expect((await collect(model(server.url), AbortSignal.abort())).error?.code).toBe("aborted");
    const abort = new AbortController();
    const reply = await collect(model(server.url), abort.signal, () => abort.abort());
    expect([reply.text, reply.error?.code]).toEqual(["more ", "aborted"]);
  });

  it("says that nobody answers, and follows nobody elsewhere", async () => {
    const gone = await vendorServer(silent);
    await gone[Symbol.asyncDispose]();
    expect((await collect(model(gone.url))).error?.code).toBe("model_unreachable");
    await using target = await vendorServer(streamed(type, stream({ text: ["stolen"] })));
    await using server = await vendorServer((response) => {
      response.writeHead(307, { location: `${target.url}/v1/messages` });
      response.end();
    });
    expect((await collect(model(server.url))).error?.code).toBe("model_unreachable");
    expect(target.received).toEqual([]);
  });

  it("survives lines that are no JSON", async () => {
    const odd = type.startsWith("text") ? "event: message_delta\ndata: {oops\n\n" : "{oops\n";
    await using server = await vendorServer(streamed(type, emptyStart + part + odd));
    expect((await collect(model(server.url))).error?.code).toBe("model_reply");
  });

  it("sends instructions, tools, calls and results as the vendor wants them", async () => {
    await using server = await vendorServer(streamed(type, stream({ text: ["ok"] })));
    const call = { id: "t1", name: "report", input: { report: "cash" } };
    const request = {
      ...REQUEST,
      turns: [
        { role: "user", text: "cash?" },
        { role: "assistant", text: "Looking.", calls: [call] },
        { role: "tools", results: [{ call: "t1", name: "report", content: '{"a":1}', failed: false }] },
      ],
    } as const;
    await collect(model(server.url).stream(request, new AbortController().signal));
    expect(server.received[0]?.body).toMatchSnapshot();
  });
});

const asked = z.object({ messages: z.array(z.object({ content: z.array(z.looseObject({ type: z.string() })) })) });

it("Ollama: a line that cannot be read in the middle is a failure, not a gap", async () => {
  const content = OLLAMA.stream({ text: ["Nothing is ", "not ", "overdue."] }).replace(
    '{"model":"m","created_at":"2026-11-27T10:00:00Z","message":{"role":"assistant","content":"not "',
    '{"oops',
  );
  await using server = await vendorServer(streamed(OLLAMA.type, content));
  const reply = await collect(OLLAMA.model(server.url));
  expect([reply.stop, reply.error?.code, reply.error?.message]).toEqual([
    null,
    "model_reply",
    "Ollama (m) sent a line that is not JSON.",
  ]);
});

describe("what a vendor offers besides", () => {
  it("Anthropic: caches tools, instructions and the conversation, shows the key where it belongs and to nobody else", async () => {
    await using server = await vendorServer(streamed(ANTHROPIC.type, ANTHROPIC.stream({ text: ["ok"] })));
    await collect(ANTHROPIC.model(server.url));
    const [{ body, headers, path } = { body: {}, headers: {}, path: "" }] = server.received;
    const cached = { cache_control: { type: "ephemeral" } };
    expect(body).toMatchObject({ system: [cached], tools: [cached], messages: [{ content: [cached] }] });
    expect(path).toBe("/v1/messages");
    expect(JSON.stringify(headers)).toContain("k-1");
    expect(headers).not.toHaveProperty("traceparent");
  });

  it("Anthropic: gives signed thoughts back as they came, to the model that had them and to no other", async () => {
    const call = { name: "report", json: ["{}"] };
    const said = ANTHROPIC.stream({ thought: "Which report?", text: ["Looking."], calls: [call] });
    await using server = await vendorServer(streamed(ANTHROPIC.type, said));
    let stop: Extract<ModelEvent, { type: "stop" }> | null = null;
    for await (const event of ANTHROPIC.model(server.url).stream(REQUEST, new AbortController().signal))
      if (event.type === "stop") stop = event;
    const turns: Turn[] = [
      ...REQUEST.turns,
      {
        role: "assistant",
        text: "Looking.",
        calls: [{ id: "toolu_1", name: "report", input: {} }],
        ...(stop?.kept ? { kept: stop.kept } : {}),
      },
      { role: "tools", results: [{ call: "toolu_1", name: "report", content: "1", failed: false }] },
    ];
    const given = async (model: LanguageModel) => {
      await collect(model.stream({ ...REQUEST, turns }, new AbortController().signal));
      const { messages } = asked.parse(server.received.at(-1)?.body);
      return messages[1]?.content;
    };
    expect(await given(ANTHROPIC.model(server.url))).toEqual([
      { type: "thinking", thinking: "Which report?", signature: "c2ln" },
      { type: "text", text: "Looking." },
      { type: "tool_use", id: "toolu_1", name: "report", input: {} },
    ]);
    const other = anthropicModel({ name: { vendor: "anthropic", model: "other" }, key: "k", url: server.url });
    expect((await given(other))?.map(({ type }) => type)).toEqual(["text", "tool_use"]);
  });

  it("OpenAI: asks for counts; the newer name of the limit is for its own server alone", async () => {
    await using server = await vendorServer(streamed(OPENAI.type, OPENAI.stream({ text: ["ok"] })));
    await collect(OPENAI.model(server.url));
    expect(server.received[0]).toMatchObject({
      path: "/v1/chat/completions",
      body: { stream_options: { include_usage: true }, max_tokens: 500 },
    });
  });

  it("OpenAI: reads a compatible server that says stop, gives no counts and no ids", async () => {
    const content = OPENAI.stream({ calls: [{ name: "report", json: ["{}"] }] })
      .replace('"tool_calls"}', '"stop"}')
      .replaceAll('"id":"call_a",', "")
      .replace(/data: \{[^\n]*"usage"[^\n]*\n\n/, "");
    await using server = await vendorServer(streamed(OPENAI.type, content));
    expect(await collect(OPENAI.model(server.url))).toMatchObject({
      calls: [{ id: "call_0", name: "report", input: {} }],
      stop: { reason: "tools", usage: { input: 0, output: 0 } },
    });
  });
});

/** The bytes behind which an event or line ends, and those inside characters of several bytes. */
function borders(content: Uint8Array): number[] {
  const found: number[] = [];
  content.forEach((byte, at) => {
    if ((byte === 10 && content[at + 1] !== 10) || byte >= 0xc0) found.push(at + 1);
  });
  return found;
}
