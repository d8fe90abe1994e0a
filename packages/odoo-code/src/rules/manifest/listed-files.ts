import type { ManifestFacts, Span } from "../../facts.ts";
import type { Check, FileSource } from "../rule.ts";
import { isRead } from "./manifest-values.ts";

const missing = {
  rule: "resource-not-exist",
  code: "F8101",
  severity: "error",
  title: "every file listed in the manifest exists",
} as const;
const duplicated = {
  rule: "manifest-data-duplicated",
  code: "W8125",
  severity: "warning",
  title: "no file is listed twice under a key",
} as const;
const external = {
  rule: "manifest-external-assets",
  code: "W8162",
  severity: "info",
  title: "assets are files of the module, not addresses",
} as const;

const KEYS = ["data", "demo", "demo_xml", "init_xml", "test", "update_xml"];
const ADDRESS = /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i;

/** Files that a manifest lists, held against the files that are there. */
export const listedFiles: Check<FileSource<ManifestFacts>> = {
  rules: [missing, duplicated, external],
  check({ facts, module, path }, report) {
    if (!isRead(facts)) return;
    for (const key of KEYS) {
      const places = new Map<string, Span[]>();
      for (const { value, span, role, context } of facts.references) {
        if (role !== "file" || context !== key) continue;
        const known = places.get(value);
        if (known === undefined) places.set(value, [span]);
        else known.push(span);
      }
      for (const [value, [span, ...others]] of places) {
        if (span === undefined) continue;
        if (others.length > 0)
          report({
            rule: duplicated,
            span,
            message: `"${value}" is listed more than once under "${key}".`,
            related: others.map((again) => ({ path, span: again, message: "listed again here" })),
          });
        if (module !== null && !isPresent(module.files, value))
          report({ rule: missing, span, message: `"${value}" (key "${key}") is not in the module.` });
      }
    }
    for (const { value, span, role } of facts.references)
      if (role === "asset" && ADDRESS.test(value))
        report({ rule: external, span, message: `"${value}" is loaded from elsewhere; ship it with the module.` });
  },
};

function isPresent(files: ReadonlySet<string>, path: string): boolean {
  const plain = path.replace(/^\.?\//, "").replace(/\/{2,}/g, "/");
  return files.has(plain) || plain.includes("..");
}
