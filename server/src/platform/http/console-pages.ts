import { readFileSync } from "node:fs";
import { join } from "node:path";
import { SextantError } from "@sextant/contracts";
import express, { type RequestHandler } from "express";

/** How the built page names what lies beside it. */
const BESIDE = /="\.\//g;

/**
 * The built console, with its deep links. Its page is the same at every address, so what it names is written from the root of the host: `base` is the
 * path that the server has there, `""` or like `/sextant`.
 */
export function consolePages(folder: string, base: string): readonly [files: RequestHandler, page: RequestHandler] {
  return [
    express.static(folder, { index: false, setHeaders: (response, path) => cacheHeader(response, path) }),
    (request, response) => {
      if (/\.\w+$/.test(request.path))
        throw new SextantError("not_found", `There is no file ${request.path.slice(0, 200)}.`);
      response.set("Cache-Control", "no-cache").type("html").send(page(folder, base));
    },
  ];
}

function page(folder: string, base: string): string {
  try {
    return readFileSync(join(folder, "index.html"), "utf8").replace(BESIDE, `="${base}/`);
  } catch (cause) {
    throw new SextantError("not_found", "The console is not built. Run: npm run build.", { cause });
  }
}

function cacheHeader(response: { setHeader(name: string, value: string): unknown }, path: string): void {
  // Vite puts a content hash into every name under assets/.
  response.setHeader("Cache-Control", path.includes("assets") ? "public, max-age=31536000, immutable" : "no-cache");
}
