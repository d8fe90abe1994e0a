import { createServer, type Server, type Socket } from "node:net";

export interface RawRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Bytes to send (the connection is then closed), or a script that holds the socket. */
export type RawReply = Buffer | ((socket: Socket) => void);

export interface RawServer {
  readonly url: string;
  readonly requests: RawRequest[];
  close(): Promise<void>;
}

/** An HTTP server that sends exactly the bytes it is told, valid or not: what `node:http` would refuse to send. */
export async function startRawServer(answer: (request: RawRequest) => RawReply): Promise<RawServer> {
  const sockets = new Set<Socket>();
  const requests: RawRequest[] = [];
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => undefined);
    let pending = Buffer.alloc(0);
    socket.on("data", (chunk) => {
      pending = Buffer.concat([pending, chunk]);
      const request = parse(pending);
      if (!request) return;
      pending = Buffer.alloc(0);
      requests.push(request);
      const reply = answer(request);
      if (typeof reply === "function") reply(socket);
      else socket.end(reply);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

function parse(bytes: Buffer): RawRequest | undefined {
  const end = bytes.indexOf("\r\n\r\n");
  if (end < 0) return undefined;
  const [first = "", ...lines] = bytes.subarray(0, end).toString("latin1").split("\r\n");
  const [method = "", path = ""] = first.split(" ");
  const headers = Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
  const length = Number(headers["content-length"] ?? 0);
  const body = bytes.subarray(end + 4);
  return body.length < length ? undefined : { method, path, headers, body: body.toString("utf8") };
}

/** A well-formed HTTP reply; `headers` replace the defaults, undefined removes one. */
export function httpReply(
  body: string | Buffer,
  options: { status?: number; headers?: Record<string, string | undefined> } = {},
): Buffer {
  const bytes = typeof body === "string" ? Buffer.from(body, "utf8") : body;
  const headers: Record<string, string | undefined> = {
    "Content-Type": "application/json",
    "Content-Length": String(bytes.length),
    Connection: "close",
    ...options.headers,
  };
  const lines = Object.entries(headers)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}: ${value}`);
  return Buffer.concat([Buffer.from(`HTTP/1.1 ${options.status ?? 200} X\r\n${lines.join("\r\n")}\r\n\r\n`), bytes]);
}
