import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** What the proxy does to the body of a reply. `null` cuts the connection in the middle of it. */
export type Fault = (path: string, body: Buffer) => Buffer | null;

export interface FaultyProxy {
  readonly url: string;
  close(): void;
}

/** A proxy in front of a real Odoo that spoils replies: for faults that a healthy server does not produce. */
export async function startFaultyProxy(target: string, spoil: Fault): Promise<FaultyProxy> {
  const { hostname, port } = new URL(target);
  const server: Server = createServer((incoming, outgoing) => {
    const onward = request(
      { hostname, port, path: incoming.url, method: incoming.method, headers: incoming.headers },
      (reply) => {
        const chunks: Buffer[] = [];
        reply.on("data", (chunk: Buffer) => chunks.push(chunk));
        reply.on("end", () => {
          const body = Buffer.concat(chunks);
          const spoilt = spoil(incoming.url ?? "", body);
          const { "content-length": _length, "transfer-encoding": _encoding, ...headers } = reply.headers;
          outgoing.writeHead(reply.statusCode ?? 502, { ...headers, "content-length": (spoilt ?? body).length });
          if (spoilt) outgoing.end(spoilt);
          else outgoing.write(body.subarray(0, Math.floor(body.length / 2)), () => outgoing.destroy());
        });
      },
    );
    onward.on("error", () => outgoing.destroy());
    incoming.pipe(onward);
  });
  server.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => void server.close() };
}
