import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";

export interface ProxyHabits {
  /** Path under which the server behind it is found, such as `/erp`; what is elsewhere is not there. */
  readonly under?: string;
  /** Whether that path is taken off before the request goes on, as is usual. */
  readonly strips?: boolean;
  /** Whether the server behind sees the name that the browser used as its host, or its own; it is always told in X-Forwarded-Host. */
  readonly passesHost?: boolean;
}

export interface ReverseProxy {
  /** Address of the server behind it, as browsers know it. */
  readonly url: string;
  /** Requests that went through, by path as it was asked for. */
  readonly asked: readonly string[];
  /** Where requests go; it may be set once the server behind listens. */
  target: string;
  stop(): Promise<void>;
}

/** A reverse proxy as companies have one: another address, a path of its own, `X-Forwarded-*`, replies passed on piece by piece. */
export async function startReverseProxy({
  under = "",
  strips = true,
  passesHost = true,
}: ProxyHabits = {}): Promise<ReverseProxy> {
  const asked: string[] = [];
  const server = createServer((incoming, outgoing) => {
    const path = incoming.url ?? "/";
    asked.push(path);
    if (!path.startsWith(under)) {
      outgoing.writeHead(404, { "content-type": "text/html" }).end("<h1>Nothing here</h1>");
      return;
    }
    const { hostname, port, host } = new URL(proxy.target);
    const forwarded = [incoming.headers["x-forwarded-for"], incoming.socket.remoteAddress].filter(Boolean).join(", ");
    const onward = request(
      {
        hostname,
        port,
        path: strips ? path.slice(under.length) || "/" : path,
        method: incoming.method,
        headers: {
          ...incoming.headers,
          host: passesHost ? incoming.headers.host : host,
          "x-forwarded-for": forwarded,
          "x-forwarded-host": incoming.headers.host,
          "x-forwarded-proto": "http",
        },
      },
      (reply) => {
        outgoing.writeHead(reply.statusCode ?? 502, reply.headers);
        reply.pipe(outgoing);
      },
    );
    onward.on("error", () => outgoing.destroy());
    outgoing.on("close", () => onward.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const proxy: ReverseProxy = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${under}`,
    asked,
    target: "",
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return proxy;
}
