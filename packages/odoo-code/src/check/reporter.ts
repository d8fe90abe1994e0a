import type { Diagnostic, RuleInfo } from "../diagnostic.ts";
import type { FileFacts } from "../facts.ts";
import type { Finding, Report } from "../rules/rule.ts";
import type { OdooVersion } from "../version.ts";
import { applies, type Configuration, severityOf } from "./configuration.ts";
import { suppressed } from "./suppressed.ts";

/** What decides whether a finding is told. */
export interface Telling {
  readonly version: OdooVersion | null;
  readonly configuration: Configuration;
  factsOf(path: string): FileFacts | undefined;
}

/** Makes diagnostics of findings in a file, `own`; those that are switched off, by configuration or by a comment, are left out. */
export function reporter({ version, configuration, factsOf }: Telling, own: string, found: Diagnostic[]): Report {
  const active = new Map<RuleInfo, boolean>();
  return (finding: Finding) => {
    const { rule, span, message, path = own, fix, related } = finding;
    if (!active.has(rule)) active.set(rule, applies(rule, version, configuration));
    if (active.get(rule) !== true) return;
    const facts = factsOf(path);
    if (facts !== undefined && suppressed(rule, span, facts)) return;
    found.push({
      rule: rule.rule,
      code: rule.code,
      severity: severityOf(rule, configuration, finding.severity),
      path,
      span,
      message,
      ...(fix && {
        fix: {
          title: fix.title,
          edits: [...(fix.edits.length > 0 ? [{ path, edits: fix.edits }] : []), ...(fix.elsewhere ?? [])],
        },
      }),
      ...(related && { related }),
    });
  };
}
