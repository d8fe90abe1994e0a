import { Agent, createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
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
