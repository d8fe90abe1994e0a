import { describe, expect, it } from "vitest";
import type { Resolver } from "../../platform/egress/lookup-once.ts";
import { failing, streamed, vendorServer } from "./testing/vendor-server.ts";
import { openWire } from "./wire.ts";

const { signal } = new AbortController();
const at = (address: string) => [{ address, family: 4 }];

describe("the connection to a model's server", () => {
  /** A name server that changes its mind after the first answer. */
  const rebinding = (...answers: readonly string[]) => {
    const asked: string[] = [];
    const resolver: Resolver = (host, done) => {
      done(null, at(answers[Math.min(asked.length, answers.length - 1)] ?? ""));
      asked.push(host);
    };
    return { asked, resolver };
  };
  const ask = (base: string, resolver: Resolver) => {
    const wire = openWire({ server: "Vendor", base, signal, whole: true, resolver });
    return wire.fetch(`${base}/v1/models`).then((reply) => reply.text().finally(() => wire.close()));
  };

  it("goes to the address that was checked: the name is asked for once", async () => {
    await using server = await vendorServer(streamed("application/json", '{"here":true}'));
    const { port } = new URL(server.url);
    const { asked, resolver } = rebinding("127.0.0.1", "169.254.169.254");
    expect(await ask(`http://model.example:${port}`, resolver)).toBe('{"here":true}');
    expect(asked).toEqual(["model.example"]);
    expect(server.received[0]?.headers.host).toBe(`model.example:${port}`);
  });

  it("is not made to a metadata address, by name, in numbers, or beside a good one", async () => {
    await using server = await vendorServer(streamed("application/json", "{}"));
    const { port } = new URL(server.url);
    const refused = { code: "model_unreachable", message: expect.stringContaining("metadata address") };
    await expect(ask(`http://model.example:${port}`, rebinding("169.254.169.254").resolver)).rejects.toMatchObject(
      refused,
    );
    const two: Resolver = (_host, done) => done(null, [...at("127.0.0.1"), ...at("100.100.100.200")]);
    await expect(ask(`http://model.example:${port}`, two)).rejects.toMatchObject(refused);
    const unasked: Resolver = () => {
      throw new Error("asked");
    };
    for (const host of ["169.254.169.254", "[::ffff:169.254.169.254]", "2852039166", "metadata.google.internal"])
      await expect(ask(`http://${host}:${port}`, unasked), host).rejects.toMatchObject(refused);
    expect(server.received).toEqual([]);
  });

  it("says which server a name without an address is", async () => {
    const none: Resolver = (host, done) => done(new Error(`ENOTFOUND ${host}`), []);
    await expect(ask("http://no-such-name.invalid", none)).rejects.toMatchObject({
      code: "model_unreachable",
      message: "Vendor cannot be reached at http://no-such-name.invalid.",
    });
  });

  it("reads packed replies, and the body of a refusal", async () => {
    const { gzipSync } = await import("node:zlib");
    await using packed = await vendorServer((response) => {
      response.writeHead(200, { "content-type": "application/json", "content-encoding": "gzip" });
      response.end(gzipSync('{"packed":true}'));
    });
    const here = rebinding("127.0.0.1").resolver;
    expect(await ask(packed.url, here)).toBe('{"packed":true}');
    await using full = await vendorServer(failing(429, { error: { message: "slow down" } }));
    await expect(ask(full.url, here)).rejects.toMatchObject({ code: "model_limited" });
  });
});
