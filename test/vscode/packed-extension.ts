import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";

const ROOT = resolve(import.meta.dirname, "../..");
const DIST = join(ROOT, "vscode-extension/dist");

/** The contents of the VSIX, as a folder. */
export const packedContents = join(ROOT, "node_modules/.sextant-extension");

/** The file that people install. */
export function packedVsix(): string {
  const [file] = readdirSync(DIST).filter((name) => name.endsWith(".vsix"));
  if (file === undefined) throw new Error("The extension is not packed. Run: npm run package -w vscode-extension.");
  return join(DIST, file);
}
