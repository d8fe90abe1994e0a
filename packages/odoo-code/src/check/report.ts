import type { Diagnostic, RuleInfo, Severity } from "../diagnostic.ts";
import { positionAt } from "../text/line-starts.ts";

/** A finding as `check --format json` prints it. Line and column count from 1. */
export interface ReportedFinding {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly rule: string;
  readonly code: string | null;
  readonly severity: Severity;
  readonly message: string;
  readonly fixable: boolean;
}

/** Turns a diagnostic into a line of the report. */
export function reported(diagnostic: Diagnostic, lineStarts: readonly number[]): ReportedFinding {
  const { path, rule, code, severity, message, fix, span } = diagnostic;
  const { line, character } = positionAt(lineStarts, span[0]);
  return {
    file: path,
    line: line + 1,
    column: character + 1,
    rule,
    code,
    severity,
    message,
    fixable: fix !== undefined,
  };
}

/** One finding per line, as compilers print them, and a last line that counts. */
export function textReport(findings: readonly ReportedFinding[]): string {
  const lines = findings.map(
    ({ file, line, column, severity, message, rule, code, fixable }) =>
      `${file}:${line}:${column}: ${severity}: ${message} [${rule}${code === null ? "" : `, ${code}`}${fixable ? ", fixable" : ""}]`,
  );
  const count = (severity: Severity, word: string) => {
    const number = findings.filter((finding) => finding.severity === severity).length;
    return `${number} ${word}${number === 1 ? "" : "s"}`;
  };
  const fixable = findings.filter((finding) => finding.fixable).length;
  const total =
    findings.length === 0
      ? "No findings."
      : `${count("error", "error")}, ${count("warning", "warning")}, ${count("info", "hint")}; ${fixable} can be fixed with --fix.`;
  return `${[...lines, total].join("\n")}\n`;
}

const LEVELS: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", info: "note" };

/** SARIF 2.1.0, as code scanning services read it. */
export function sarifReport(
  findings: readonly ReportedFinding[],
  rules: readonly RuleInfo[],
  toolVersion: string,
): object {
  const used = new Set(findings.map(({ rule }) => rule));
  const listed = rules.filter(
    ({ rule }, at) => used.has(rule) && rules.findIndex((other) => other.rule === rule) === at,
  );
  const index = new Map(listed.map(({ rule }, at) => [rule, at]));
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "sextant",
            version: toolVersion,
            rules: listed.map(({ rule, title, severity, code }) => ({
              id: rule,
              shortDescription: { text: title },
              defaultConfiguration: { level: LEVELS[severity] },
              ...(code !== null && { properties: { code } }),
            })),
          },
        },
        columnKind: "utf16CodeUnits",
        results: findings.map(({ file, line, column, rule, severity, message }) => ({
          ruleId: rule,
          ...(index.has(rule) && { ruleIndex: index.get(rule) }),
          level: LEVELS[severity],
          message: { text: message },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: file.split("/").map(encodeURIComponent).join("/") },
                region: { startLine: line, startColumn: column },
              },
            },
          ],
        })),
      },
    ],
  };
}
