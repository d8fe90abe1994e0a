import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A request as it arrived. */
export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Record<string, unknown>;
}

export interface VendorServer extends AsyncDisposable {
  readonly url: string;
  readonly received: Received[];
}

/** Answers one request by writing to the wire itself. */
export type Answer = (response: ServerResponse, received: Received) => void | Promise<void>;

/** A server on loopback that answers requests one after the other as scripted; the last answer serves all that follow. */
export async function vendorServer(...answers: readonly Answer[]): Promise<VendorServer> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const text = Buffer.concat(chunks).toString("utf8");
      const body: Record<string, unknown> = text === "" ? {} : JSON.parse(text);
      const one = { path: request.url ?? "", headers: request.headers, body };
      received.push(one);
      const answer = answers[Math.min(received.length, answers.length) - 1];
      void answer?.(response, one);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export const SSE = "text/event-stream; charset=utf-8";
export const NDJSON = "application/x-ndjson";

/** A stream sent whole. */
export const streamed =
  (type: string, content: string | Uint8Array): Answer =>
  (response) => {
    response.writeHead(200, { "content-type": type });
    response.end(content);
  };

/** The first `bytes` of a stream, then a clean end, or a broken connection. */
export const cut =
  (type: string, content: Uint8Array, bytes: number, how: "end" | "destroy"): Answer =>
  (response) => {
    response.writeHead(200, { "content-type": type });
    response.write(content.subarray(0, bytes), () => (how === "end" ? response.end() : response.destroy()));
  };

/** A stream in two parts that arrive one after the other. */
export const inTwo =
  (type: string, content: Uint8Array, bytes: number): Answer =>
  (response) => {
    response.writeHead(200, { "content-type": type });
    response.write(content.subarray(0, bytes), () => setImmediate(() => response.end(content.subarray(bytes))));
  };

/** An error with a JSON body. */
export const failing =
  (status: number, body: unknown, headers: Record<string, string> = {}): Answer =>
  (response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(JSON.stringify(body));
  };

/** Repeats a part for ever, until the client goes. */
export const endless =
  (type: string, start: string, part: string): Answer =>
  (response) => {
    response.writeHead(200, { "content-type": type });
    response.write(start);
    const more = () => {
      while (!response.destroyed && response.write(part));
      if (!response.destroyed) response.once("drain", more);
    };
    more();
  };

/** Never answers at all. */
export const silent: Answer = () => undefined;

/** Begins, then says no more. */
export const stalled =
  (type: string, start: string): Answer =>
  (response) => {
    response.writeHead(200, { "content-type": type });
    response.write(start);
  };
