import { getEventListeners } from "node:events";
import { type ErrorCode, SextantError } from "@sextant/contracts";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import type { Transport, WireCall } from "../transports/transport.ts";
import { openCaller } from "./caller.ts";
import { openGate } from "./gate.ts";

const call = (kind: "read" | "write", signal?: AbortSignal): WireCall => ({
  kind,
  model: "x.thing",
  method: "do_it",
  named: {},
  positional: [],
  context: {},
  timeoutMs: 1000,
  signal,
});

/** Fails with the given errors, one after the other, then answers. */
function failing(...errors: SextantError[]): Transport & { sent: number } {
  const transport = {
    name: "json-2" as const,
    sent: 0,
    signIn: async () => 2,
    close: () => undefined,
    async call() {
      const error = errors[transport.sent];
      transport.sent += 1;
      if (error) throw error;
      return "done";
    },
  };
  return transport;
}

const error = (code: ErrorCode, details: Record<string, unknown> = {}) =>
  new SextantError(code, `it is ${code}`, { details });
const times = (n: number, code: ErrorCode) => Array.from({ length: n }, () => error(code));
const quick = { baseMs: 1 };

describe("reads", () => {
  test.each<[ErrorCode, number]>([
    ["transport", 3],
    ["gateway", 3],
    ["overloaded", 3],
    ["conflict", 3],
    ["odoo_unreachable", 2],
    ["timeout", 1],
    ["server", 1],
    ["bad_reply", 1],
    ["authentication", 0],
    ["access", 0],
    ["business", 0],
    ["missing", 0],
    ["unknown_method", 0],
    ["no_database", 0],
    ["bad_call", 0],
    ["none_result", 0],
    ["aborted", 0],
    ["precision", 0],
    ["unsafe_value", 0],
  ])("%s is tried %i times more", async (code, more) => {
    const good = failing(...times(more, code));
    expect(await openCaller(good, "secret", quick).send(call("read"))).toBe("done");
    expect(good.sent).toBe(more + 1);
    const bad = failing(...times(9, code));
    await expect(openCaller(bad, "secret", quick).send(call("read"))).rejects.toMatchObject({ code });
    expect(bad.sent).toBe(more + 1);
  });
  test("a reply over the limit is not asked for again", async () => {
    const transport = failing(error("bad_reply", { tooLarge: true }));
    await expect(openCaller(transport, "secret", quick).send(call("read"))).rejects.toMatchObject({
      code: "bad_reply",
    });
    expect(transport.sent).toBe(1);
  });
  test("waits as long as Retry-After says, but gives up when that is too long", async () => {
    vi.useFakeTimers();
    try {
      const transport = failing(error("overloaded", { retryAfterMs: 7000 }));
      const sent = openCaller(transport, "secret", { baseMs: 1 }).send(call("read"));
      await vi.advanceTimersByTimeAsync(6900);
      expect(transport.sent).toBe(1);
      await vi.advanceTimersByTimeAsync(200);
      expect(await sent).toBe("done");
    } finally {
      vi.useRealTimers();
    }
    const long = failing(error("overloaded", { retryAfterMs: 3_600_000 }));
    await expect(openCaller(long, "secret", quick).send(call("read"))).rejects.toMatchObject({ code: "overloaded" });
    expect(long.sent).toBe(1);
  });
  test("an abort ends the wait before a retry at once", async () => {
    const stop = new AbortController();
    const transport = failing(...times(3, "transport"));
    const sent = openCaller(transport, "secret", { baseMs: 60_000 }).send(call("read", stop.signal));
    setTimeout(() => stop.abort(), 5);
    await expect(sent).rejects.toMatchObject({ code: "aborted" });
    expect(transport.sent).toBe(1);
  });
});

describe("writes", () => {
  test.each<[ErrorCode, string]>([
    ["transport", "unknown"],
    ["gateway", "unknown"],
    ["overloaded", "unknown"],
    ["timeout", "unknown"],
    ["server", "unknown"],
    ["bad_reply", "unknown"],
    ["aborted", "unknown"],
    ["none_result", "committed"],
    ["conflict", "rolled_back"],
    ["business", "rolled_back"],
    ["access", "rolled_back"],
    ["missing", "rolled_back"],
    ["authentication", "not_run"],
    ["odoo_unreachable", "not_run"],
    ["no_database", "not_run"],
    ["unknown_method", "not_run"],
    ["bad_call", "not_run"],
    ["unsafe_value", "not_run"],
  ])("%s is sent once and its outcome is %s", async (code, outcome) => {
    const transport = failing(...times(5, code));
    await expect(openCaller(transport, "secret", quick).send(call("write"))).rejects.toMatchObject({
      code,
      details: { outcome },
    });
    expect(transport.sent).toBe(1);
  });
});

describe("a refused key", () => {
  test("nothing more is sent until the breaker lets one call try", async () => {
    const transport = failing(error("authentication"));
    const caller = openCaller(transport, "secret", { ...quick, breakerMs: 30 });
    await expect(caller.send(call("read"))).rejects.toMatchObject({ code: "authentication" });
    await expect(caller.send(call("read"))).rejects.toMatchObject({ code: "authentication" });
    await expect(caller.send(call("write"))).rejects.toMatchObject({
      code: "authentication",
      details: { outcome: "not_run" },
    });
    expect(transport.sent).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 40));
    expect(await caller.send(call("read"))).toBe("done");
  });
});

test("the secret never leaves in an error", async () => {
  const transport = failing(new SextantError("business", "You sent s3cret-key!", { details: { said: "s3cret-key" } }));
  const failed = await openCaller(transport, "s3cret-key", quick)
    .send(call("read"))
    .catch((e: unknown) => e as SextantError);
  expect((failed as SextantError).message).toBe("You sent •••!");
  expect(JSON.stringify((failed as SextantError).details)).not.toContain("s3cret-key");
});

test("an unexpected failure becomes a typed one", async () => {
  const transport = failing();
  transport.call = async () => {
    throw new TypeError("x is not a function");
  };
  await expect(openCaller(transport, "secret", quick).send(call("read"))).rejects.toMatchObject({ code: "internal" });
});

describe("the gate", () => {
  test("bounds the calls in flight, halves under load and grows back", async () => {
    const gate = openGate(4);
    let running = 0;
    let most = 0;
    const work = () =>
      gate.run(async () => {
        running += 1;
        most = Math.max(most, running);
        await new Promise((resolve) => setImmediate(resolve));
        running -= 1;
      });
    await Promise.all(Array.from({ length: 30 }, work));
    expect(most).toBe(4);
    gate.slowDown();
    expect(gate.limit).toBe(2);
    most = 0;
    await Promise.all(Array.from({ length: 10 }, work));
    expect(most).toBe(2);
    await Promise.all(Array.from({ length: 60 }, work));
    expect(gate.limit).toBe(4);
  });
  test("a caller who gives up while waiting is not sent", async () => {
    const gate = openGate(1);
    let release: () => void = Date.now;
    const first = gate.run(() => new Promise<void>((resolve) => (release = resolve)));
    const stop = new AbortController();
    let ran = false;
    const second = gate.run(async () => {
      ran = true;
    }, stop.signal);
    stop.abort();
    await expect(second).rejects.toMatchObject({ code: "aborted", details: { sent: false } });
    release();
    await first;
    expect(ran).toBe(false);
    expect(await gate.run(async () => 5)).toBe(5);
  });
});

test("many calls wait with one signal; none listens to it when it is over, and Node does not take them for a leak", async () => {
  const warnings: Error[] = [];
  const note = (warning: Error) => warnings.push(warning);
  process.on("warning", note);
  onTestFinished(() => void process.off("warning", note));
  const { signal } = new AbortController();
  const caller = openCaller(failing(), "secret");
  const sent = Array.from({ length: 30 }, (_, at) => caller.send(call(at % 2 === 0 ? "read" : "write", signal)));
  expect(getEventListeners(signal, "abort").length).toBeGreaterThan(30);
  expect(await Promise.all(sent)).toEqual(Array.from({ length: 30 }, () => "done"));
  expect(getEventListeners(signal, "abort")).toEqual([]);
  // Node tells of it in a later turn.
  await new Promise((resolve) => setImmediate(resolve));
  expect(warnings).toEqual([]);
});
