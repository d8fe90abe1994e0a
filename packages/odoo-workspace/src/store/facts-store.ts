import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { mkdir, open, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { EXTRACTOR_VERSION, type OdooVersion } from "@sextant/odoo-code";
import { factsFile, modulesOfFile } from "./facts-file.ts";
import type { ModuleFacts } from "./module-facts.ts";

/**
 * Facts of modules, kept from run to run: one file per addons folder. What cannot be read is as if it were not there; what cannot be written is
 * read afresh next time.
 */
export class FactsStore {
  readonly #folder: string | null;
  readonly #modules = new Map<string, ModuleFacts>();
  readonly #changed = new Set<string>();

  /** @param data Folder to keep facts in; null to keep them only as long as this lives. */
  constructor(data: string | null, version: OdooVersion, roots: readonly string[]) {
    this.#folder = data === null ? null : join(data, "facts", `${version}-${EXTRACTOR_VERSION}`);
    for (const root of roots) for (const facts of this.#read(root)) this.#modules.set(facts.folder, facts);
  }

  get(folder: string): ModuleFacts | undefined {
    return this.#modules.get(folder);
  }

  set(facts: ModuleFacts): void {
    this.#modules.set(facts.folder, facts);
    this.#changed.add(dirname(facts.folder));
  }

  delete(folder: string): void {
    if (this.#modules.delete(folder)) this.#changed.add(dirname(folder));
  }

  /** Writes the folders in which something changed. */
  async save(): Promise<void> {
    if (this.#folder === null) return;
    const changed = [...this.#changed];
    this.#changed.clear();
    try {
      if (changed.length > 0) await mkdir(this.#folder, { recursive: true });
      for (const root of changed) await this.#write(root);
      if (changed.length > 0) await this.#forgetOlder();
    } catch {
      // A full disk or a folder of somebody else: the next run reads the files again.
    }
  }

  #fileOf(root: string): string {
    return join(this.#folder ?? "", `${createHash("sha1").update(root).digest("hex")}.facts`);
  }

  #read(root: string): ModuleFacts[] {
    if (this.#folder === null) return [];
    try {
      return modulesOfFile(root, readFileSync(this.#fileOf(root))) ?? [];
    } catch {
      return [];
    }
  }

  async #write(root: string): Promise<void> {
    const modules = [...this.#modules.values()].filter(({ folder }) => dirname(folder) === root);
    const file = this.#fileOf(root);
    const aside = `${file}.${process.pid}.tmp`;
    const handle = await open(aside, "w");
    try {
      for (const part of factsFile(root, modules)) await handle.writeFile(part);
    } finally {
      await handle.close();
    }
    await rename(aside, file);
  }

  /** Facts that other readers found of the same series. */
  async #forgetOlder(): Promise<void> {
    const own = this.#folder ?? "";
    const series = own.slice(own.lastIndexOf("/") + 1).split("-")[0];
    for (const name of readdirSync(dirname(own)))
      if (name.startsWith(`${series}-`) && join(dirname(own), name) !== own)
        await rm(join(dirname(own), name), { recursive: true, force: true });
  }
}
