import type { ManifestFacts } from "../../facts.ts";
import type { Check, FileSource } from "../rule.ts";
import { dictSpan, valueAt } from "./manifest-values.ts";

const behind = {
  rule: "manifest-behind-migrations",
  code: "E8145",
  severity: "warning",
  title: "no migration script is newer than the version (it would never run)",
} as const;

/** The version of a module beside its migration scripts. */
export const migrations: Check<FileSource<ManifestFacts>> = {
  rules: [behind],
  check(source, report) {
    const { facts, module } = source;
    const version = valueAt(facts, "version");
    if (module === null || typeof version !== "string" || !/^\d+(?:\.\d+)*$/.test(version)) return;
    const newest = newestMigration(module.files);
    if (newest !== null && isNewer(newest, version))
      report({
        rule: behind,
        span: dictSpan(source),
        message: `The migration script for ${newest} never runs: the version is ${version}.`,
      });
  },
};

function newestMigration(files: ReadonlySet<string>): string | null {
  let newest: string | null = null;
  for (const file of files) {
    const version = /^(?:migrations|upgrades)\/(\d+(?:\.\d+)*)\/./.exec(file)?.[1];
    if (version !== undefined && (newest === null || isNewer(version, newest))) newest = version;
  }
  return newest;
}

/** Whether `one` is higher than `other`; a version without the series (1.0) is compared with the part of a long one behind it. */
function isNewer(one: string, other: string): boolean {
  const [a, b] = [parts(one), parts(other)];
  const [left, right] = [withSeries(a, b), withSeries(b, a)];
  for (let at = 0; at < Math.max(left.length, right.length); at += 1) {
    const step = (left[at] ?? 0) - (right[at] ?? 0);
    if (step !== 0) return step > 0;
  }
  return false;
}

/** The version, with the series of a longer one in front where it has none. */
function withSeries(version: readonly number[], other: readonly number[]): readonly number[] {
  const series = other.slice(0, 2);
  const short = version.length < other.length && other.length >= 4;
  return short && series.some((part, at) => part !== version[at]) ? [...series, ...version] : version;
}

function parts(version: string): number[] {
  return version.split(".").map(Number);
}
