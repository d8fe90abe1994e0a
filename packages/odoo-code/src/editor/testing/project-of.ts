import type { FileFacts } from "../../facts.ts";
import { factsOf } from "../../facts-of.ts";
import { linkProject } from "../../project/link-project.ts";
import type { Project } from "../../project/project.ts";
import { loadPython } from "../../testing/load-python.ts";
import type { OdooVersion } from "../../version.ts";

export const parsers = { python: await loadPython() };

export function factsFor(path: string, text: string, version: OdooVersion = "19.0"): FileFacts {
  return factsOf(parsers, path, new TextEncoder().encode(text), version);
}

/** A project of sources by path below `/addons`. */
export function projectOf(sources: Readonly<Record<string, string>>, version: OdooVersion = "19.0"): Project {
  const files = new Map(
    Object.entries(sources).map(([name, text]) => [`/addons/${name}`, factsFor(`/addons/${name}`, text, version)]),
  );
  return linkProject(files, ["/addons"], version);
}
