/** What `load` gives, computed at the first use and kept. After a failure the next use tries again. */
export function lazily<T>(load: () => T): () => T {
  let kept: { readonly value: T } | undefined;
  return () => {
    kept ??= { value: load() };
    return kept.value;
  };
}
