import { dirname } from "node:path";
import type { FileFacts } from "@sextant/odoo-code";
import { glancer } from "../glance.ts";
import { modelFiles } from "./model-files.ts";

/** Most files of a model of Odoo are a few dozen; what names more is no model that somebody waits for. */
const MOST_FILES = 200;

/** How files are read before their modules are. */
export interface EarlyReading {
  /** Folders of the modules to look in, those that others build upon first. */
  readonly modules: readonly string[];
  /** Reads a file of a module; null for one that is not there. */
  read(path: string, module: string): FileFacts | null;
  breathe(): Promise<void> | undefined;
}

/** A file and the folder of its module. */
export interface FileOfModule {
  readonly path: string;
  readonly module: string;
}

/** Reads the files that define and extend what some files are about, and whatever that inherits from: enough to know its fields and methods. */
export async function readFirstModels(
  asked: readonly FileOfModule[],
  { modules, read, breathe }: EarlyReading,
): Promise<void> {
  const done = new Set<string>();
  const readOnce = (path: string, module: string): FileFacts | null => {
    if (done.has(path) || done.size >= MOST_FILES) return null;
    done.add(path);
    return read(path, module);
  };
  const loaded = ({ path, module }: FileOfModule): FileFacts | null => {
    const facts = readOnce(path, module);
    for (const init of facts === null ? [] : packagesOf(path, module)) readOnce(init, module);
    return facts;
  };
  const wanted = new Set(asked.flatMap((file) => modelsOf(loaded(file))));
  if (wanted.size === 0) return;
  const named: { readonly module: string; readonly files: ReadonlyMap<string, readonly string[]> }[] = [];
  const glance = glancer();
  for (const module of modules) {
    named.push({ module, files: modelFiles(module, glance) });
    await breathe();
  }
  // A set that grows while it is walked is walked to its end.
  for (const model of wanted)
    for (const { module, files } of named)
      for (const path of files.get(model) ?? []) {
        const facts = loaded({ path, module });
        if (facts?.kind === "python")
          for (const { model: own, inherit, inherits } of facts.classes)
            if (own === model || (own === null && inherit.includes(model)))
              for (const name of [...inherit, ...Object.keys(inherits)]) wanted.add(name);
        await breathe();
      }
}

/** A file is loaded by the packages around it. */
function packagesOf(path: string, module: string): string[] {
  const found: string[] = [];
  for (let folder = dirname(path); folder.length >= module.length; folder = dirname(folder))
    found.push(`${folder}/__init__.py`);
  return found;
}

/** The models that the classes of a Python file are about, or that the records of a data file name. */
function modelsOf(facts: FileFacts | null): readonly string[] {
  if (facts === null) return [];
  if (facts.kind === "python")
    return facts.classes.flatMap(({ model, inherit }) => [...(model === null ? [] : [model]), ...inherit]);
  return facts.references.flatMap(({ role, value }) => (role === "model" ? [value] : []));
}
