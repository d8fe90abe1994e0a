import { onHost } from "../api/base-path.ts";
import { request } from "../api/request.ts";
import type { Tokens } from "./session.ts";

/** Where the company's provider sends the browser back to. */
const PATH = "/sign-in";
const SECRET = "sextant-sign-in";

const base64url = (bytes: Uint8Array) =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");

/** Leaves for the company's provider. What comes back is taken only where the secret lies that this leaves behind. */
export async function leaveForCompany(): Promise<void> {
  const secret = base64url(crypto.getRandomValues(new Uint8Array(32)));
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(secret));
  const challenge = base64url(new Uint8Array(digest));
  const response = await request("/v1/auth/company/begin", { method: "POST", body: { challenge } });
  sessionStorage.setItem(SECRET, secret);
  location.assign(((await response.json()) as { url: string }).url);
}

/** Finishes what {@link leaveForCompany} began; null when this page was not come back to. */
export async function backFromCompany(): Promise<Tokens | null> {
  const secret = sessionStorage.getItem(SECRET);
  const back = new URLSearchParams(location.search);
  const [code, state] = [back.get("code"), back.get("state")];
  if (location.pathname !== onHost(PATH) || secret === null || code === null || state === null) return null;
  sessionStorage.removeItem(SECRET);
  const response = await request("/v1/auth/company/finish", { method: "POST", body: { code, state, secret } });
  return (await response.json()) as Tokens;
}
