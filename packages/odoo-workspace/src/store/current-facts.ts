import { filesOfModule } from "../walk-addons.ts";
import type { FactsStore } from "./facts-store.ts";
import { isOfFiles, type ModuleFacts } from "./module-facts.ts";
import type { ModuleReader } from "./module-reader.ts";

/** Facts of a module as it is on disk now: those that the store keeps, where nothing changed since; else they are read, and kept. */
export async function currentFacts(
  folder: string,
  store: FactsStore,
  reader: ModuleReader,
  signal: AbortSignal,
): Promise<ModuleFacts> {
  const files = filesOfModule(folder);
  const kept = store.get(folder) ?? null;
  if (kept !== null && isOfFiles(kept, files)) return kept;
  const facts = await reader.read(folder, files, kept, signal);
  store.set(facts);
  return facts;
}
