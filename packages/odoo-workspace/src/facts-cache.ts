import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { EXTRACTOR_VERSION, type FileFacts, type OdooVersion } from "@sextant/odoo-code";

/** The bytes of a module's files, by path. */
export type ModuleBytes = ReadonlyMap<string, Uint8Array>;

/** Facts from run to run: one file per state of a module, named by the content of all its files. */
export interface FactsCache {
  /** Name of the state that the bytes are. */
  key(bytes: ModuleBytes): string;
  /** Facts that were kept for the state; null when there are none, or they cannot be read. */
  read(key: string): readonly FileFacts[] | null;
  /** Keeps facts. A folder that cannot be written keeps nothing. */
  write(key: string, facts: readonly FileFacts[]): void;
}

/** A cache below the data folder. Entries are written aside and then named, so that programs that run at once do not disturb each other. */
export function factsCache(data: string, version: OdooVersion): FactsCache {
  const folder = join(data, "facts", `${version}-${EXTRACTOR_VERSION}`);
  return {
    key(bytes) {
      const hash = createHash("sha1");
      for (const [path, content] of bytes) hash.update(`\0${path}\0${content.length}\0`).update(content);
      return hash.digest("hex");
    },
    read(key) {
      try {
        return JSON.parse(readFileSync(join(folder, `${key}.json`), "utf8")) as FileFacts[];
      } catch {
        return null;
      }
    },
    write(key, facts) {
      try {
        mkdirSync(folder, { recursive: true });
        const aside = join(folder, `${key}.${process.pid}.tmp`);
        writeFileSync(aside, JSON.stringify(facts));
        renameSync(aside, join(folder, `${key}.json`));
      } catch {
        // A full disk or a folder of somebody else: the next run reads the files again.
      }
    },
  };
}
