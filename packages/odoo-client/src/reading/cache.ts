/** A small cache of promises: one request for concurrent askers, errors are not kept, the oldest entry goes first. */
export function promiseCache<T>(most: number): (key: string, load: () => Promise<T>) => Promise<T> {
  const entries = new Map<string, Promise<T>>();
  return (key, load) => {
    const found = entries.get(key);
    if (found) return found;
    const loading = load();
    entries.set(key, loading);
    loading.catch(() => {
      if (entries.get(key) === loading) entries.delete(key);
    });
    if (entries.size > most) {
      const [oldest] = entries.keys();
      if (oldest !== undefined) entries.delete(oldest);
    }
    return loading;
  };
}
