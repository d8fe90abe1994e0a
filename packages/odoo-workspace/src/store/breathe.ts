import { setImmediate } from "node:timers/promises";

/** How long one thing is worked on before others get their turn. */
const TURN_MS = 15;

/** Gives the event loop a turn when the last one was some time ago, and stops when it is told to. */
export function breather(signal: AbortSignal): () => Promise<void> | undefined {
  let at = performance.now();
  const rest = async () => {
    await setImmediate();
    signal.throwIfAborted();
    at = performance.now();
  };
  return () => (performance.now() - at < TURN_MS ? undefined : rest());
}
