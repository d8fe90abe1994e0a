import type { ManifestFacts } from "../../facts.ts";
import type { OdooVersion } from "../../version.ts";
import type { RuleOptions } from "../options.ts";
import type { Check, FileSource, Finding } from "../rule.ts";
import { entrySpan, isRead, keySpan, valueAt } from "./manifest-values.ts";

const deprecatedKey = {
  rule: "manifest-deprecated-key",
  code: "C8103",
  severity: "info",
  title: "no deprecated key (`description`: write a README)",
} as const;
const license = {
  rule: "license-allowed",
  code: "C8105",
  severity: "warning",
  title: "`license` is one that Odoo knows",
} as const;
const versionFormat = {
  rule: "manifest-version-format",
  code: "C8106",
  severity: "info",
  title: "`version` is the series of Odoo and three numbers",
} as const;
const development = {
  rule: "development-status-allowed",
  code: "C8111",
  severity: "info",
  title: "`development_status` is Alpha, Beta, Production/Stable or Mature",
} as const;
const superfluous = {
  rule: "manifest-superfluous-key",
  code: "C8116",
  severity: "info",
  title: "no key that says what holds without it",
} as const;
const summary = {
  rule: "manifest-summary-multiline",
  code: "C8120",
  severity: "info",
  title: "`summary` is one line",
  from: "20.0",
} as const;

/** Keys of a manifest and their values. */
export const keys: Check<FileSource<ManifestFacts>> = {
  rules: [deprecatedKey, license, versionFormat, development, superfluous, summary],
  check(source, report) {
    const { facts, options, version } = source;
    if (!isRead(facts)) return;
    for (const key of options.manifestDeprecatedKeys)
      if (valueAt(facts, key) !== undefined)
        report({ rule: deprecatedKey, span: keySpan(source, key), message: `The key "${key}" is deprecated.` });
    const granted = valueAt(facts, "license");
    if (typeof granted === "string" && granted !== "" && !options.licenseAllowed.includes(granted))
      report({ rule: license, span: keySpan(source, "license"), message: `Odoo knows no license "${granted}".` });
    const number = valueAt(facts, "version");
    if (typeof number === "string" && number !== "" && !versionPattern(options).test(number)) {
      report({
        rule: versionFormat,
        span: keySpan(source, "version"),
        message: `Version "${number}" is not of the form ${wantedSeries(options, version)}.1.0.0.`,
      });
    }
    const status = valueAt(facts, "development_status");
    if (typeof status === "string" && status !== "" && !options.developmentStatusAllowed.includes(status))
      report({
        rule: development,
        span: keySpan(source, "development_status"),
        message: `"${status}" is no development status; use one of ${options.developmentStatusAllowed.join(", ")}.`,
      });
    for (const key of Object.keys(facts.keys)) if (isDefault(facts, key, options)) report(needless(source, key));
    const line = valueAt(facts, "summary");
    if (typeof line === "string" && line.includes("\n"))
      report({
        rule: summary,
        span: keySpan(source, "summary"),
        message: "`summary` has more than one line.",
        ...inOneLine(facts, line),
      });
  },
};

/** The cure that writes a text in one line, words as they are. */
function inOneLine({ keys }: ManifestFacts, text: string): Pick<Finding, "fix"> {
  const span = keys.summary?.span;
  const line = text.replace(/\s*\n\s*/g, " ").trim();
  if (span === undefined || /[\\\p{Cc}]/u.test(line)) return {};
  const written = line.includes('"') ? `'${line.replaceAll("'", "\\'")}'` : `"${line}"`;
  return { fix: { title: "Write it in one line", edits: [{ span, text: written }] } };
}

/** The format of a version, as it is configured; what is no regular expression fits everything. */
function versionPattern({ manifestVersionFormat, validOdooVersions }: RuleOptions): RegExp {
  const versions = validOdooVersions.map((version) => version.replaceAll(".", "\\.")).join("|");
  try {
    // Python matches at the start, and `$` there also before a last line break.
    return new RegExp(`^(?:${manifestVersionFormat.join(",").replaceAll("{valid_odoo_versions}", versions)})`);
  } catch {
    return /^/;
  }
}

/** The series to begin a version with: the one that the file is judged for, where the project takes it. */
function wantedSeries({ validOdooVersions }: RuleOptions, version: OdooVersion | null): string {
  const valid = [version, "19.0", validOdooVersions.at(-1)].find((one) => validOdooVersions.some((own) => own === one));
  return valid ?? "19.0";
}

/** Whether the key could be left out: empty, zero or false, or true where that is the default. */
function isDefault(facts: ManifestFacts, key: string, { manifestKeysValuesTrue }: RuleOptions): boolean {
  const value = valueAt(facts, key);
  if (manifestKeysValuesTrue.includes(key)) return value === true;
  if (value === null || value === false || value === "" || value === 0) return true;
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === "object" && Object.keys(value).length === 0;
}

function needless(source: FileSource<ManifestFacts>, key: string): Finding {
  const span = entrySpan(source, key);
  return {
    rule: superfluous,
    span: keySpan(source, key),
    message: `"${key}" has the value that holds without it.`,
    ...(span !== null && { fix: { title: `Remove "${key}"`, edits: [{ span, text: "" }] } }),
  };
}
