import { SextantError } from "@sextant/contracts";
import type { ModelEvent } from "./types.ts";
import { openWire, type Wire, type WireOptions } from "./wire.ts";

interface Reading extends WireOptions {
  /** Asks by the vendor's SDK over the wire's `fetch`. */
  readonly events: (fetch: Wire["fetch"]) => AsyncIterable<ModelEvent>;
  /** What the SDK's error says of the reply; null when it says nothing. */
  readonly saidBy: (error: unknown) => SextantError | null;
}

/**
 * The events of one reply.
 *
 * @throws SextantError what the wire saw go wrong first; only when it saw nothing, what the SDK made of the reply. An SDK that ends quietly on a
 * broken connection does not make the reply complete.
 */
export async function* readOverWire({ events, saidBy, ...options }: Reading): AsyncGenerator<ModelEvent> {
  const wire = openWire(options);
  try {
    yield* events(wire.fetch);
  } catch (error) {
    const failure = wire.failure();
    if (failure) throw failure;
    if (error instanceof SextantError) throw error;
    throw (
      saidBy(error) ??
      new SextantError("model_reply", `${options.server} sent a reply that cannot be read.`, { cause: error })
    );
  } finally {
    wire.close();
  }
  const failure = wire.failure();
  if (failure) throw failure;
}
