import { isUtf8 } from "node:buffer";
import { SextantError } from "@sextant/contracts";
import express, { type RequestHandler } from "express";

/** Of a body, packed or not; no question and no change comes near it. */
const MOST_BYTES = 1_000_000;

/** No charset, or the one that JSON has. */
const UTF8 = /^[^;]*(;\s*charset="?utf-?8"?\s*)?$/i;

const notJson = (type: string) =>
  new SextantError(
    "bad_usage",
    `A body is sent as application/json in UTF-8; this one says it is ${type.slice(0, 100)}.`,
  );

/**
 * Reads bodies of JSON, which is UTF-8 and nothing else. A body of another type is refused where it would be overlooked: whoever sends it means
 * something by it.
 *
 * @throws SextantError `bad_usage`; what the parser throws is put into words by `fault-of-request`.
 */
export function jsonBody(): readonly RequestHandler[] {
  const parse = express.json({
    limit: MOST_BYTES,
    verify: (_request, _response, bytes) => {
      if (!isUtf8(bytes)) throw Object.assign(new Error("not UTF-8"), { type: "encoding.not.utf8" });
    },
  });
  return [
    (request, _response, next) => {
      const { "content-type": type, "content-length": length, "transfer-encoding": pieces } = request.headers;
      const empty = pieces === undefined && Number(length ?? 0) === 0;
      if (!empty && (request.is("json") !== "json" || !UTF8.test(type ?? ""))) throw notJson(type ?? "of no type");
      next();
    },
    parse,
  ];
}
