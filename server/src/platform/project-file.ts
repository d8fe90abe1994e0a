import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

function findRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!(existsSync(join(folder, "templates")) && existsSync(join(folder, "prompts")))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error("Sextant's folders templates/ and prompts/ are missing beside the program.");
    folder = parent;
  }
  return folder;
}

let root: string | undefined;

/** A file that ships with Sextant beside the code (templates, questions, the demo company), the same from source and from a build. */
export function projectFile(...path: string[]): string {
  root ??= findRoot();
  return join(root, ...path);
}
