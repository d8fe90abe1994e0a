import type { Diagnostic } from "../diagnostic.ts";
import type { FileFacts, JavaScriptFacts, ManifestFacts } from "../facts.ts";
import { fileKind } from "../file-kind.ts";
import type { PythonParser } from "../python/python-parser.ts";
import {
  CSV_CHECKS,
  JAVASCRIPT_CHECKS,
  MANIFEST_CHECKS,
  MODULE_CHECKS,
  PO_CHECKS,
  PYTHON_CHECKS,
  RULES,
  XML_CHECKS,
} from "../rules/catalogue.ts";
import { isLoaded } from "../rules/module/loaded-files.ts";
import { pythonSource } from "../rules/python/python-source.ts";
import type { Check, FileSource, ModuleContext, Report } from "../rules/rule.ts";
import { xmlSource } from "../rules/xml/xml-source.ts";
import type { OdooVersion } from "../version.ts";
import { parseXml } from "../xml/parse-xml.ts";
import { activeChecks } from "./active-checks.ts";
import type { Configuration } from "./configuration.ts";
import { ordered } from "./ordered.ts";
import { reporter } from "./reporter.ts";
import { treeOf } from "./tree-of.ts";

/** A file to be checked. `text` is null for what cannot be read as text. */
export interface CheckedFile {
  readonly facts: FileFacts;
  readonly text: string | null;
}

/** What is known around the files. */
export interface CheckContext {
  readonly python: PythonParser;
  /** Null when it cannot be told; then only rules that hold in all versions apply. */
  readonly version: OdooVersion | null;
  /** Null for files outside any module. */
  readonly module: ModuleContext | null;
  readonly configuration: Configuration;
  /** Told of a check that threw, which none should. */
  readonly onFailure?: (error: unknown) => void;
}

/** Findings in one file by the rules that need no other. Never throws: a failing check gives no findings. */
export function checkFile({ facts, text }: CheckedFile, context: CheckContext): readonly Diagnostic[] {
  if (!concerns(facts, context.module)) return [];
  const found: Diagnostic[] = [];
  const factsOf = (path: string) => (path === facts.path ? facts : undefined);
  const report = reporter({ ...context, factsOf }, facts.path, found);
  const base = {
    path: facts.path,
    text: text ?? "",
    version: context.version,
    module: context.module,
    options: context.configuration.options,
  };
  const run = <Source>(checks: readonly Check<Source>[], source: Source) => {
    runChecks(checks, source, context, report);
  };
  switch (facts.kind) {
    case "manifest":
      run<FileSource<ManifestFacts>>(MANIFEST_CHECKS, { ...base, facts });
      break;
    case "python":
      run(PYTHON_CHECKS, pythonSource({ ...base, facts }, treeOf(context.python, base.text)));
      break;
    case "xml":
      run(XML_CHECKS, xmlSource({ ...base, facts }, parseXml(base.text)));
      break;
    case "csv":
      run(CSV_CHECKS, { ...base, facts });
      break;
    case "po":
      run(PO_CHECKS, { ...base, facts });
      break;
    case "other":
      unreadable(facts, report);
      break;
    case "javascript":
      run<FileSource<JavaScriptFacts>>(JAVASCRIPT_CHECKS, { ...base, facts });
      break;
  }
  return ordered(context.module?.manifest?.installable === false ? found.map(asWarning) : found);
}

/** What is wrong in a module that Odoo does not install stops nothing. */
function asWarning(finding: Diagnostic): Diagnostic {
  return finding.severity === "error" ? { ...finding, severity: "warning" } : finding;
}

/** Findings between the files of a module, by rules that compare them. */
export function checkTogether(files: readonly FileFacts[], context: CheckContext): readonly Diagnostic[] {
  const { module, version } = context;
  if (module === null) return [];
  const found: Diagnostic[] = [];
  const facts = new Map(files.map((file) => [file.path, file]));
  const report = reporter({ ...context, factsOf: (path) => facts.get(path) }, module.root, found);
  runChecks(MODULE_CHECKS, { module, version, facts }, context, report);
  return ordered(found);
}

/** Findings in a whole module: in each of its files, and between them. */
export function checkModule(files: readonly CheckedFile[], context: CheckContext): readonly Diagnostic[] {
  const facts = files.map((file) => file.facts);
  return ordered([...files.flatMap((file) => [...checkFile(file, context)]), ...checkTogether(facts, context)]);
}

/**
 * A file whose bytes are no UTF-8 has no facts of its kind; its rule about syntax still speaks, as a warning: an XML file of another declared
 * encoding is legal, only not read here.
 */
function unreadable({ path, problems: [problem] }: FileFacts, report: Report): void {
  const rule = RULES.find((info) => info.rule === `${fileKind(path)}-syntax-error`);
  if (problem !== undefined && rule !== undefined)
    report({
      rule: { ...rule, severity: "warning" },
      span: problem.span,
      message: `The file cannot be read: ${problem.message}.`,
    });
}

/** Whether the file's kind and place make it one that the rules are about: data files count when the manifest lists them. */
function concerns({ path }: FileFacts, module: ModuleContext | null): boolean {
  if (module === null || !/^(?:xml|csv)$/.test(fileKind(path))) return true;
  if (module.manifest === null || !module.manifest.installable) return false;
  const relative = path.slice(module.root.length + 1);
  return isLoaded(module, relative);
}

/** Runs the checks one of whose rules applies. A check is total by contract; should one break on odd input, the others still speak. */
export function runChecks<Source>(
  checks: readonly Check<Source>[],
  source: Source,
  { version, configuration, onFailure }: Pick<CheckContext, "version" | "configuration" | "onFailure">,
  report: Report,
): void {
  for (const check of activeChecks(checks, version, configuration))
    try {
      check.check(source, report);
    } catch (error) {
      onFailure?.(error);
    }
}
