import compression from "compression";
import type { RequestHandler } from "express";

/**
 * Compresses what gains by it: JSON, text, the console's files. Event streams are left alone: a compressor would hold events back until
 * its buffer is full.
 */
export function compress(): RequestHandler {
  return compression({
    filter: (request, response) =>
      !String(response.getHeader("Content-Type")).startsWith("text/event-stream") &&
      compression.filter(request, response),
  });
}
