import { execFile } from "node:child_process";
import { realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { SextantError } from "@sextant/contracts";

const run = promisify(execFile);

/**
 * Real paths of the files that differ from a git reference, new files among them, in the repository around a folder.
 * @throws SextantError `bad_usage` where there is no repository or no such reference.
 */
export async function changedFiles(
  folder: string,
  reference: string,
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  if (reference.startsWith("-")) throw new SextantError("bad_usage", `"${reference}" is no git reference.`);
  const git = async (...words: string[]) => {
    const { stdout } = await run("git", ["-C", folder, ...words], { signal, maxBuffer: 64 * 1024 * 1024 });
    return stdout.split("\0").filter((name) => name !== "");
  };
  try {
    const [top = folder] = (await git("rev-parse", "--show-toplevel")).map((line) => line.trimEnd());
    const names = [
      ...(await git("-C", top, "diff", "--name-only", "-z", "--diff-filter=d", reference, "--")),
      ...(await git("-C", top, "ls-files", "-z", "--others", "--exclude-standard")),
    ];
    return new Set(names.map((name) => realPath(join(top, name))));
  } catch (cause) {
    if (signal.aborted) throw cause;
    throw new SextantError("bad_usage", `git does not know "${reference}" in ${folder}.`, { cause });
  }
}

function realPath(path: string): string {
  try {
    return join(realpathSync(dirname(path)), path.slice(dirname(path).length + 1));
  } catch {
    return path;
  }
}
