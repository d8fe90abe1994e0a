import { setMaxListeners } from "node:events";
import { isSextantError, SextantError } from "@sextant/contracts";
import { BrokenCircuitError, ConsecutiveBreaker, circuitBreaker, handleWhen } from "cockatiel";
import { withOutcome } from "../errors/outcome.ts";
import { redacted } from "../errors/redact.ts";
import type { Transport, WireCall } from "../transports/transport.ts";
import { abortable } from "./abortable.ts";
import { openGate } from "./gate.ts";
import { type RetryOptions, retryRead } from "./retry.ts";

export interface CallerOptions extends RetryOptions {
  readonly concurrency?: number | undefined;
  /** Milliseconds during which nothing is sent after Odoo refused the key; default 60,000. */
  readonly breakerMs?: number;
}

/** Sends calls: bounded in number, reads retried, writes sent once, silent after the key was refused. */
export interface Caller {
  send(call: WireCall): Promise<unknown>;
}

export function openCaller(transport: Transport, secret: string, options: CallerOptions = {}): Caller {
  const gate = openGate(options.concurrency ?? 3);
  // A wrong key costs Odoo a password hash on every call, and below 19 locks the address out: stop at the first refusal.
  const breaker = circuitBreaker(
    handleWhen((error) => isSextantError(error) && error.code === "authentication"),
    { halfOpenAfter: options.breakerMs ?? 60_000, breaker: new ConsecutiveBreaker(1) },
  );

  const once = (call: WireCall): Promise<unknown> =>
    gate.run(async () => {
      try {
        return await breaker.execute(() => transport.call(call));
      } catch (error) {
        if (error instanceof BrokenCircuitError)
          throw new SextantError(
            "authentication",
            "Odoo refused the login or API key a moment ago, so nothing was sent. Create a new key in Odoo's preferences.",
            { details: { sent: false } },
          );
        if (isSextantError(error) && error.code === "overloaded") gate.slowDown();
        throw error;
      }
    }, call.signal);

  return {
    async send(call) {
      // Every call in flight and in the queue listens to it, and stops listening when it is over.
      if (call.signal) setMaxListeners(0, call.signal);
      try {
        if (call.kind === "write") return await once(call);
        return await abortable(
          retryRead(() => once(call), call.signal, options),
          call.signal,
        );
      } catch (error) {
        const clean = redacted(error, secret);
        throw call.kind === "write" ? withOutcome(clean) : clean;
      }
    },
  };
}
