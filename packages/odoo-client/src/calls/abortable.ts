import { SextantError } from "@sextant/contracts";

/** Settles as soon as the signal fires, even while the work (a shared request, a wait before a retry) goes on. */
export function abortable<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    const cancelled = () => reject(new SextantError("aborted", "The call was cancelled."));
    if (signal.aborted) cancelled();
    else signal.addEventListener("abort", cancelled, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", cancelled));
  });
}
