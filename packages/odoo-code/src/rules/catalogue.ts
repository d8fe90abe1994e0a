import type { RuleInfo } from "../diagnostic.ts";
import type { CsvFacts, JavaScriptFacts, ManifestFacts, PoFacts } from "../facts.ts";
import { table } from "./csv/table.ts";
import { accessRows } from "./graph/access-rows.ts";
import { assetFiles } from "./graph/asset-files.ts";
import type { GraphSource } from "./graph/graph-source.ts";
import { imports } from "./graph/imports.ts";
import { inverseIndex } from "./graph/inverse-index.ts";
import { manifestDependencies } from "./graph/manifest-dependencies.ts";
import { modelClasses } from "./graph/model-classes.ts";
import { models } from "./graph/models.ts";
import { namedFields } from "./graph/named-fields.ts";
import { overrideSignatures } from "./graph/override-signatures.ts";
import { pathEnds } from "./graph/path-ends.ts";
import { renamed } from "./graph/renamed.ts";
import { reportVariables } from "./graph/report-variables.ts";
import { requiredFields } from "./graph/required-fields.ts";
import { viewButtons } from "./graph/view-buttons.ts";
import { viewFields } from "./graph/view-fields.ts";
import { viewLocators } from "./graph/view-locators.ts";
import { viewMissingFields } from "./graph/view-missing-fields.ts";
import { viewModels } from "./graph/view-models.ts";
import { xmlIds } from "./graph/xml-ids.ts";
import { legacyModules } from "./javascript/legacy-modules.ts";
import { tourStepNames } from "./javascript/tour-steps.ts";
import { translatedTemplates } from "./javascript/translated-templates.ts";
import { entries as manifestEntries } from "./manifest/entries.ts";
import { form } from "./manifest/form.ts";
import { keys } from "./manifest/keys.ts";
import { listedFiles } from "./manifest/listed-files.ts";
import { migrations } from "./manifest/migrations.ts";
import { people } from "./manifest/people.ts";
import { removedBundles } from "./manifest/removed-bundles.ts";
import { required } from "./manifest/required.ts";
import { duplicates } from "./module/duplicates.ts";
import { importedTests } from "./module/imported-tests.ts";
import { moduleNames } from "./module/module-names.ts";
import type { ModuleSource } from "./module/module-source.ts";
import { unusedFiles } from "./module/unused-files.ts";
import { entries } from "./po/entries.ts";
import { prettyFormat } from "./po/pretty-format.ts";
import { calls } from "./python/calls.ts";
import { chartTemplate } from "./python/chart-template.ts";
import { computeAssigns } from "./python/compute-assigns.ts";
import { computeWrites } from "./python/compute-writes.ts";
import { dependsArguments } from "./python/depends-arguments.ts";
import { domains } from "./python/domains.ts";
import { foreignComputed } from "./python/foreign-computed.ts";
import { functionCalls } from "./python/function-calls.ts";
import { headerComments } from "./python/header-comments.ts";
import { importsOfFile } from "./python/imports-of-file.ts";
import { methods } from "./python/methods.ts";
import { pythonMigration } from "./python/migration.ts";
import { modelFields } from "./python/model-fields.ts";
import type { PythonSource } from "./python/python-source.ts";
import { recNamesSearch } from "./python/rec-names-search.ts";
import { removedNames } from "./python/removed-names.ts";
import { replacedTools } from "./python/replaced-tools.ts";
import { reportSqlText } from "./python/report-sql.ts";
import { reserved } from "./python/reserved.ts";
import { searches } from "./python/searches.ts";
import { selfInLoop } from "./python/self-in-loop.ts";
import { sql } from "./python/sql.ts";
import { sqlConstraints } from "./python/sql-constraints.ts";
import { statements } from "./python/statements.ts";
import { superCalls } from "./python/super-calls.ts";
import { translation } from "./python/translation.ts";
import type { Check, FileSource } from "./rule.ts";
import { attributeOrder } from "./xml/attribute-order.ts";
import { dataElements } from "./xml/data/elements.ts";
import { document } from "./xml/document.ts";
import { xmlDomains } from "./xml/domains.ts";
import { xmlMigration } from "./xml/migration.ts";
import { modifiers } from "./xml/modifiers.ts";
import { owlMigration } from "./xml/owl-migration.ts";
import { records } from "./xml/records.ts";
import { views } from "./xml/views.ts";
import type { XmlSource } from "./xml/xml-source.ts";

export const MANIFEST_CHECKS: readonly Check<FileSource<ManifestFacts>>[] = [
  form,
  manifestEntries,
  people,
  keys,
  required,
  listedFiles,
  migrations,
  removedBundles,
  headerComments,
];
export const PYTHON_CHECKS: readonly Check<PythonSource>[] = [
  modelFields,
  methods,
  computeWrites,
  computeAssigns,
  dependsArguments,
  selfInLoop,
  calls,
  searches,
  sql,
  translation,
  importsOfFile,
  statements,
  headerComments,
  pythonMigration,
  sqlConstraints,
  removedNames,
  chartTemplate,
  recNamesSearch,
  reserved,
  reportSqlText,
  domains,
  superCalls,
  functionCalls,
  foreignComputed,
  replacedTools,
];
export const XML_CHECKS: readonly Check<XmlSource>[] = [
  attributeOrder,
  document,
  dataElements,
  records,
  views,
  modifiers,
  xmlMigration,
  owlMigration,
  xmlDomains,
];
export const CSV_CHECKS: readonly Check<FileSource<CsvFacts>>[] = [table];
export const PO_CHECKS: readonly Check<FileSource<PoFacts>>[] = [entries, prettyFormat];
export const JAVASCRIPT_CHECKS: readonly Check<FileSource<JavaScriptFacts>>[] = [
  legacyModules,
  tourStepNames,
  translatedTemplates,
];
export const MODULE_CHECKS: readonly Check<ModuleSource>[] = [duplicates, unusedFiles, moduleNames, importedTests];
/** Checks of one file against all modules. */
export const GRAPH_CHECKS: readonly Check<GraphSource>[] = [
  xmlIds,
  models,
  namedFields,
  viewLocators,
  viewModels,
  viewFields,
  viewButtons,
  accessRows,
  viewMissingFields,
  requiredFields,
  assetFiles,
  reportVariables,
  renamed,
  modelClasses,
  pathEnds,
  manifestDependencies,
  imports,
  overrideSignatures,
  inverseIndex,
];

/** Every rule, by what it looks at. */
export const RULE_GROUPS: Readonly<Record<string, readonly RuleInfo[]>> = {
  Manifest: rulesOf(MANIFEST_CHECKS),
  Python: rulesOf(PYTHON_CHECKS),
  XML: rulesOf(XML_CHECKS),
  CSV: rulesOf(CSV_CHECKS),
  JavaScript: rulesOf(JAVASCRIPT_CHECKS),
  Translations: rulesOf(PO_CHECKS),
  "Whole module": rulesOf(MODULE_CHECKS),
  "Across modules": rulesOf(GRAPH_CHECKS),
};

/** The same in one list. */
export const RULES: readonly RuleInfo[] = Object.values(RULE_GROUPS).flat();

function rulesOf(checks: readonly { readonly rules: readonly RuleInfo[] }[]): RuleInfo[] {
  return checks.flatMap(({ rules }) => [...rules]);
}
