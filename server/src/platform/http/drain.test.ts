import { Agent, createServer, request } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { expect, it } from "vitest";
import { drainable } from "./drain.ts";

it("lets requests end, and tells those that do not, and those that come, to ask again", async () => {
  const { listener, drain } = drainable((incoming, response) => {
    if (incoming.url === "/soon") setTimeout(() => response.end("done"), 50);
    if (incoming.url === "/stream") {
      response.setHeader("content-type", "text/event-stream; charset=utf-8");
      response.write("event: progress\ndata: {}\n\n");
    }
  });
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const agent = new Agent({ keepAlive: true });
  const get = (path: string) =>
    new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
      const sent = request({ port, path, host: "127.0.0.1", agent }, (reply) => {
        let body = "";
        reply.setEncoding("utf8").on("data", (part: string) => {
          body += part;
        });
        reply.on("end", () => resolve({ status: reply.statusCode, body }));
      });
      sent.on("error", reject).end();
    });
  try {
    const replies = Promise.all(
      ["/soon", "/never", "/stream"].flatMap((path) => Array.from({ length: 17 }, () => get(path))),
    );
    // All of them have arrived.
    await get("/soon");
    const drained = drain(200);
    const late = await get("/soon");
    await drained;
    for (const [index, { status, body }] of (await replies).entries()) {
      if (index < 17) expect([status, body]).toEqual([200, "done"]);
      else if (index < 34)
        expect([status, JSON.parse(body)]).toMatchObject([503, { code: "interrupted", retryable: true }]);
      else expect(body).toMatch(/event: error\ndata: .*"retryable":true.*\n\n$/);
    }
    expect([late.status, JSON.parse(late.body)]).toMatchObject([503, { code: "interrupted", retryable: true }]);
  } finally {
    agent.destroy();
    server.closeAllConnections();
    server.close();
  }
});

it("reads what was sent before the end also where the time for it passed in one busy turn", async () => {
  const { listener, drain } = drainable((_incoming, response) => response.end("done"));
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const kept = connect((server.address() as AddressInfo).port, "127.0.0.1");
  const ask = () => void kept.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  let told = "";
  kept.on("data", (part) => {
    told += part;
  });
  const over = new Promise((resolve) => kept.on("close", resolve));
  kept.on("error", () => undefined);
  try {
    ask();
    while (!told.includes("done")) await new Promise((resolve) => setTimeout(resolve, 5));
    // Behind the phase in which sockets are read: the next one is that of timers.
    await new Promise((resolve) => setImmediate(resolve));
    const drained = drain(200);
    ask();
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
    await drained;
    server.closeAllConnections();
    await over;
    expect(told).toMatch(/done[\s\S]*HTTP\/1\.1 503 [\s\S]*"retryable":true/);
  } finally {
    kept.destroy();
    server.close();
  }
});
