import type { RequestListener, ServerResponse } from "node:http";
import { errorBodyOf, SextantError } from "@sextant/contracts";
import { within } from "../within.ts";

const stopping = () => new SextantError("interrupted", "The server is stopping.");

const SEND_MS = 3_000;
const LATE_MS = 100;
/** A connection that waits is taken in one turn of the event loop, and what it sent is read in the next. */
const TURNS = 5;

export interface Drain {
  /** The server's listener, watched. */
  readonly listener: RequestListener;
  /**
   * From now on new requests on open connections are told to come again. Waits until those under way have ended, but not longer than `ms`; what then
   * still runs is answered with `interrupted`, so that whoever asked knows that he may ask again.
   */
  drain(ms: number): Promise<void>;
}

/** Lets requests end before the server does. */
export function drainable(handle: RequestListener): Drain {
  const open = new Set<ServerResponse>();
  let stopped = false;
  let emptied = (): void => undefined;
  return {
    listener(request, response) {
      open.add(response);
      response.once("close", () => {
        open.delete(response);
        if (open.size === 0) emptied();
      });
      if (!stopped) return handle(request, response);
      request.resume();
      interrupt(response);
    },
    async drain(ms) {
      stopped = true;
      const over = new Promise<void>((resolve) => {
        emptied = resolve;
      });
      if (open.size > 0) await within(over, ms);
      // What had been sent before is read by then; on a busy machine the time alone says nothing, for it may have passed in one turn.
      await new Promise((resolve) => setTimeout(resolve, LATE_MS));
      for (let turn = 0; turn < TURNS; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      const rest = [...open].map((response) => new Promise<void>((sent) => interrupt(response, sent)));
      // Who does not read what is sent to him does not hold the server up.
      if (rest.length > 0) await within(Promise.all(rest), SEND_MS);
    },
  };
}

function interrupt(response: ServerResponse, sent: () => void = () => undefined): void {
  if (response.destroyed) {
    sent();
    return;
  }
  response.once("close", sent);
  if (response.writableEnded) return;
  const body = JSON.stringify(errorBodyOf(stopping()));
  if (!response.headersSent) {
    response.writeHead(503, { "content-type": "application/json", connection: "close", "retry-after": "5" });
    response.end(body);
  } else if (String(response.getHeader("content-type")).startsWith("text/event-stream")) {
    response.end(`event: error\ndata: ${body}\n\n`);
  }
  // Of a file whose beginning was sent the rest is on its way: it is waited for like what has ended.
}
