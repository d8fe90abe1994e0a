import type { RequestHandler } from "express";

/** Pages of other origins that may call this server, as an exact `scheme://host:port`. */
export type AllowedOrigin = (origin: string) => boolean;

const HEADERS = "authorization, content-type, last-event-id";
const PREFLIGHT_SECONDS = 600;

/** Answers browsers that ask whether a page of another origin may call. Cookies are never allowed: who calls shows a token. */
export function allowOrigins(allowed: AllowedOrigin): RequestHandler {
  return (request, response, next) => {
    const { origin } = request.headers;
    response.vary("Origin");
    if (origin === undefined || !allowed(origin)) {
      next();
      return;
    }
    response.setHeader("Access-Control-Allow-Origin", origin);
    response.setHeader("Access-Control-Expose-Headers", "Content-Disposition, Retry-After");
    // Helmet's default keeps replies from pages of other origins; these are wanted there.
    response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
    if (request.method !== "OPTIONS") {
      next();
      return;
    }
    response.setHeader("Access-Control-Allow-Methods", "GET, POST");
    response.setHeader("Access-Control-Allow-Headers", HEADERS);
    response.setHeader("Access-Control-Max-Age", String(PREFLIGHT_SECONDS));
    response.status(204).end();
  };
}
