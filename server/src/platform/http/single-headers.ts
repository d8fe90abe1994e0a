import { SextantError } from "@sextant/contracts";
import type { RequestHandler } from "express";

/** Headers that decide something. Sent twice they mean one thing to a proxy and another here. */
const SINGLE = ["authorization", "content-length", "content-type", "host", "origin", "transfer-encoding"];

/** Refuses a request that says twice who it is from, for whom, or what it is. */
export function singleHeaders(): RequestHandler {
  return ({ rawHeaders }, _response, next) => {
    const seen = new Set<string>();
    for (let at = 0; at < rawHeaders.length; at += 2) {
      const name = (rawHeaders[at] ?? "").toLowerCase();
      if (!SINGLE.includes(name)) continue;
      if (seen.has(name)) throw new SextantError("bad_usage", `The header ${name} is sent twice.`);
      seen.add(name);
    }
    next();
  };
}
