import { eachFile, filesOfModule } from "../walk-addons.ts";
import type { FileColumns } from "./facts-index.ts";
import type { FactsStore } from "./facts-store.ts";
import { isOfFiles, type ModuleFacts } from "./module-facts.ts";
import type { ModuleReader } from "./module-reader.ts";

/**
 * Facts of a module as it is on disk now: those that the store keeps, where nothing changed since; else they are read, and kept.
 *
 * @param wanted `definitions`: of a module that is not kept only what its files define is read, and not kept; the rest is for later.
 */
export async function currentFacts(
  folder: string,
  store: FactsStore,
  reader: ModuleReader,
  signal: AbortSignal,
  wanted: "all" | "definitions" = "all",
): Promise<ModuleFacts> {
  const reading = store.get(folder);
  const noted = store.columns(folder);
  // Looked at while the block is read, where that is not left for later.
  const unchanged = noted !== undefined && isUnchanged(folder, noted);
  const kept = await reading;
  if (kept !== null && unchanged) return kept;
  const files = filesOfModule(folder);
  if (kept !== null && isOfFiles(kept, files)) return kept;
  if (kept === null && wanted === "definitions") return reader.readDefinitions(folder, files, signal);
  const facts = await reader.read(folder, files, kept, signal);
  store.set(facts);
  return facts;
}

/** Whether a walk through a module finds its files as they were, as far as the file system tells. It ends where it does not. */
function isUnchanged(folder: string, { paths, sizes, modified, inodes }: FileColumns): boolean {
  let at = 0;
  const ended = eachFile(folder, (path, size, changed, inode) => {
    const place = at++;
    return (
      sizes[place] === size + 1 &&
      modified[place] === changed &&
      inodes[place] === inode &&
      path.slice(folder.length + 1) === paths[place]
    );
  });
  return ended && at === paths.length;
}
