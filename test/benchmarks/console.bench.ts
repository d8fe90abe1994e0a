import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Measurement } from "./measurement.ts";

const DIST = "server/web/dist";
const LIMIT_KIB = 250;

/** Bytes, as they travel, of what is fetched before the first question can be typed: the page, what it names, the part of the page Ask, and their imports. */
export async function run(): Promise<Measurement[]> {
  const page = readFileSync(join(DIST, "index.html"), "utf8");
  const first = new Set<string>();
  const add = (name: string): void => {
    if (first.has(name)) return;
    first.add(name);
    if (!name.endsWith(".js")) return;
    const code = readFileSync(join(DIST, name), "utf8");
    for (const [, imported = ""] of code.matchAll(/(?:^|[;}])\s*(?:import|export)\b[^"'()]*["']\.\/([\w.-]+\.js)["']/g))
      add(join("assets", imported));
  };
  for (const [, name = ""] of page.matchAll(/(?:src|href)="\.\/([^"]+)"/g)) add(name);
  const files = new Set(readdirSync(DIST, { recursive: true }).map(String));
  for (const name of files) if (/^assets\/ask-page-[^/]+\.(js|css)$/.test(name)) add(name);
  const missing = [...first].filter((name) => !files.has(name));
  if (missing.length > 0)
    throw new Error(`The console names what is not there: ${missing.join(", ")}. Run: npm run build.`);
  const kilobytes =
    [gzipSync(page), ...[...first].map((name) => gzipSync(readFileSync(join(DIST, name))))].reduce(
      (sum, { length }) => sum + length,
      0,
    ) / 1024;
  return [
    {
      name: "console, first load (gzip)",
      value: kilobytes,
      unit: "KiB",
      limit: `<= ${LIMIT_KIB}`,
      ok: kilobytes <= LIMIT_KIB,
    },
  ];
}
