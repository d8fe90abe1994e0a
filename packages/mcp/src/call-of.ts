import { setMaxListeners } from "node:events";
import type { ServerContext } from "@modelcontextprotocol/server";
import type { ToolCall } from "@sextant/contracts";

const APART_MS = 100;

/** The call behind a request: its cancellation, and progress where the client asked for it. */
export function callOf({ mcpReq }: ServerContext): ToolCall {
  const { signal, _meta } = mcpReq;
  // Every call to Odoo in flight and in the queue listens to it.
  setMaxListeners(0, signal);
  const token = _meta?.progressToken;
  if (token === undefined) return { signal };
  let progress = 0;
  let last = Number.NEGATIVE_INFINITY;
  return {
    signal,
    onProgress(phase, done, of) {
      const now = performance.now();
      if (now - last < APART_MS || signal.aborted) return;
      last = now;
      // Phases count afresh, but progress must grow: it counts the messages, which say the rest.
      progress += 1;
      const amount = done === undefined ? "" : ` ${done}${of === undefined ? "" : ` of ${of}`}`;
      const params = { progressToken: token, progress, message: `${phase}${amount}` };
      mcpReq.notify({ method: "notifications/progress", params }).catch(() => undefined);
    },
  };
}
