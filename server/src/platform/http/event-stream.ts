import type { Response } from "express";

/** Server-sent events over one response. */
export interface EventStream {
  send(event: string, data: unknown, id?: number): void;
  end(): void;
}

const HEARTBEAT_MS = 15_000;

/** Opens the stream: headers, a comment every 15 s so that proxies keep it, an end when the client leaves. */
export function openEventStream(response: Response): EventStream {
  response.writeHead(200, {
    "Content-Type": "text/event-stream; charset=utf-8",
    "Cache-Control": "no-store",
    "X-Accel-Buffering": "no",
  });
  response.flushHeaders();
  const heartbeat = setInterval(() => response.write(": still here\n\n"), HEARTBEAT_MS);
  heartbeat.unref();
  response.on("close", () => clearInterval(heartbeat));
  return {
    send(event, data, id) {
      if (response.writableEnded) return;
      response.write(`${id === undefined ? "" : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    },
    end() {
      clearInterval(heartbeat);
      response.end();
    },
  };
}
