import { readFileSync } from "node:fs";
import { projectFile } from "./project-file.ts";

/** The version of this Sextant. */
export function version(): string {
  return (JSON.parse(readFileSync(projectFile("package.json"), "utf8")) as { version: string }).version;
}
