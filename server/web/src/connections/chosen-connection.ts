import { onHost } from "../api/base-path.ts";

/** `CONNECTION_HEADER` of the contracts, of which the console loads types alone. */
const HEADER = "sextant-connection";
const KEY = "sextant-connection";

/** Which Odoo this browser asks, where there are several; remembered on this device. Null: the first. */
export function chosenConnection(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    // A browser that keeps nothing of this page asks the first.
    return null;
  }
}

/** Header of every request. */
export function connectionHeader(): Record<string, string> {
  const chosen = chosenConnection();
  return chosen === null ? {} : { [HEADER]: chosen };
}

export const forgetConnection = (): void => localStorage.removeItem(KEY);

/** Asks another Odoo from now on. The page begins anew: nothing of the other books stays on it. */
export function chooseConnection(id: string): void {
  localStorage.setItem(KEY, id);
  const { pathname } = location;
  location.assign(pathname.startsWith(onHost("/reports/")) ? onHost("/reports") : pathname);
}
