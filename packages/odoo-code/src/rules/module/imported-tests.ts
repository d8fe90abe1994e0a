import type { FileFacts, PythonImport } from "../../facts.ts";
import type { Check } from "../rule.ts";
import type { ModuleSource } from "./module-source.ts";

const notImported = {
  rule: "odoo-test-not-imported",
  code: null,
  severity: "warning",
  title: "every file of tests is imported, or its tests never run",
} as const;

/** Files of tests that nothing imports: Odoo runs what `tests/__init__.py` brings in. */
export const importedTests: Check<ModuleSource> = {
  rules: [notImported],
  check({ module: { root, files, manifest }, facts }, report) {
    if (manifest?.installable !== true) return;
    const init = facts.get(`${root}/tests/__init__.py`);
    if (init !== undefined && init.kind !== "python") return;
    // A name that is put together, or all of a package, may be anything.
    const imports = init?.imports ?? [];
    if (
      init !== undefined &&
      (init.problems.length > 0 || imports.some(({ names }) => names.some(({ name }) => name === "*")))
    )
      return;
    const imported = new Set(namedIn(imports));
    for (const path of files) {
      const name = /^tests\/(test_\w+)\.py$/.exec(path)?.[1];
      if (name === undefined || imported.has(name) || holdsModelsOnly(facts.get(`${root}/${path}`))) continue;
      report({
        rule: notImported,
        path: `${root}/${path}`,
        span: [0, 0],
        message: `\`tests/__init__.py\` does not import "${name}", so its tests never run.`,
      });
    }
  },
};

function namedIn(imports: readonly PythonImport[]): string[] {
  return imports.flatMap(({ module, names }) => [
    ...names.map(({ name }) => name),
    ...module.split(".").filter((name) => name !== ""),
  ]);
}

/** Models that a test puts into the registry by itself and takes out again: importing them with the tests would leave them there. */
function holdsModelsOnly(facts: FileFacts | undefined): boolean {
  return (
    facts?.kind === "python" &&
    facts.classes.length > 0 &&
    facts.classes.every(({ kind }) => kind === "model" || kind === "transient" || kind === "abstract")
  );
}
