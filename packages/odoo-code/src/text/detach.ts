/** Shorter substrings are copied by the engine; longer ones keep the whole text they were cut from in memory. */
const COPIED = 12;

/**
 * Replaces every string inside freshly made plain data by a copy of its own, so that the data does not hold on to the source it was cut from.
 * Equal strings become one. Works in place, for data that nobody else has seen yet; returns it.
 */
export function detach<T extends object>(data: T): T {
  const copies = new Map<string, string>();
  const copy = (text: string): string => {
    if (text.length <= COPIED) return text;
    let own = copies.get(text);
    if (own === undefined) {
      own = JSON.parse(JSON.stringify(text)) as string;
      copies.set(own, own);
    }
    return own;
  };
  const visit = (value: object): void => {
    if (Array.isArray(value)) {
      if (typeof value[0] === "number" && typeof value.at(-1) === "number") return;
      for (let at = 0; at < value.length; at += 1) {
        const item: unknown = value[at];
        if (typeof item === "string") value[at] = copy(item);
        else if (typeof item === "object" && item !== null) visit(item);
      }
      return;
    }
    const record = value as Record<string, unknown>;
    for (const key in record) {
      const item = record[key];
      if (typeof item === "string") {
        // `__proto__` is a key like any other here; assigning to it would not be.
        if (item.length > COPIED && key !== "__proto__") record[key] = copy(item);
      } else if (typeof item === "object" && item !== null) visit(item);
    }
  };
  visit(data);
  return data;
}
