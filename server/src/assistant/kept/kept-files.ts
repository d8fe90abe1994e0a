import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { type KeptQuestion, keptQuestion } from "./types.ts";

const HEAD =
  "# Marked as right by a user and confirmed by a reviewer. `sextant questions check` answers it again. Remove the file to forget it.\n";

export interface KeptFiles {
  readonly questions: readonly KeptQuestion[];
  /** Files that cannot be read, which count as not there. */
  readonly broken: readonly { readonly file: string; readonly why: string }[];
}

/** The folder of a tenant's kept questions in the folder of data. */
export const keptFolder = (data: string, tenant: string): string =>
  join(data, "verified-questions", encodeURIComponent(tenant));

/** All kept questions of a folder, in the order of their names; none where there is no folder. */
export function readKept(folder: string): KeptFiles {
  const questions: KeptQuestion[] = [];
  const broken: { file: string; why: string }[] = [];
  for (const file of namesIn(folder)) {
    const path = join(folder, file);
    try {
      questions.push(keptQuestion.parse(parse(readFileSync(path, "utf8"), { maxAliasCount: 0 })));
    } catch (error) {
      broken.push({ file: path, why: error instanceof Error ? (error.message.split("\n")[0] ?? "") : "unreadable" });
    }
  }
  return { questions, broken };
}

/** Writes one, whole or not at all. */
export function writeKept(folder: string, kept: KeptQuestion): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${kept.id}.yaml`);
  writeFileSync(`${path}.new`, HEAD + stringify(kept), { mode: 0o600 });
  renameSync(`${path}.new`, path);
  return path;
}

/** Changes whenever a file of the folder does. */
export function stateOf(folder: string): string {
  return namesIn(folder)
    .map((file) => {
      const { mtimeMs, size } = statSync(join(folder, file), { throwIfNoEntry: false }) ?? { mtimeMs: 0, size: 0 };
      return `${file} ${mtimeMs} ${size}`;
    })
    .join("\n");
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith(".yaml"))
      .sort();
  } catch {
    return [];
  }
}
