import type { LedgerSource } from "@sextant/ledger";

/** Readings of books that never change, made once for all questions that need them. */
export function remembering<Source extends LedgerSource>(source: Source): Source {
  const made = new Map<string, Promise<unknown>>();
  const once = (method: "totals" | "aged" | "openItems" | "accounts") => ({
    [method]: (query: never, options?: never) => {
      const key = `${method} ${JSON.stringify(query)}`;
      const known = made.get(key) ?? source[method](query, options);
      made.set(key, known);
      return known;
    },
  });
  const kept = { ...once("totals"), ...once("aged"), ...once("openItems"), ...once("accounts") };
  return new Proxy(source, {
    get(target, name) {
      if (typeof name === "string" && name in kept) return kept[name];
      const value: unknown = Reflect.get(target, name);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}
