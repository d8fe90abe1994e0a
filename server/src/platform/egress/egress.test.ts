import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readAllowedTargets } from "./allowed-targets.ts";
import { isForbidden, PORTS } from "./forbidden-address.ts";
import { openGuard } from "./guard.ts";
import { isMetadataHost } from "./metadata-address.ts";
import { send } from "./send.ts";

const nothing = readAllowedTargets([], PORTS);

describe("addresses that others may not choose", () => {
  it.each([
    "127.0.0.1",
    "127.255.255.254",
    "0.0.0.0",
    "10.1.2.3",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "224.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "0:0:0:0:0:0:0:1",
    "::ffff:127.0.0.1",
    "::ffff:7f00:1",
    "::ffff:10.0.0.1",
    "::127.0.0.1",
    "64:ff9b::7f00:1",
    "fc00::1",
    "fdff::1",
    "fe80::1",
    "fe80::1%eth0",
    "ff02::1",
    "2002:7f00:1::",
    "localhost",
    "",
  ])("%s", (address) => expect(isForbidden(address)).toBe(true));

  it.each(["8.8.8.8", "172.32.0.1", "93.184.216.34", "2606:4700:4700::1111", "::ffff:8.8.8.8"])("but %s", (address) =>
    expect(isForbidden(address)).toBe(false),
  );
});

describe("hosts that not even the administrator may choose", () => {
  it.each([
    "169.254.169.254",
    "169.254.0.1",
    "[::ffff:169.254.169.254]",
    "[fe80::1]",
    "[fd00:ec2::254]",
    "100.100.100.200",
    "168.63.129.16",
    "metadata.google.internal",
    "Metadata.google.internal.",
  ])("%s", (host) => expect(isMetadataHost(host)).toBe(true));

  it("but a private network, this machine and what has no address", () => {
    for (const host of ["127.0.0.1", "10.0.0.5", "[::1]", "localhost", "no-such-name.invalid"])
      expect([host, isMetadataHost(host)]).toEqual([host, false]);
  });
});

describe("the guard", () => {
  let hits = 0;
  const sink = createServer((_request, response) => {
    hits++;
    response.end("{}");
  });
  let port = 0;
  beforeAll(async () => {
    await new Promise<void>((resolve) => sink.listen(0, "127.0.0.1", resolve));
    port = (sink.address() as AddressInfo).port;
  });
  afterAll(() => sink.close());

  /** A name server that answers with a public address first and with this machine from then on. */
  const rebinding = () => {
    let asked = 0;
    return (_host: string, done: (error: null, found: { address: string; family: number }[]) => void) =>
      done(null, [{ address: asked++ === 0 ? "127.0.0.1" : "93.184.216.34", family: 4 }]);
  };

  it("reaches no private address, however it is written", async () => {
    const written = [
      "127.0.0.1",
      "2130706433",
      "0x7f000001",
      "0177.0.0.1",
      "127.1",
      "0x7f.1",
      "[::1]",
      "[::ffff:127.0.0.1]",
      "localhost",
      "user:pw@127.0.0.1",
      "0",
    ];
    for (const host of written)
      for (const allowPort of [false, true]) {
        // With the port allowed for another network, the address alone must stop it.
        const allowed = allowPort ? readAllowedTargets([`10.9.9.9:${port}`], PORTS) : nothing;
        const sent = async () => send(openGuard(allowed), { method: "GET", url: `http://${host}:${port}/` });
        await expect(sent(), host).rejects.toMatchObject({ code: "address_refused" });
      }
    for (const url of [
      "ftp://8.8.8.8/",
      "file:///etc/passwd",
      "gopher://8.8.8.8:80/",
      "http://8.8.8.8:22/",
      "nonsense",
    ])
      expect(() => openGuard(nothing).check(url), url).toThrow();
    const rebound = openGuard(nothing, rebinding());
    await expect(send(rebound, { method: "GET", url: "http://rebind.example/" })).rejects.toMatchObject({
      code: "address_refused",
    });
    expect(hits).toBe(0);
  });

  it("refuses a name when one of its addresses is private", async () => {
    const both = openGuard(nothing, (_host, done) =>
      done(null, [
        { address: "93.184.216.34", family: 4 },
        { address: "10.0.0.1", family: 4 },
      ]),
    );
    await expect(send(both, { method: "GET", url: "http://both.example/" })).rejects.toMatchObject({
      code: "address_refused",
    });
  });

  it("reaches what the administrator allows, and follows no redirect from there", async () => {
    const allowed = readAllowedTargets([`127.0.0.0/8:${port}`], PORTS);
    expect((await send(openGuard(allowed), { method: "GET", url: `http://127.0.0.1:${port}/` })).status).toBe(200);
    expect(hits).toBe(1);
    const redirecting = createServer((_request, response) =>
      response.writeHead(302, { location: `http://127.0.0.1:${port}/` }).end("{}"),
    );
    await new Promise<void>((resolve) => redirecting.listen(0, "127.0.0.1", resolve));
    const other = (redirecting.address() as AddressInfo).port;
    const two = openGuard(readAllowedTargets([`127.0.0.1:${other}`], PORTS));
    expect((await send(two, { method: "GET", url: `http://127.0.0.1:${other}/` })).status).toBe(302);
    expect(hits).toBe(1);
    redirecting.close();
  });

  it("names every entry that is no network", () => {
    expect(() => readAllowedTargets(["10.0.0.0/8", "10.0.0.0/40", "example.com", "1.2.3.4:99999"], PORTS)).toThrow(
      "10.0.0.0/40, example.com, 1.2.3.4:99999",
    );
  });
});
