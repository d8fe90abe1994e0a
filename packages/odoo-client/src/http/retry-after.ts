/** Longest wait that a server may ask for, in milliseconds: beyond it the caller is told instead. */
export const LONGEST_WAIT = 30_000;

/** Milliseconds asked for by a `Retry-After` header (seconds or an HTTP date); undefined when absent, past or malformed. */
export function retryAfter(header: string | undefined, now: number = Date.now()): number | undefined {
  if (header === undefined) return undefined;
  const text = header.trim();
  if (/^\d{1,6}$/.test(text)) return Number(text) * 1000;
  if (!/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} /.test(text)) return undefined;
  const at = Date.parse(text);
  return Number.isNaN(at) || at <= now ? undefined : at - now;
}
