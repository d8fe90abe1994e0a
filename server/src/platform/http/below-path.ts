import type { RequestHandler } from "express";

/** Takes the path that the server has on its host off an address, where the proxy in front of it has not done so. */
export function belowPath(base: string): RequestHandler {
  return (request, _response, next) => {
    const rest = request.url.startsWith(base) ? request.url.slice(base.length) : null;
    if (base !== "" && rest !== null && (rest === "" || /^[/?]/.test(rest)))
      request.url = rest.startsWith("/") ? rest : `/${rest}`;
    next();
  };
}
