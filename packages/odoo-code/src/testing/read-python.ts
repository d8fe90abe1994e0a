import type { PythonFacts, Reference } from "../facts.ts";
import { pythonFacts } from "../python/python-facts.ts";
import type { OdooVersion } from "../version.ts";
import { loadPython } from "./load-python.ts";

const python = await loadPython();

/** Facts of Python source. */
export function readPython(source: string, version: OdooVersion = "19.0"): PythonFacts {
  return pythonFacts(python, "sale/models/example.py", source, version);
}

/** References of Python source as `context model:value` (`a/b` for a start through path `b` of `a`), for short expectations. */
export function referencesIn(source: string, context?: string): string[] {
  return readPython(source)
    .references.filter((found) => context === undefined || found.context === context)
    .map(shown);
}

function shown({ context, model, through, value, certain }: Reference): string {
  const start = through ? `${through.model}/${through.path}:` : model === undefined ? "" : `${model}:`;
  return `${context} ${start}${value}${certain ? "" : " ?"}`;
}
