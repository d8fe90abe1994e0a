import { defineTool, READS } from "@sextant/contracts";
import { ODOO_VERSIONS, type ReportedFinding } from "@sextant/odoo-code";
import { z } from "zod";
import { addonsAt } from "../check/addon-files.ts";
import { checkAddons } from "../check/check-addons.ts";
import { pythonParser } from "../python-parser.ts";
import type { AddonsAccess } from "./addons-access.ts";
import { limit, truncated } from "./answer-parts.ts";
import { bounded } from "./bounded.ts";
import { pathInside } from "./path-inside.ts";
import { settingsFor } from "./settings-for.ts";

const severity = z.enum(["error", "warning", "info"]);
const WORST_FIRST = { error: 0, warning: 1, info: 2 } as const;
const RULES_COUNTED = 20;
const MODULES_NAMED = 50;

function mostFrequent(findings: readonly ReportedFinding[]): { rule: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { rule } of findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return [...counts]
    .map(([rule, count]) => ({ rule, count }))
    .sort((a, b) => b.count - a.count)
    .slice(0, RULES_COUNTED);
}

export const checkTool = defineTool({
  name: "check",
  title: "Check Odoo modules",
  description:
    "Static analysis of Odoo modules or single files, version-aware (deprecated API, SQL injection, translation, XML and CSV data, manifest, security …), straight from disk; nothing is run and no server is needed. " +
    "The worst findings come first. A finding with `fixable: true` has a mechanical cure: apply_fix shows it. Run this after every change you make.",
  input: z.strictObject({
    paths: z
      .array(z.string().min(1).max(4096))
      .min(1)
      .max(50)
      .optional()
      .describe("Modules, folders of modules, or files of a module; default: every folder of the workspace"),
    odoo: z.enum(ODOO_VERSIONS).optional().describe("Odoo series; default: as each manifest's version begins"),
    severity: severity.default("info").describe("The least severity to report"),
    enable: z.array(z.string().max(100)).max(50).default([]).describe("Rules to switch on, also optional ones"),
    disable: z
      .array(z.string().max(100))
      .max(200)
      .default([])
      .describe('Rules to leave out; "all" for all not enabled'),
    limit: limit(100, 500),
  }),
  output: z.object({
    findings: z.array(
      z.object({
        file: z.string(),
        line: z.number().int(),
        column: z.number().int(),
        rule: z.string(),
        code: z.string().nullable(),
        severity,
        message: z.string(),
        fixable: z.boolean(),
      }),
    ),
    total: z.number().int(),
    truncated,
    counts: z.object({ error: z.number().int(), warning: z.number().int(), info: z.number().int() }),
    fixable: z.number().int(),
    rules: z.array(z.object({ rule: z.string(), count: z.number().int() })).describe("The most frequent rules"),
    modules: z.number().int().describe("How many modules were looked at"),
    unknownModules: z
      .array(z.string())
      .describe("Dependencies that are not on disk here: what could come from them was not judged"),
  }),
  effects: READS,
  async handle(access: AddonsAccess, { paths, odoo, severity: least, enable, disable, limit: most }, call) {
    const asked = paths?.map((path) => pathInside(access, path, "read")) ?? access.folders;
    const addons = addonsAt(asked);
    const configuration = settingsFor(access, asked[0] ?? ".", { enable, disable });
    const { findings: found, unknown } = await checkAddons(addons, {
      python: await pythonParser(),
      version: odoo ?? access.version,
      configuration,
      fix: false,
      addons: [...access.folders, ...access.further],
      data: access.data,
      ...call,
    });
    const reported = found
      .filter((finding) => WORST_FIRST[finding.severity] <= WORST_FIRST[least])
      .sort((a, b) => WORST_FIRST[a.severity] - WORST_FIRST[b.severity]);
    const count = (wanted: ReportedFinding["severity"]) => reported.filter((one) => one.severity === wanted).length;
    const { items, ...rest } = bounded(reported, most);
    return {
      findings: items,
      ...rest,
      counts: { error: count("error"), warning: count("warning"), info: count("info") },
      fixable: reported.filter(({ fixable }) => fixable).length,
      rules: mostFrequent(reported),
      modules: addons.length,
      unknownModules: unknown.slice(0, MODULES_NAMED),
    };
  },
});
