import type { ManifestFacts, Span } from "../../facts.ts";
import type { Check, FileSource } from "../rule.ts";
import { dictSpan, keySpan, valueAt } from "./manifest-values.ts";

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
const readme = { rule: "missing-readme", code: "C8112", severity: "info", title: "the module has a README" } as const;
const behind = {
  rule: "manifest-behind-migrations",
  code: "E8145",
  severity: "warning",
  title: "no migration script is newer than the version (it would never run)",
} as const;
const external = {
  rule: "manifest-external-assets",
  code: "W8162",
  severity: "info",
  title: "assets are files of the module, not addresses",
} as const;

const READMES = ["README.rst", "README.md", "README.txt"];
const KEYS = ["data", "demo", "demo_xml", "init_xml", "test", "update_xml"];

/** What a manifest says about files, held against the files that are there. */
export const files: Check<FileSource<ManifestFacts>> = {
  rules: [missing, duplicated, readme, behind, external],
  check(source, report) {
    const { facts, module } = source;
    if (facts.problems.length > 0) return;
    for (const key of KEYS) {
      const listed = facts.references.filter(({ role, context }) => role === "file" && context === key);
      const seen = new Map<string, Span>();
      for (const { value, span } of listed) {
        const first = seen.get(value);
        if (first === undefined) seen.set(value, span);
        else {
          const related = [{ path: source.path, span, message: "listed again here" }];
          report({
            rule: duplicated,
            span: first,
            message: `"${value}" is listed more than once under "${key}".`,
            related,
          });
        }
        if (module !== null && first === undefined && !present(module.files, value))
          report({ rule: missing, span, message: `"${value}" (key "${key}") is not in the module.` });
      }
    }
    if (module !== null) {
      if (!READMES.some((name) => module.files.has(name)))
        report({
          rule: readme,
          span: dictSpan(source),
          message: "The module has no README.rst, README.md or README.txt.",
        });
      const newest = newestMigration(module.files);
      const version = valueAt(facts, "version");
      if (newest !== null && typeof version === "string" && isNewer(newest, version))
        report({
          rule: behind,
          span: keySpan(source, "version"),
          message: `The migration script for ${newest} never runs: the version is ${version}.`,
        });
    }
    for (const { value, span } of facts.references)
      if (/^(?:https?:)?\/\//.test(value))
        report({ rule: external, span, message: `"${value}" is loaded from elsewhere; ship it with the module.` });
  },
};

function present(files: ReadonlySet<string>, path: string): boolean {
  const plain = path.replace(/^\.?\//, "").replace(/\/{2,}/g, "/");
  return files.has(plain) || plain.includes("..") || plain.includes("*");
}

function newestMigration(files: ReadonlySet<string>): string | null {
  let newest: string | null = null;
  for (const file of files) {
    const version = /^(?:migrations|upgrades)\/(\d[\d.]*)\/[^/]+\.py$/.exec(file)?.[1];
    if (version !== undefined && (newest === null || isNewer(version, newest))) newest = version;
  }
  return newest;
}

/** Whether `one` is higher than `other`; a short version (1.0) is compared with the part of a long one behind the series. */
function isNewer(one: string, other: string): boolean {
  const [a, b] = [parts(one), parts(other)];
  const left = a.length < b.length && b.length >= 4 ? [...b.slice(0, 2), ...a] : a;
  const right = b.length < a.length && a.length >= 4 ? [...a.slice(0, 2), ...b] : b;
  for (let at = 0; at < Math.max(left.length, right.length); at += 1) {
    const step = (left[at] ?? 0) - (right[at] ?? 0);
    if (step !== 0) return step > 0;
  }
  return false;
}

function parts(version: string): number[] {
  return version.split(".").map((part) => Number.parseInt(part, 10) || 0);
}
