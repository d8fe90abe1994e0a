import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";

/** Folders that an Odoo configuration file names in `addons_path`, relative ones taken from the file's own folder. */
export function addonsPathOfConf(file: string): readonly string[] {
  const lines = readFileSync(file, "utf8").split(/\r?\n/);
  const start = lines.findIndex((line) => /^\s*addons_path\s*[=:]/.test(line));
  if (start < 0) return [];
  let value = (lines[start] ?? "").replace(/^[^=:]*[=:]/, "");
  // A value goes on in the lines below that are indented.
  for (const line of lines.slice(start + 1)) {
    if (!/^\s+\S/.test(line)) break;
    value += line;
  }
  return value
    .split(",")
    .map((item) => item.trim())
    .filter(Boolean)
    .map((item) => resolve(dirname(file), item));
}
